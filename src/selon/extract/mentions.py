"""All mentions of a document: places, times and numbers, each kind in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from selon.extract.places import find_places
from selon.extract.quantities import find_quantities
from selon.extract.times import find_times
from selon.languages.base import Language
from selon.model.document import Document, Token
from selon.model.gazetteer import Gazetteer
from selon.model.mentions import Place, PlaceMention, Quantity, TimeMention

BROAD_KM = 250.0  # what reaches further is a country, a sea or a continent
CONTINENT_KM = 2000


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a document mentions.

    `broad` are the places (by number) that are as wide as a country, `void` those not understood, and
    continents, which place no happening.
    """

    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    broad: frozenset[int] = frozenset()
    void: frozenset[int] = frozenset()


def find_mentions(document: Document, language: Language, gazetteer: Gazetteer) -> Mentions:
    """The mentions as written."""
    times = find_times(document, language)
    quantities = find_quantities(document, language, times=times, skip=())
    return Mentions(find_places(document, language, gazetteer), times, quantities)


def weigh_places(mentions: Mentions, places: Sequence[Place | None], gazetteer: Gazetteer) -> Mentions:
    """The mentions with what their places are: whole countries, or nothing that is known."""
    broad, void = set(), set()
    for number, place in enumerate(places):
        if place is None or (place.radius_km or 0) >= CONTINENT_KM and not _is_country(place.name, gazetteer):
            void.add(number)
        elif (place.radius_km or 0) >= BROAD_KM or (place.relation is None and _is_country(place.name, gazetteer)):
            broad.add(number)
    return replace(mentions, broad=frozenset(broad), void=frozenset(void))


def _is_country(name: str, gazetteer: Gazetteer) -> bool:
    found = gazetteer.find(name)
    return bool(found) and found[0].feature == "country"


def mark_mentions(document: Document, mentions: Mentions) -> Document:
    """The document with what the mentions tell of its words, whatever the parser guessed.

    The heads of places are named LOC; a time that stands as an object (*a démenti lundi*) is none.
    """
    places = {mention.head for mention in mentions.places if not mention.common}
    times = {mention.head for mention in mentions.times}
    return replace(document, tokens=tuple(_marked(token, places, times) for token in document.tokens))


def _marked(token: Token, places: set[int], times: set[int]) -> Token:
    if token.index in places and (token.pos == "X" or token.pos == "PROPN" and token.entity != "LOC"):
        return replace(token, entity="LOC", pos="PROPN")
    if token.index in times and token.role in ("obj", "iobj"):
        return replace(token, role="obl:tmod")
    return token
