"""A language's words about places, compiled once: levels, relations, bearings, units, demonyms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from selon.extract.numerals import Numerals, fold, numerals_of
from selon.languages.base import Language

ROSE = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
WINDOW = 90  # the words of a relation stand within so many characters before the name
_FIGURE = r"\d+(?:[.,]\d+)?"


@dataclass(frozen=True, slots=True)
class Relation:
    """What the words before a name say of where a thing lies from it; `words` is their length."""

    text: str
    distance_km: float | None
    bearing: float | None
    start: int


@dataclass(frozen=True, slots=True, eq=False)
class PlaceWords:
    """The tables of `places.toml` and the names of bodies and functions, ready for look-up."""

    levels: dict[str, str]
    several: dict[str, str]
    demonyms: dict[str, str]
    sites: dict[str, str]
    bearings: dict[str, float]
    numerals: dict[str, float]
    numbers: Numerals
    units: dict[str, float]
    not_places: frozenset[str]
    bodies_after: frozenset[str]
    bodies_before: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]
    locative: frozenset[str]
    strong_locative: frozenset[str]
    pointing: frozenset[str]
    plural_pointing: frozenset[str]
    contracted: frozenset[str]
    never_bare: frozenset[str]
    openers: frozenset[str]
    genitive: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    assaults: frozenset[str]
    wars: frozenset[str]
    relations: tuple[tuple[re.Pattern[str], str], ...]
    level_after: bool
    bare_genitive: bool
    ends: frozenset[str]
    endings: tuple[str, ...]
    beside: re.Pattern[str]
    link: re.Pattern[str]
    located: re.Pattern[str]

    def relation_before(self, text: str, start: int) -> Relation | None:
        """The relation that the words ending at `start` state, by the first rule that fits."""
        first = max(0, start - WINDOW)
        window = text[first:start]
        ends = window[-24:].lower().replace("’", "'").replace("'", "' ").split()[-2:]
        if not any(word in self.ends for word in ends):
            return None
        if window[-1:].isspace():
            window = window.rstrip() + " "
        for pattern, form in self.relations:
            if found := pattern.search(window):
                return self._relation(found, form, first)
        return None

    def _relation(self, found: re.Match[str], form: str, first: int) -> Relation:
        groups = found.groupdict()
        bearing = self.bearings.get((groups.get("way") or "").lower())
        other = self.bearings.get((groups.get("and") or "").lower())
        if bearing is not None and other is not None:
            bearing = _between(bearing, other)
        distance = self.kilometres(groups["km"]) if groups.get("km") else None
        figure = "" if distance is None else f"{distance:.0f}" if distance >= 1000 else f"{distance:.3g}"
        way = ROSE[round(bearing / 45) % 8] if bearing is not None else ""
        return Relation(form.format(km=figure, way=way), distance, bearing, first + found.start())

    def kilometres(self, words: str) -> float | None:
        """A distance as written (`3 km`, `a dozen miles`) in kilometres."""
        number, _, unit = words.lower().replace("\u00a0", " ").replace("\u202f", " ").strip().rpartition(" ")
        if not number:
            split = re.match(rf"({_FIGURE})\s*(.+)", words.lower())
            if not split:
                return None
            number, unit = split.groups()
        if unit.startswith(("d'", "d’")):
            unit = unit[2:]
        factor = self.units.get(unit)
        number = fold(number.strip())
        value = self.numerals.get(number)
        if value is None:
            figure = re.fullmatch(_FIGURE, number)
            value = float(number.replace(",", ".")) if figure else self.numbers.value(number)
        return value * factor if value is not None and factor is not None else None


@cache
def place_words(language: Language) -> PlaceWords:
    """The compiled tables of one language."""
    table = language.places
    lowered = {key: frozenset(str(word).lower() for word in table.get(key, ())) for key in _LOWER}
    exact = {key: frozenset(table.get(key, ())) for key in _EXACT}
    return PlaceWords(
        levels=dict(table["levels"]),
        several=dict(table["several"]),
        demonyms=dict(table["demonyms"]),
        sites=dict(table["sites"]),
        bearings={word: float(way) for word, way in table["bearings"].items()},
        numerals={word: float(value) for word, value in table["numerals"].items()},
        numbers=numerals_of(language),
        units={word: float(factor) for word, factor in table["units"].items()},
        titles=frozenset(language.titles.get("titles", ())),
        bodies=frozenset(language.titles.get("bodies", ())),
        assaults=frozenset(language.nouns["classes"]["assault"]),
        wars=frozenset(language.language["wars"]),
        relations=tuple(
            (_compiled(rule, table, _kilometres(language)), str(rule["relation"])) for rule in table["relations"]
        ),
        ends=frozenset(table["relation_ends"]) | frozenset(part for way in table["bearings"] for part in way.split()),
        endings=tuple(table["endings"]),
        level_after=bool(table["level_after"]),
        bare_genitive=bool(table["bare_genitive"]),
        beside=re.compile(table["beside"]["pattern"], re.IGNORECASE),
        link=re.compile(table["beside"]["link"], re.IGNORECASE),
        located=re.compile(_located(table, _kilometres(language)), re.IGNORECASE),
        **lowered,
        **exact,
    )


_LOWER = (
    "articles",
    "particles",
    "locative",
    "strong_locative",
    "pointing",
    "plural_pointing",
    "contracted",
    "genitive",
    "never_bare",
    "openers",
)
_EXACT = ("not_places", "bodies_after", "bodies_before")


def _compiled(rule: Any, table: Any, kilometres: str) -> re.Pattern[str]:
    ways = "|".join(sorted(map(re.escape, table["bearings"]), key=len, reverse=True))
    pattern = (
        str(rule["pattern"])
        .replace("(?P<km>KM)", rf"(?P<km>{kilometres})(?:\s?\([^()\n]{{2,24}}\))?")
        .replace("WAY", rf"\b(?:{ways})")
    )
    return re.compile(pattern, re.IGNORECASE)


def _kilometres(language: Language) -> str:
    table = language.places
    numbers = "|".join(sorted(map(re.escape, table["numerals"]), key=len, reverse=True))
    numbers += f"|{numerals_of(language).pattern}"
    units = "|".join(sorted(map(re.escape, table["units"]), key=len, reverse=True))
    return rf"(?:{_FIGURE}|\b(?:{numbers}))(?:\s|-)*?(?:\bd['’]|d['’])?(?:{units})\b"


def _located(table: Any, kilometres: str) -> str:
    """A distance right behind a name, after the words that link them (*X, some 12 km*)."""
    link = str(table["beside"]["link"]).removeprefix("^").removesuffix("$")
    return link + kilometres


def _between(one: float, other: float) -> float:
    turn = (other - one + 540) % 360 - 180
    return (one + turn / 2) % 360
