"""Attributions by a preposition: *according to X*, *selon X*, *de source militaire*."""

from __future__ import annotations

from collections.abc import Iterator

from selon.extract.attributions.reading import Reading, is_reporting_participle, matches
from selon.extract.attributions.rules import Preposition
from selon.extract.attributions.spans import Found, noun_phrase, subtree


def find_according_to(reading: Reading) -> Iterator[Found]:
    """Every attribution whose cue is a preposition."""
    for index, word in enumerate(reading.words):
        if word not in reading.cues.first_words:
            continue
        for preposition in reading.cues.prepositions:
            last = matches(reading, index, preposition)
            if last is not None:
                found = _attribution(reading, index, last, preposition)
                if found is not None:
                    yield found
                    break


def _attribution(reading: Reading, first: int, last: int, preposition: Preposition) -> Found | None:
    start = last if preposition.whole else last + 1
    head = _head(reading, start, last)
    if head is None or reading.word(start) in reading.cues.relative:
        return None
    if not preposition.whole and not reading.is_speaker(head) and not _named_inside(reading, head):
        return None
    if preposition.guarded and not _is_guarded(reading, first, head):
        return None
    if preposition.closing and not _closes(reading, first, head):
        return None
    if preposition.whole and not _opens_or_follows(reading, first, head):
        return None
    phrase = _cut(reading, first, noun_phrase(reading, head))
    used = frozenset(range(first, max(phrase[1], last) + 1)) | frozenset(range(phrase[0], phrase[1] + 1))
    governor = reading.tokens[head].head
    if preposition.whole and reading.tokens[governor].lemma in reading.cues.impersonal["lemmas"]:
        return _impersonal(reading, governor, head, preposition)
    content, heads = content_around(reading, head, first, used)
    if not content:
        return None
    apart = [i for i in content if is_reporting_participle(reading, i)]
    apart += [c for c in reading.document.of_role(head, "acl:relcl") if c > head]
    content -= subtree(reading.document, apart)
    return Found(
        cue=first,
        source=head,
        stance=preposition.stance,
        heads=heads,
        tokens=content,
        form="according_to",
        reason=f"preposition:{' '.join(preposition.words)}",
        cue_words=tuple(range(first, last + 1)) if not preposition.whole else (first,),
        source_words=phrase,
    )


def _cut(reading: Reading, first: int, phrase: tuple[int, int]) -> tuple[int, int]:
    """The phrase up to its last comma, where it opens the sentence and has run into the subject after it."""
    begins, ends = phrase
    sentence = reading.document.sentences[reading.tokens[first].sentence]
    run_on = _run_on(reading, begins, ends)
    if run_on is None and first == sentence.first:
        run_on = _before_clause(reading, begins, ends)
    if run_on is not None:
        return begins, run_on
    swallowed = ends + 2 >= sentence.last  # the phrase has taken in all of the sentence
    if first != sentence.first or (not swallowed and reading.tokens[ends + 1].pos == "PUNCT"):
        return phrase
    commas = [i for i in range(begins + 1, ends) if reading.tokens[i].text == ","]
    return (begins, commas[-1] - 1) if commas else phrase


def _before_clause(reading: Reading, begins: int, ends: int) -> int | None:
    """The end of *des habitants* in *selon des habitants, beaucoup sont …*: a finite verb behind a comma ends it."""
    tokens = reading.tokens
    commas = [i for i in range(begins + 1, ends) if tokens[i].text == ","]
    if not commas or not any(tokens[i].features.get("VerbForm") == "Fin" for i in range(commas[0], ends + 1)):
        return None
    follows = reading.words[commas[0] + 1]
    return None if follows in reading.cues.relative or tokens[commas[0] + 1].pos == "PRON" else commas[0] - 1


def _run_on(reading: Reading, begins: int, ends: int) -> int | None:
    """The end of *les médias* in *selon les médias, la formation …*: what follows the comma joins by no word."""
    tokens = reading.tokens
    for comma in range(begins + 1, ends):
        follows = tokens[comma].text == "," and tokens[comma + 1].pos == "DET"
        if not follows:
            continue
        conjuncts = [i for i in range(comma + 1, ends + 1) if tokens[i].role == "conj" and tokens[i].head < comma]
        if conjuncts and not any(tokens[i].role == "cc" for i in range(comma, ends + 1)):
            return comma - 1
    return None


def _impersonal(reading: Reading, verb: int, head: int, preposition: Preposition) -> Found | None:
    """*Apprend-on de source militaire*: the verb is the cue, its clause or the one around it the content."""
    document = reading.document
    clause = document.of_role(verb, "ccomp")
    if clause:
        heads, content = clause, subtree(document, clause)
    elif reading.tokens[verb].head != verb:
        heads = (reading.tokens[verb].head,)
        content = subtree(document, heads, [verb])
    else:
        return None
    name = f"preposition:{' '.join(preposition.words)}"
    return Found(verb, head, preposition.stance, heads, content, form="according_to", reason=name)


def _head(reading: Reading, start: int, last: int) -> int | None:
    """The head of the noun phrase that begins at `start`."""
    tokens = reading.tokens
    if start >= len(tokens) or tokens[start].sentence != tokens[last].sentence:
        return None
    here = start
    while here < len(tokens) and tokens[here].pos == "PUNCT" and tokens[here].sentence == tokens[start].sentence:
        here += 1
    if here >= len(tokens):
        return None
    head = here
    while tokens[head].pos not in ("VERB", "AUX") and tokens[head].head > last and tokens[head].head != head:
        above = tokens[head].head
        if tokens[above].pos in ("VERB", "AUX") or tokens[head].role in ("nsubj", "obl", "obj", "root"):
            break
        head = above
    return head if tokens[head].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X") else None


def _named_inside(reading: Reading, head: int) -> bool:
    return any(reading.tokens[i].entity for i in subtree(reading.document, [head]))


def _is_guarded(reading: Reading, first: int, head: int) -> bool:
    sentence = reading.document.sentences[reading.tokens[first].sentence]
    _, last = noun_phrase(reading, head)
    follows = last + 1 < sentence.last and reading.tokens[last + 1].text == ","
    if first != sentence.first or not follows or reading.tokens[head].pos == "PRON":
        return False
    return reading.tokens[head].entity in ("PER", "ORG") or reading.tokens[head].lemma in reading.cues.speakers


def _closes(reading: Reading, first: int, head: int) -> bool:
    """*…, per a Western official.*: a phrase behind a comma that ends the sentence, its noun no bare one."""
    sentence = reading.document.sentences[reading.tokens[first].sentence]
    begins, ends = noun_phrase(reading, head)
    bare = begins == ends and reading.tokens[head].pos == "NOUN" and not reading.tokens[head].entity
    return reading.tokens[first - 1].text == "," and ends >= sentence.last - 2 and not bare


def _opens_or_follows(reading: Reading, first: int, head: int) -> bool:
    sentence = reading.document.sentences[reading.tokens[first].sentence]
    return first == sentence.first or reading.tokens[first - 1].text in (",", "on", "-on", "-t-on")


def _closes_without_comma(reading: Reading, head: int, first: int, used: frozenset[int]) -> bool:
    """*left 50 people gasping according to the monitor*: the phrase ends a sentence that has no comma before it."""
    tokens, document = reading.tokens, reading.document
    sentence = document.sentences[tokens[first].sentence]
    ends = max(used | subtree(document, [c for c in document.of_role(head, "acl:relcl") if c > head]))
    return ends >= sentence.last - 2 and all(
        tokens[i].text not in (",", ";", ":") for i in range(sentence.first, first)
    )


def content_around(
    reading: Reading, head: int, first: int, used: frozenset[int]
) -> tuple[frozenset[int], tuple[int, ...]]:
    """The clause that the phrase belongs to: the whole sentence where that is the main one."""
    document = reading.document
    tokens = reading.tokens
    governor = tokens[head].head
    if governor in used or governor == head:
        governor = tokens[first].head
    if governor in used or governor == first:
        governor = next((i for i in document.ancestors(head) if i not in used), -1)
    sentence = document.sentences[tokens[first].sentence]
    if governor < 0:
        inside = frozenset(range(sentence.first, sentence.last)) - used
        return inside, tuple(sorted(inside)[:1])
    clause = reading.clause_of(governor)
    closes = max(used) >= sentence.last - 2 and tokens[first - 1].text == ","
    bare = _closes_without_comma(reading, head, first, used)
    while tokens[clause].role in ("acl", "acl:relcl", "xcomp", "conj") and tokens[clause].head != clause:
        relative = tokens[clause].role == "acl:relcl"
        if not bare and (relative or (first != sentence.first and not (closes and tokens[clause].role == "conj"))):
            break
        clause = reading.clause_of(tokens[clause].head)
    if first == sentence.first or tokens[clause].role in ("root", "parataxis"):
        inside = frozenset(range(sentence.first, sentence.last))
    else:
        inside = subtree(document, [clause])
    return inside - used, (clause,)
