"""Lines headed by a speaker: *Red Crescent: at least 40 dead*, without quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from selon.extract.attributions.reading import Reading
from selon.extract.attributions.spans import Found
from selon.model.document import Sentence

LONGEST = 6


def find_headed(reading: Reading, known: list[Found]) -> Iterator[Found]:
    """A body or a titled person, a colon, and what they say to the end of the sentence."""
    cues = {found.cue for found in known}
    for sentence in reading.document.sentences:
        colon = _colon(reading, sentence)
        if colon is None or colon in cues:
            continue
        inside = frozenset(range(colon + 1, sentence.last))
        tokens = reading.tokens
        heads = tuple(i for i in sorted(inside) if tokens[i].pos != "PUNCT" and tokens[i].head not in inside)
        words = (sentence.first, colon - 1)
        reason = "a name and a colon"
        yield Found(colon, colon - 1, "say", heads[:1], inside, reason=reason, source_words=words)


def _colon(reading: Reading, sentence: Sentence) -> int | None:
    """The colon behind one speaker's name or title at the head of a sentence, nothing quoted after it."""
    tokens, first = reading.tokens, sentence.first
    colons = (i for i in range(first + 1, min(first + LONGEST, sentence.last - 3)) if tokens[i].text == ":")
    colon = next(colons, None)
    if colon is None or any(reading.quoted[i] >= 0 for i in range(first, colon + 2)):
        return None
    before = range(first, colon)
    head = tokens[colon - 1]
    titled = head.lemma in reading.cues.speakers - reading.cues.documents
    if not titled and head.entity not in ("PER", "ORG"):
        return None
    if any(tokens[i].pos not in ("PROPN", "NOUN", "ADJ", "DET") for i in before):
        return None
    return colon if all(tokens[i].head in before or i == head.index for i in before) else None
