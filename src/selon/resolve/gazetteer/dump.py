"""Rows for the gazetteer from GeoNames' files: places (19 columns) and alternate names (10 columns)."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from selon.model.errors import StopRun
from selon.resolve.gazetteer.dump_files import Broken, Part, read_lines
from selon.resolve.gazetteer.names import MAX_NAME
from selon.resolve.gazetteer.packaged import Row, place_of_population

# GeoNames' codes of populated places that are no longer lived in.
_GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})
_REGION_RADIUS, _DISTRICT_RADIUS, _OTHER_RADIUS = 100.0, 30.0, 5.0
# In place of a language GeoNames writes these for what is no name: addresses, post codes, codes of airports and
# ports, and spellings by sound.
_NO_NAMES = frozenset({"link", "wkdt", "post", "iata", "icao", "faac", "unlc", "tcid", "uicn", "phon"})
_LONGEST_NUMBER = 18  # digits that SQLite's whole numbers surely hold
# How much better known, in powers of ten of people, a place is under a name preferred in some language, and how much
# less under one that is only historic or colloquial.
_PREFERRED, _PASSED = 0.5, -1.0

Progress = Callable[[int], None]
_Item = TypeVar("_Item")


class Alternate(NamedTuple):
    """One more name of a place, by the place's GeoNames number; `bonus` says how well known it is under it."""

    place: int
    name: str
    bonus: float


def dump_rows(part: Part, broken: Broken, progress: Progress | None = None) -> Iterator[Row]:
    """The places of a dump. Lines that cannot be read are counted in `broken` and left out."""
    return _read(part, broken, as_row, progress)


def alternate_names(part: Part, broken: Broken, progress: Progress | None = None) -> Iterator[Alternate]:
    """The names of a file of alternate names, without links and codes; `broken` as above."""
    return (found for found in _read(part, broken, as_alternate, progress) if found.name)


def _read(
    part: Part, broken: Broken, as_item: Callable[[list[str]], _Item], progress: Progress | None
) -> Iterator[_Item]:
    any_read = False
    first = ""
    for number, line in read_lines(part, progress):
        try:
            cells = line.decode("utf-8").rstrip("\r\n").split("\t")
            if len(cells) != part.columns:
                raise ValueError(f"{len(cells)} columns and not {part.columns}")
            item = as_item(cells)
        except UnicodeDecodeError as error:
            why = f"not in UTF-8, byte {error.start + 1}"
        except ValueError as error:
            why = str(error)
        else:
            any_read = True
            yield item
            continue
        first = first or why
        broken.add(f"{part.name}, line {number}", why)
    if not any_read:
        raise StopRun(f"{part.path}: no line of {part.name} can be read ({first}); download it again")


def as_row(cells: list[str]) -> Row:
    """The place of a line of 19 columns; ValueError says what is wrong with it."""
    number, name = _number(cells[0]), _name(cells[1])
    latitude, longitude = _degrees(cells[4], 90), _degrees(cells[5], 180)
    population = int(cells[14]) if cells[14].isdecimal() and len(cells[14]) <= _LONGEST_NUMBER else 0
    feature, radius = _feature(cells[6], cells[7], population)
    others = (cells[2], *cells[3].split(",")) if cells[3] else (cells[2],)
    return Row(
        f"geonames:{number}",
        (name, *(other for other in others if other and other != name)),
        latitude,
        longitude,
        feature,
        cells[8].upper(),
        cells[10],
        population,
        radius,
        cells[7] == "PPLC",
    )


def as_alternate(cells: list[str]) -> Alternate:
    """The name of a line of alternate names; an empty one for links, codes and the like; ValueError as above."""
    number = _number(cells[1])
    if cells[2] in _NO_NAMES:
        return Alternate(number, "", 0.0)
    passed = cells[6] == "1" or cells[7] == "1"
    return Alternate(number, _name(cells[3]), _PASSED if passed else _PREFERRED if cells[4] == "1" else 0.0)


def _number(written: str) -> int:
    if not written.isdecimal() or len(written) > _LONGEST_NUMBER:
        raise ValueError(f"no GeoNames number: {written[:40]!r}")
    return int(written)


def _name(written: str) -> str:
    if not written.strip():
        raise ValueError("no name")
    if len(written) > MAX_NAME:
        raise ValueError(f"a name of {len(written)} characters, at most {MAX_NAME}")
    return written.strip()


def _degrees(written: str, most: int) -> float:
    try:
        degrees = float(written)
    except ValueError:
        degrees = math.nan
    if not abs(degrees) <= most:
        raise ValueError(f"no coordinate within {most} degrees: {written[:40]!r}")
    return degrees


def _feature(letter: str, code: str, population: int) -> tuple[str, float]:
    if letter == "P" and code not in _GONE:
        return place_of_population(max(population, 50_000 if code in ("PPLA", "PPLC") else 0))
    if letter == "A" and code.startswith("PCL"):
        return "country", 300.0
    if letter == "A":
        return ("region", _REGION_RADIUS) if code == "ADM1" else ("district", _DISTRICT_RADIUS)
    return ("water", _DISTRICT_RADIUS) if letter == "H" else ("other", _OTHER_RADIUS)
