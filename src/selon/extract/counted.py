"""What a number counts: the noun that it stands with, by grammar where there is a parse, else by the next word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selon.model.document import Document, Token
from selon.model.phrases import phrase_of

_NUMBER_ROLES = ("nummod", "flat", "compound", "fixed", "det", "advmod")
_NOUNS = ("NOUN", "PROPN")


@dataclass(frozen=True, slots=True)
class NounWords:
    """The words that lead from a number to its noun, and those that end the search."""

    of: re.Pattern[str]
    stop: frozenset[str]


def own_head(document: Document, start: int, end: int) -> int:
    """The index of the last token in `[start, end)`, which governs a number of several words."""
    token = document.token_at(end - 1) or document.token_at(start)
    return token.index if token else 0


def counted_noun(document: Document, start: int, end: int, words: NounWords) -> tuple[int | None, str | None]:
    """The counted noun's token and its phrase as written, without the number; None where nothing is counted."""
    own = document.tokens[own_head(document, start, end)] if document.tokens else None
    if own is None:
        return None, None
    head = _by_grammar(document, own, start, end) or _by_order(document, end, words)
    if head is None:
        return None, None
    return head.index, _as_written(document, head, end, words)


def _by_grammar(document: Document, own: Token, start: int, end: int) -> Token | None:
    """The noun that governs the number, or the one that a collective (*dozens of*) governs."""
    here = own
    while start <= here.start < end and here.head != here.index and here.role.partition(":")[0] in _NUMBER_ROLES:
        here = document.tokens[here.head]
    if here.start >= end and here.pos in _NOUNS and here.sentence == own.sentence:
        return here
    for child in document.of_role(own.index, "nmod"):
        token = document.tokens[child]
        if token.start >= end and document.of_role(child, "case"):
            return token
    return None


def _by_order(document: Document, end: int, words: NounWords) -> Token | None:
    """The next word, after *of*, where it can be a noun."""
    text = document.text
    if text[end : end + 1] not in (" ", "\u00a0", "-", "\u202f"):
        return None
    match = words.of.match(text.lower(), end)
    token = document.token_at(match.end() if match else end + 1)
    if token is None or token.start < end or not token.text[:1].isalpha() or token.text.lower() in words.stop:
        return None
    if token.pos in ("ADJ", *_NOUNS, "X"):
        governor = document.tokens[token.head]
        return governor if token.pos == "ADJ" and governor.pos in _NOUNS and governor.index > token.index else token
    return None


def _as_written(document: Document, head: Token, end: int, words: NounWords) -> str:
    """The phrase of the counted noun from behind the number on."""
    phrase = phrase_of(document, head.index)
    start, stop = max(end, phrase.start), max(phrase.end, head.end)
    if start > head.start:
        start = head.start
    written = document.text[start:stop]
    if match := words.of.match(written.lower()):
        written = written[match.end() :]
    return written.strip(" -\u00a0\u202f")
