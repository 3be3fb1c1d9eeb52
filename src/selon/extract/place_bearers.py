"""Places' names that somebody else bears: organisations (*Bank of China*) and persons (*Jack London*)."""

from __future__ import annotations

from collections.abc import Sequence

from selon.extract.place_words import PlaceWords
from selon.model.document import Token


def in_body(tokens: Sequence[Token], words: PlaceWords, first: int, last: int) -> bool:
    """Whether the name is part of an organisation's: *Donetsk People's Republic*, *Bank of China*."""
    for after in tokens[last + 1 : last + 5]:
        lower = after.text.lower()
        if after.text in words.bodies_after:
            return True
        if not after.text[0].isupper() or after.sentence != tokens[last].sentence:
            break
        if lower in words.bodies and lower not in words.levels:
            return True
    before = first - 1
    while before > 0 and tokens[before].text.lower() in words.articles:
        before -= 1
    if before >= 1 and tokens[before].text.lower() in words.genitive:
        return tokens[before - 1].text in words.bodies_before
    return False


def in_person(tokens: Sequence[Token], words: PlaceWords, first: int, last: int) -> bool:
    """Whether the name is part of a person's: *President Lincoln*, *Jack London*, *Paris Hilton*."""
    token = tokens[first]
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if before and before.sentence == token.sentence:
        if before.text.lower() in words.titles and before.text.lower() not in words.levels:
            return token.entity != "LOC" or before.text[0].isupper()
        if _names_person(before, token):
            return True
    if after and after.sentence == token.sentence and _names_person(after, token):
        return words.levels.get(after.text.lower()) is None
    return False


def _names_person(beside: Token, token: Token) -> bool:
    if not beside.text[0].isupper() or beside.pos not in ("PROPN", "NOUN", "X"):
        return False
    return beside.entity == "PER" and token.entity in ("PER", "MISC", "")
