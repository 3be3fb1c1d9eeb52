"""Attributions by a noun and a relative clause: *la thèse selon laquelle …*, *des rumeurs selon lesquelles …*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selon.extract.attributions.reading import Reading, matches
from selon.extract.attributions.spans import Found, noun_phrase, subtree
from selon.extract.attributions.speakers import find_speaker

HELD = frozenset({"nmod", "obl", "amod", "flat:name", "appos"})


def find_told(reading: Reading, found: Iterable[Found]) -> Iterator[Found]:
    """Every clause that a phrase naming a source hangs on a noun, where that noun reports nothing by itself yet."""
    known = {each.cue for each in found if each.source is not None}
    for index, word in enumerate(reading.words):
        relative = _relative(reading, index) if word in reading.cues.first_words else None
        if relative is None:
            continue
        noun = _noun_before(reading, index, relative)
        if noun is not None and noun not in known and not _is_denied(reading, noun):
            yield _attribution(reading, noun, index, relative)


def _relative(reading: Reading, index: int) -> int | None:
    """The relative pronoun right behind a preposition that names a source."""
    for preposition in reading.cues.prepositions:
        last = matches(reading, index, preposition)
        if last is not None and not preposition.guarded and not preposition.whole:
            follows = last + 1 < len(reading.tokens) and reading.word(last + 1) in reading.cues.relative
            return last + 1 if follows else None
    return None


def _noun_before(reading: Reading, index: int, relative: int) -> int | None:
    """The noun that the clause is about."""
    tokens = reading.tokens
    clause = tokens[relative].head
    if tokens[clause].role.startswith("acl") and tokens[tokens[clause].head].pos == "NOUN":
        return tokens[clause].head if tokens[clause].head < index else None
    here = index - 1
    while here >= 0 and tokens[here].text == ",":
        here -= 1
    while here >= 0 and tokens[here].role in HELD and tokens[here].head < here:
        here = tokens[here].head
    return here if here >= 0 and tokens[here].pos == "NOUN" else None


def _clause(reading: Reading, relative: int) -> int:
    """The head of the clause that the pronoun opens: the one it hangs on, else the next verb."""
    tokens = reading.tokens
    head = tokens[relative].head
    if head > relative:
        return head
    last = reading.document.sentences[tokens[relative].sentence].last
    return next((i for i in range(relative + 1, last) if tokens[i].pos == "VERB"), head)


def _attribution(reading: Reading, noun: int, index: int, relative: int) -> Found:
    clause = _clause(reading, relative)
    inside = frozenset(i for i in subtree(reading.document, [clause]) if i > relative)
    source = _owner(reading, noun)
    return Found(
        cue=index,
        source=noun if source is None else source,
        stance="say",
        heads=(clause,),
        tokens=inside,
        form="according_to",
        reason="noun told",
        source_words=noun_phrase(reading, noun) if source is None else None,
    )


def _is_denied(reading: Reading, noun: int) -> bool:
    """*L'armée rejette les accusations selon lesquelles …*: the denial is what is told."""
    verb = reading.tokens[reading.tokens[noun].head]
    return reading.tokens[noun].role == "obj" and any(
        rule.stance == "deny" for rule in reading.cues.verbs.get(verb.lemma, ())
    )


def _owner(reading: Reading, noun: int) -> int | None:
    """Whose position it is: a genitive that can speak, or behind a possessive who holds or repeats it."""
    tokens, document = reading.tokens, reading.document
    for child in document.of_role(noun, "nmod"):
        if reading.cases(child) & reading.cues.words["of"] and reading.is_speaker(child):
            return child
    own = any(tokens[c].features.get("Poss") == "Yes" for c in document.of_role(noun, "det", "nmod:poss"))
    verb = tokens[noun].head
    return find_speaker(reading, verb) if own and tokens[verb].pos == "VERB" else None
