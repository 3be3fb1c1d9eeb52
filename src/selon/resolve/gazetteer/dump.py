"""Rows for the gazetteer from GeoNames dumps: 19 columns between tabs, plain or in a zip."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from selon.model.errors import StopRun
from selon.resolve.gazetteer.packaged import Row, place_of_population

COLUMNS = 19
SHOWN = 10
# GeoNames' codes of populated places that are no longer lived in.
_GONE = frozenset({"PPLH", "PPLQ", "PPLW", "PPLCH"})
_REGION_RADIUS, _DISTRICT_RADIUS, _OTHER_RADIUS = 100.0, 30.0, 5.0


@dataclass(slots=True)
class Broken:
    """How many lines of a dump could not be read, and the first of them with their reasons."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, where: str, why: str) -> None:
        """Count one line; keep its place and reason if it is one of the first."""
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(f"{where}: {why}")


def dump_rows(path: Path, broken: Broken) -> Iterator[Row]:
    """The places of a dump. Lines that cannot be read are counted in `broken` and left out."""
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            yield _as_row(line.rstrip("\r\n").split("\t"))
        except ValueError as error:
            broken.add(f"{path.name}, line {number}", str(error))


def _lines(path: Path) -> Iterator[str]:
    if not zipfile.is_zipfile(path):
        with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
            yield from file
        return
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.endswith(".txt") and "readme" not in name.lower():
                    with archive.open(name) as raw:
                        yield from io.TextIOWrapper(raw, encoding="utf-8", errors="replace", newline="\n")
    except zipfile.BadZipFile as error:
        raise StopRun(f"{path}: a broken zip file; download it again") from error


def _as_row(cells: list[str]) -> Row:
    if len(cells) != COLUMNS:
        raise ValueError(f"{len(cells)} columns and not {COLUMNS}")
    latitude, longitude = float(cells[4]), float(cells[5])
    if not (math.isfinite(latitude) and abs(latitude) <= 90 and math.isfinite(longitude) and abs(longitude) <= 180):
        raise ValueError(f"no coordinates: {cells[4]}, {cells[5]}")
    if not cells[0] or not cells[1]:
        raise ValueError("no number or no name")
    population = int(cells[14]) if cells[14].strip().isdigit() else 0
    feature, radius = _feature(cells[6], cells[7], population)
    names = dict.fromkeys((cells[1], cells[2], *cells[3].split(",")))
    return Row(
        id=f"geonames:{cells[0]}",
        names=tuple(name.strip() for name in names if name.strip()),
        latitude=latitude,
        longitude=longitude,
        feature=feature,
        country=cells[8].upper(),
        region=cells[10],
        population=population,
        radius_km=radius,
        capital=cells[7] == "PPLC",
    )


def _feature(letter: str, code: str, population: int) -> tuple[str, float]:
    if letter == "P" and code not in _GONE:
        return place_of_population(max(population, 50_000 if code in ("PPLA", "PPLC") else 0))
    if letter == "A" and code.startswith("PCL"):
        return "country", 300.0
    if letter == "A":
        return ("region", _REGION_RADIUS) if code == "ADM1" else ("district", _DISTRICT_RADIUS)
    return ("water", _DISTRICT_RADIUS) if letter == "H" else ("other", _OTHER_RADIUS)
