"""Build one indexed file of places: SQLite, written beside its place and moved there when whole."""

from __future__ import annotations

import contextlib
import gc
import math
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from selon.model.errors import StopRun
from selon.resolve.gazetteer.dump import Broken, dump_rows
from selon.resolve.gazetteer.names import fold, skeleton, sound
from selon.resolve.gazetteer.packaged import Row, packaged_rows

FORMAT = 1
APPLICATION = 0x53454C4F  # "SELO", so that a file of ours is known from any other SQLite file
BATCH = 20_000
LOCK_SECONDS = 600.0
# Countries whose place names are written in Latin letters at home have no transliterations to allow for.
# fmt: off
_LATIN = frozenset((
    "US", "CA", "MX", "GT", "HN", "SV", "NI", "CR", "PA", "CO", "VE", "EC", "PE", "BO", "CL", "AR", "UY", "PY", "BR",
    "CU", "DO", "PR", "GB", "IE", "FR", "BE", "NL", "LU", "DE", "AT", "CH", "LI", "IT", "SM", "VA", "MT", "ES", "PT",
    "AD", "MC", "DK", "NO", "SE", "FI", "IS", "EE", "LV", "LT", "PL", "CZ", "SK", "HU", "SI", "HR", "AL", "RO", "AU",
    "NZ", "FO", "GL", "PH", "ID",
))
# fmt: on
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT, name TEXT, latitude REAL, longitude REAL, feature TEXT,
  country TEXT, region TEXT, population INTEGER, radius_km REAL, capital INTEGER, weight REAL);
CREATE TABLE name (key TEXT, place INTEGER, own INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE sound (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
# What makes one place better known than another of its name, in powers of ten of its people.
_FEATURE_WEIGHT = {"country": 8.5, "region": 5.5, "water": 5.0, "district": 3.0, "other": 4.0}
_OWN_AREA_WEIGHT = 2.0


def build_gazetteer(
    dumps: Sequence[Path],
    output: Path,
    *,
    packaged: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Broken:
    """Write the places of the packages and of GeoNames `dumps` into one file at `output`.

    The old file stays until the new one is whole. Two builds of one file wait for each other.
    Gives back what lines could not be read; `progress` is told the number of places so far.
    """
    broken = Broken()
    for path in dumps:
        if not path.is_file():
            raise StopRun(f"{path}: no such file; give a GeoNames dump, plain or zip")
    with locked(output):
        part = output.with_name(f".{output.name}.{os.getpid()}.part")
        try:
            with _without_collector():
                _write(part, _rows(dumps, broken, packaged=packaged), progress)
            os.replace(part, output)
        except (OSError, sqlite3.Error) as error:
            raise StopRun(f"{output}: the gazetteer could not be written ({error}); the old one stays") from error
        finally:
            part.unlink(missing_ok=True)
    return broken


@contextlib.contextmanager
def _without_collector() -> Iterator[None]:
    """Millions of small tuples without cycles: the cyclic collector would walk them all again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextlib.contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the lock on `output`, waiting for whoever holds it; a process that dies lets go of it."""
    output.parent.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(output.with_name(f".{output.name}.lock"), timeout=LOCK_SECONDS, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


def _rows(dumps: Sequence[Path], broken: Broken, *, packaged: bool) -> Iterator[Row]:
    if packaged:
        yield from packaged_rows()
    for path in dumps:
        yield from dump_rows(path, broken)


def _write(path: Path, rows: Iterable[Row], progress: Callable[[int], None] | None) -> None:
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    try:
        database.executescript(_TABLES)
        batch: list[tuple[int, Row]] = []
        number = 0
        for number, row in enumerate(rows, 1):
            batch.append((number, row))
            if len(batch) == BATCH:
                _flush(database, batch)
                if progress:
                    progress(number)
        _flush(database, batch)
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {FORMAT}")
        database.execute("CREATE INDEX capital ON place (country, feature) WHERE capital OR feature = 'country'")
        database.commit()
        if progress:
            progress(number)
    finally:
        database.close()


def _flush(database: sqlite3.Connection, batch: list[tuple[int, Row]]) -> None:
    """Write a batch in the order of its keys, which keeps the tables' trees in long runs."""
    database.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)", (_place(n, row) for n, row in batch))
    names: dict[tuple[str, int], int] = {}
    sounds: set[tuple[str, int]] = set()
    bones: set[tuple[str, int]] = set()
    for number, row in batch:
        folded = dict.fromkeys(key for name in row.names if _of_script(name) and (key := fold(name)))
        for position, key in enumerate(folded):
            names[key, number] = int(position == 0)
        if row.country in _LATIN or row.feature not in ("city", "town", "village", "region", "other"):
            continue
        for key in folded:
            if heard := sound(key):
                sounds.add((heard, number))
        if own := skeleton(next(iter(folded), "")):
            bones.add((own, number))
    database.executemany(
        "INSERT OR IGNORE INTO name VALUES (?,?,?)", ((k, n, own) for (k, n), own in sorted(names.items()))
    )
    database.executemany("INSERT OR IGNORE INTO sound VALUES (?,?)", sorted(sounds))
    database.executemany("INSERT OR IGNORE INTO skeleton VALUES (?,?)", sorted(bones))
    database.commit()
    batch.clear()


def _place(number: int, row: Row) -> tuple[object, ...]:
    weight = _FEATURE_WEIGHT.get(row.feature) or math.log10(row.population + 100)
    if row.id.startswith("selon:"):
        weight += _OWN_AREA_WEIGHT
    elif row.feature == "region":
        weight += min(1.0, row.population / 10_000_000)
    return (
        number,
        row.id,
        row.names[0],
        row.latitude,
        row.longitude,
        row.feature,
        row.country,
        row.region,
        row.population,
        row.radius_km,
        int(row.capital),
        weight + row.capital,
    )


def _of_script(name: str) -> bool:
    """Whether a name is in Latin, Greek, Cyrillic, Hebrew or Arabic letters."""
    return bool(name) and ("\u0000" < name[0] < "\u0780" or "\u1e00" <= name[0] < "\u2000")
