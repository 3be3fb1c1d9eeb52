"""find_places(document, language, gazetteer): every place as written, with what the words say of where it lies."""

from __future__ import annotations

from dataclasses import replace

from selon.extract.place_names import Name, NameFinder
from selon.extract.place_nouns import find_nouns
from selon.extract.place_words import PlaceWords, place_words
from selon.languages.base import Language
from selon.model.document import Document
from selon.model.gazetteer import Gazetteer
from selon.model.mentions import PlaceMention


def find_places(document: Document, language: Language, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """All mentions of places in the order of the text: names, and common nouns that stand for one named before."""
    words = place_words(language)
    names = list(NameFinder(document, words, gazetteer).find())
    mentions = [_as_mention(document, words, name) for name in names]
    mentions = _named_beside(document, words, mentions)
    taken = [mention.span for mention in mentions]
    nouns = find_nouns(document, words, gazetteer, taken)
    return tuple(sorted([*mentions, *nouns], key=lambda mention: (mention.span.start, mention.span.end)))


def _as_mention(document: Document, words: PlaceWords, name: Name) -> PlaceMention:
    first, last = _with_level(document, words, name)
    span = document.span(first, last)
    relation = words.relation_before(document.text, span.start)
    if relation is None and span.start != document.tokens[name.first].start:
        relation = words.relation_before(document.text, document.tokens[name.first].start)
    if relation and relation.text.endswith(PART) and _opens_with_settlement(document, words, first, name.first):
        relation = None
    return PlaceMention(
        span=span,
        head=_head(document, first, last),
        name=name.text,
        relation=relation.text if relation else None,
        distance_km=relation.distance_km if relation else None,
        bearing=relation.bearing if relation else None,
    )


def _opens_with_settlement(document: Document, words: PlaceWords, first: int, name: int) -> bool:
    """Whether *city* stands before the name: *the eastern city of X* lies in the east, not in X's east.

    *The east of the city of X* is X's own.
    """
    if first and document.tokens[first - 1].text.lower() in words.genitive | words.contracted:
        return False
    return any(words.levels.get(t.text.lower()) == "settlement" for t in document.tokens[first:name])


def _with_level(document: Document, words: PlaceWords, name: Name) -> tuple[int, int]:
    """The tokens of *the Kyiv region*, *province of Idlib*, *la région de Kherson*: the level is part of the name."""
    tokens = document.tokens
    first, last = name.first, name.last
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if (
        words.level_after
        and after
        and words.levels.get(after.text.lower()) in _WRITTEN
        and after.text.lower() not in words.several
        and after.sentence == tokens[last].sentence
    ):
        return _with_article(document, words, first), last + 1
    here = first - 1
    while here >= 0 and here > first - 3 and tokens[here].text.lower() in words.articles:
        here -= 1
    if here >= 1 and tokens[here].text.lower() in words.genitive and tokens[here].sentence == tokens[first].sentence:
        if here >= 2 and tokens[here - 1].pos == "ADJ":
            here -= 1
        if words.levels.get(tokens[here - 1].text.lower()) in _WRITTEN:
            return _with_article(document, words, here - 1), last
    elif here >= 1 and words.levels.get(tokens[here].text.lower()) in _SITES:
        return _with_article(document, words, here), last
    return first, last


_WRITTEN = frozenset({"region", "district", "quarter", "post", "site", "area", "water", "settlement"})
_SITES = frozenset({"post", "site"})


def _with_article(document: Document, words: PlaceWords, first: int) -> int:
    if first and document.tokens[first - 1].text.lower() in words.articles:
        return first - 1
    return first


def _head(document: Document, first: int, last: int) -> int:
    """The token of the phrase whose governor stands outside it."""
    for index in range(first, last + 1):
        head = document.tokens[index].head
        if document.tokens[index].pos in ("PROPN", "NOUN", "ADJ", "X") and (head == index or not first <= head <= last):
            return index
    return last


def _named_beside(document: Document, words: PlaceWords, mentions: list[PlaceMention]) -> list[PlaceMention]:
    """Neighbours of which one locates the other (*Khan Shaykhun in Idlib province*) know each other's names.

    Where the words between state a relation (*X, 3 km north of Y*), X takes it with Y's name behind it;
    a distance further on in the same chain (*X near Y, 100 miles from Z*) is X's too, and Z its last neighbour.
    """
    found = list(mentions)
    located = -1
    for index in range(1, len(found)):
        one, other = found[index - 1], found[index]
        gap = document.text[one.span.end : other.span.start]
        related = other.relation is not None and not other.relation.endswith(PART)
        chained = len(gap) < GAP and related and words.link.match(_before_relation(document, words, one, other))
        if chained:
            located = located if located >= 0 else index - 1
            found[located] = _located(found[located], other)
            continue
        located = -1
        if len(gap) < GAP and words.beside.match(gap):
            found[index - 1] = replace(one, beside=(*one.beside, other.name))
            found[index] = replace(other, beside=(*other.beside, one.name))
    return found


GAP = 90
PART = "part of"


def _before_relation(document: Document, words: PlaceWords, one: PlaceMention, other: PlaceMention) -> str:
    """What stands between a name and the words that relate it to the next one."""
    relation = words.relation_before(document.text, other.span.start)
    start = relation.start if relation else other.span.start
    return document.text[one.span.end : max(one.span.end, start)]


def _located(mention: PlaceMention, other: PlaceMention) -> PlaceMention:
    return replace(
        mention,
        relation=mention.relation or f"{other.relation} {other.name}",
        distance_km=mention.distance_km if mention.distance_km is not None else other.distance_km,
        bearing=mention.bearing if mention.bearing is not None else other.bearing,
        beside=(*mention.beside, other.name),
    )
