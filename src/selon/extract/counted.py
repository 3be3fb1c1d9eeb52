"""What a number counts: the noun that it stands with, by grammar where there is a parse, else by the next word."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selon.model.document import Document, Token
from selon.model.phrases import phrase_of

_BLANK = " -\u00a0\u202f"
_NUMBER = "0123456789.,\u00a0\u202f "
_NUMBER_ROLES = ("nummod", "flat", "compound", "fixed", "det", "advmod")
_NOUNS = ("NOUN", "PROPN")
_COUNTED = (*_NOUNS, "ADJ", "VERB")
_WORD = re.compile(r"[^\W\d]+'?")
# What a phrase does not go on over: another number, a comma, a line end, a bracket, a colon.
_END = re.compile(r"[\d,\n(:;]")
_BREAK = re.compile(r"[,\n(:;]")


@dataclass(frozen=True, slots=True)
class NounWords:
    """The words that lead from a number to its noun, those that end the search, and the next number."""

    of: re.Pattern[str]
    part: re.Pattern[str]
    hurt: frozenset[str]
    stop: frozenset[str]
    end: re.Pattern[str]
    other: re.Pattern[str]
    number: re.Pattern[str]


def own_head(document: Document, start: int, end: int) -> int:
    """The index of the last token in `[start, end)`, which governs a number of several words."""
    token = document.token_at(end - 1) or document.token_at(start)
    return token.index if token else 0


def counted_noun(document: Document, start: int, end: int, words: NounWords) -> tuple[int | None, str | None]:
    """The counted noun's token and its phrase as written, without the number; None where nothing is counted."""
    own = document.tokens[own_head(document, start, end)] if document.tokens else None
    if own is None:
        return None, None
    head = _by_grammar(document, own, (start, end), words) or _by_order(document, end, words)
    if head is None:
        return None, None
    return head.index, _as_written(document, head, end, words)


def _by_grammar(document: Document, own: Token, span: tuple[int, int], words: NounWords) -> Token | None:
    """The noun that governs the number, or the one that a collective (*dozens of*) governs."""
    (start, end), here = span, own
    while start <= here.start < end and here.head != here.index and here.role.partition(":")[0] in _NUMBER_ROLES:
        here = document.tokens[here.head]
    if here.start >= end and here.pos in _NOUNS and _near(document, end, here, words):
        return here
    for child in document.of_role(own.index, "nmod"):
        token = document.tokens[child]
        if token.start >= end and token.pos in _COUNTED and words.of.match(document.text.lower(), end):
            return token
    return None


def _near(document: Document, end: int, noun: Token, words: NounWords) -> bool:
    """Whether nothing stands between a number and its noun that ends a phrase."""
    between = document.text[end : noun.start]
    return not _BREAK.search(between) and not words.stop & set(_WORD.findall(between.lower()))


def _by_order(document: Document, end: int, words: NounWords) -> Token | None:
    """The next word, after *of*, where it can be a noun."""
    text = document.text
    if text[end : end + 1] not in (" ", "\u00a0", "-", "\u202f"):
        return None
    match = words.part.match(text.lower(), end) or words.of.match(text.lower(), end)
    token = document.token_at(match.end() if match else end + 1)
    if token is None or token.start < end or not token.text[:1].isalpha() or token.text.lower() in words.stop:
        return None
    if token.text.lower() in words.hurt or (
        token.pos == "VERB" and token.features.get("Number") == "Plur" and not match
    ):
        return token
    if token.pos in ("ADJ", *_NOUNS, "X"):
        governor = document.tokens[token.head]
        onward = token.pos == "ADJ" and governor.pos in _NOUNS and governor.index > token.index
        return governor if onward and _near(document, end, governor, words) else token
    return None


def is_name(document: Document, start: int, end: int) -> bool:
    """Whether a number belongs to the proper name before it (*Falcon 9*, *France 2*)."""
    own, last = document.token_at(start), document.token_at(start - 2)
    if own is None or last is None or last.sentence != own.sentence or end - start > 4:
        return False
    head = document.tokens[own.head]
    if last.pos != "PROPN":
        inside = last.index != document.sentences[last.sentence].first
        named = inside and last.text[0].isupper() and head.index == last.index
    else:
        beside = (own.head == last.head and head.end < last.start) or _is_model(own, last)
        named = head.pos == "PROPN" or beside
    return named and own.role.partition(":")[0] in _NUMBER_ROLES and document.text[start - 1] == " "


def _is_model(own: Token, last: Token) -> bool:
    """Whether name and number stand as one before a noun (*two Leopard 2 tanks*)."""
    return last.head in (own.index, own.head) and own.head > own.index and last.role.startswith(("compound", "nmod"))


def _as_written(document: Document, head: Token, end: int, words: NounWords) -> str:
    """The phrase of the counted noun from behind the number on."""
    phrase = phrase_of(document, head.index)
    start, stop = max(end, phrase.start), max(phrase.end, head.end)
    if start > head.start:
        start = head.start
    written = document.text[start:stop]
    if match := words.of.match(written.lower()):
        written = written[match.end() :]
    if match := words.number.match(written.lower()):
        written = written[match.end() :]
    for end_of_it in (words.other, _END, words.end):
        if match := end_of_it.search(written.lower(), max(0, head.end - document.text.index(written, start))):
            written = written[: match.start()]
    written = written.lstrip(_NUMBER).strip(_BLANK)
    while (last := written.rpartition(" "))[0] and (last[2].lower() in words.stop or words.of.fullmatch(last[2] + " ")):
        written = last[0].strip(_BLANK)
    return written
