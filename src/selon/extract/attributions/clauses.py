"""The clause that a reporting verb governs, wherever it stands and whatever the parse makes of it."""

from __future__ import annotations

from dataclasses import dataclass

from selon.extract.attributions import rules
from selon.extract.attributions.groups import group_start, is_clause, is_finite
from selon.extract.attributions.reading import Reading
from selon.extract.attributions.rules import Rule
from selon.extract.attributions.spans import noun_phrase, subtree

VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Content:
    """The frame that matched, the heads of the content and its tokens."""

    frame: str
    heads: tuple[int, ...]
    tokens: frozenset[int]


def find_parenthesis(reading: Reading, verb: int, source: int | None) -> Content | None:
    """*As X said, …*, *…, comme le précise X*: the rest of the sentence."""
    if source is None or not reading.cases(verb) & reading.cues.words["parenthesis"] or not is_finite(reading, verb):
        return None
    if any(c > verb and c != source for c in reading.document.of_role(verb, "xcomp", "advcl", "obj", "ccomp")):
        return None
    document = reading.document
    sentence = document.sentences[reading.tokens[verb].sentence]
    first, last = cue_phrase(reading, verb, source)
    first = min([first, *(c for c in document.of_role(verb, "mark") if c < verb)])
    tokens = frozenset(range(sentence.first, sentence.last)) - frozenset(range(first, last + 1))
    head = reading.tokens[verb].head
    heads = (
        (head,)
        if head not in (verb, source)
        else tuple(sorted(i for i in tokens if reading.tokens[i].pos in VERBAL)[:1])
    )
    return Content(rules.THAT, heads, tokens) if len(tokens) > 3 else None


def find_clause(reading: Reading, verb: int, source: int | None, rule: Rule) -> Content | None:
    """The clause that the verb governs: after it, before it, around it, or lost by the parse."""
    document = reading.document
    heads = [child for child in document.of_role(verb, "ccomp") if child != source and not _is_aside(reading, child)]
    inverted = source is not None and source > verb
    after = [head for head in heads if head > verb and not (inverted and _is_bare_noun(reading, head, source))]
    if after:
        return Content(rules.THAT, tuple(after), subtree(document, after, not_content(reading, verb, source)))
    before = [head for head in heads if head < verb]
    before += [
        c
        for c in document.of_role(verb, "nsubj", "parataxis", "advcl")
        if c < verb and is_clause(reading, c) and c != source
    ]
    held = any(o > verb and o != source for o in document.of_role(verb, "obj"))
    if before and (rule.addressee or not held):
        return _before(reading, verb, source, before)
    token = reading.tokens[verb]
    if (
        token.role in ("parataxis", "ccomp", "advcl", "conj", "dep")
        and token.head != verb
        and _is_parenthesis(reading, verb, source)
    ):
        return _around(reading, verb, source, token.head)
    surface = _surface(reading, verb)
    if surface is not None:
        return surface
    loose = _loose_clause(reading, verb, source)
    if loose is not None:
        return Content(rules.THAT, (loose,), subtree(document, [loose], [verb]))
    return None


def _is_bare_noun(reading: Reading, head: int, source: int | None) -> bool:
    """A noun without a verb of its own: the apposition of an inverted source, not what it says."""
    own = [c for c in reading.document.of_role(head, "cop", "nsubj") if c != source]
    return reading.tokens[head].pos in ("NOUN", "PROPN") and not own


def _surface(reading: Reading, verb: int) -> Content | None:
    """A clause that the parse lost: from *that* soon after the verb to the end of the sentence."""
    tokens, document = reading.tokens, reading.document
    last = document.sentences[tokens[verb].sentence].last
    for index in range(verb + 1, min(verb + 12, last)):
        if tokens[index].pos in VERBAL or reading.quoted[index] >= 0 or tokens[index].lemma in reading.cues.nouns:
            return None
        asks = (
            index == verb + 1 and tokens[index].role == "advmod" and tokens[index].head == verb
        )  # *expliqué pourquoi*
        if (
            (tokens[index].pos == "SCONJ" or tokens[index].role == "mark" or asks)
            and tokens[index].role in ("mark", "nsubj", "obj", "advmod")
            and reading.word(index) in reading.cues.words["complementizers"]
        ):
            if index > verb + 1 and tokens[index - 1].pos in ("ADP", "CCONJ", "SCONJ"):
                return None
            verbs = [i for i in range(index + 1, last) if tokens[i].pos in VERBAL]
            return Content(rules.THAT, tuple(verbs[:1]), frozenset(range(index, last))) if verbs else None
    return None


def not_content(reading: Reading, verb: int, source: int | None) -> list[int]:
    """The tokens whose subtrees are no content: the cue and its source."""
    return [i for i in (verb, source) if i is not None]


def _is_aside(reading: Reading, child: int) -> bool:
    """Whether a dependent is no clause of content: a mark, or a participle that goes on (*…, adding that*)."""
    token = reading.tokens[child]
    return token.pos == "PUNCT" or (token.lemma in reading.cues.participles and not is_finite(reading, child))


def _loose_clause(reading: Reading, verb: int, source: int | None) -> int | None:
    """A clause after the verb that the parse hangs on it under another role, opened by *that*."""
    tokens = reading.tokens
    for child in reading.document.children[verb]:
        token = reading.tokens[child]
        if (
            child <= verb
            or child == source
            or token.role not in ("advcl", "parataxis", "xcomp", "acl", "dep", "obj", "obl", "conj")
        ):
            continue
        if any(
            tokens[i].lemma in reading.cues.nouns for i in range(verb + 1, min(reading.document.descendants(child)))
        ):
            continue
        marks = {reading.word(c) for c in reading.document.children[child] if c < child}
        if marks & reading.cues.words["complementizers"] and is_clause(reading, child):
            return child
        if token.role == "parataxis" and is_clause(reading, child) and reading.tokens[verb + 1].text == ":":
            return child
    return None


def cue_phrase(reading: Reading, verb: int, source: int | None) -> tuple[int, int]:
    """First and last token of the cue's own phrase: verb group and source."""
    first, last = group_start(reading, verb), verb
    if source is not None and reading.tokens[source].sentence == reading.tokens[verb].sentence:
        start, end = noun_phrase(reading, source)
        if abs(start - verb) < 40:
            first, last = min(first, start), max(last, end)
    return first, last


def _before(reading: Reading, verb: int, source: int | None, heads: list[int]) -> Content:
    """*X happened, the army said*: all of the sentence before the cue's phrase, where the cue governs it."""
    document = reading.document
    first, _ = cue_phrase(reading, verb, source)
    tokens = set(subtree(document, heads, [verb] if source is None else [verb, source]))
    if reading.tokens[verb].role == "root":
        start = document.sentences[reading.tokens[verb].sentence].first
        tokens |= set(range(start, first))
    return Content(rules.THAT, tuple(heads), frozenset(i for i in tokens if i < first or i > verb))


def _is_parenthesis(reading: Reading, verb: int, source: int | None) -> bool:
    """Whether the cue's phrase is set into another clause (*…, he said*), and has nothing of its own."""
    held = [c for c in reading.document.of_role(verb, "ccomp", "xcomp", "obj") if c != source]
    if any(reading.tokens[c].lemma not in reading.cues.participles for c in held):
        return False
    token = reading.tokens[verb]
    first, last = cue_phrase(reading, verb, source)
    if source is None or (
        reading.tokens[source].head != verb and not (source < verb and _follows_comma(reading, first))
    ):
        return False
    if token.role == "advcl":
        return source > verb and last < token.head and _is_set_off(reading, verb, first, last)
    if token.role == "conj":
        return _follows_comma(reading, first)
    return token.head < verb or last < token.head


def _is_set_off(reading: Reading, verb: int, first: int, last: int) -> bool:
    """*L'armée, a précisé le ministre, n'interviendra pas*: a finite cue with its source between two commas."""
    commas = reading.tokens[first - 1].text == "," and reading.tokens[last + 1].text == ","
    return commas and is_finite(reading, verb) and not reading.document.of_role(verb, "mark")


def _follows_comma(reading: Reading, first: int) -> bool:
    before = reading.tokens[first - 1] if first else None
    return before is not None and before.pos == "PUNCT"


def _around(reading: Reading, verb: int, source: int | None, head: int) -> Content:
    document = reading.document
    clause = head
    own = subtree(document, [verb])
    tokens = set(subtree(document, [clause], [verb]))
    if reading.tokens[clause].role == "root":
        sentence = document.sentences[reading.tokens[verb].sentence]
        tokens = set(range(sentence.first, sentence.last)) - own
    first, last = cue_phrase(reading, verb, source)
    sentence = document.sentences[reading.tokens[verb].sentence]
    if last >= sentence.last - 2 and clause < first:
        tokens |= set(range(min(tokens), first))
    return Content(rules.THAT, (clause,), frozenset(i for i in tokens if not first <= i <= last))


def find_all_before(reading: Reading, verb: int, source: int) -> Content | None:
    """*Three men died said the army*: a cue's phrase at the end, and a clause before it, under any parse."""
    tokens, document = reading.tokens, reading.document
    if tokens[verb].features.get("VerbForm") == "Inf" or document.of_role(verb, "mark", "ccomp"):
        return None
    if any(c for c in document.of_role(verb, "obj", "xcomp") if c not in (source,) and tokens[c].pos != "VERB"):
        return None
    first, end = cue_phrase(reading, verb, source)
    sentence = document.sentences[tokens[verb].sentence]
    start = sentence.first
    if not _closes(reading, end + 1, sentence.last):
        return None
    if first - start < 3 or tokens[first - 1].pos in ("CCONJ", "SCONJ", "ADP"):
        return None
    if source < verb and reading.word(first - 1) in reading.cues.words["complementizers"]:
        return None
    heads = [
        i
        for i in range(start, first)
        if tokens[i].pos in VERBAL and is_clause(reading, i) and tokens[i].role != "acl:relcl"
    ]
    heads += [i for i in range(start, first) if tokens[i].pos not in VERBAL and reading.child(i, "cop") is not None]
    if not heads and tokens[first - 1].text == "," and tokens[start].pos != "ADP":
        heads = [i for i in range(start, first) if tokens[i].pos in ("ADJ", "NOUN", "NUM")]  # a headline without a verb
    if not heads or _depends_forward(reading, verb, source):
        return None
    return Content(rules.THAT, tuple(heads[:1]), frozenset(range(start, first)))


def _closes(reading: Reading, after: int, last: int) -> bool:
    """Whether only a participle, a short phrase or nothing follows a cue's phrase."""
    if after >= last or reading.tokens[after].pos == "PUNCT":
        return True
    token = reading.tokens[after]
    if token.lemma in reading.cues.participles and token.pos == "VERB":
        return True
    return token.pos in ("ADP", "NOUN", "PROPN", "DET") and last - after < 9


def _says_it_all(reading: Reading, verb: int, source: int) -> bool:
    """Whether *X said*, hung on a noun far before it, stands behind a whole clause and takes no object of its own."""
    rules_of = reading.cues.verbs.get(reading.tokens[verb].lemma, ())
    if any(rule.frames & {rules.OBJECT, rules.AS} or rule.addressee for rule in rules_of):
        return False
    first, _ = cue_phrase(reading, verb, source)
    noun = reading.tokens[verb].head
    between = range(noun + 1, first)
    return any(reading.tokens[i].pos in VERBAL and is_finite(reading, i) for i in between) and not any(
        reading.word(i) in reading.cues.relative and reading.tokens[i].head == verb for i in between
    )


def _depends_forward(reading: Reading, verb: int, source: int) -> bool:
    """Whether the cue belongs to a relative or an adverbial clause, which opens with its own word."""
    token = reading.tokens[verb]
    if token.role == "acl:relcl" and _says_it_all(reading, verb, source):
        return False  # *an attack that killed ten a monitoring group said.*: commas lost
    if token.role in ("acl:relcl", "amod") or (token.role == "acl" and not is_finite(reading, verb)):
        return True
    return any(reading.tokens[c].role == "mark" and c < verb for c in reading.document.children[verb])
