"""Write places and their names into one SQLite file: keys are gathered as they come, and sorted at the end."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from selon.resolve.gazetteer.dump import Alternate
from selon.resolve.gazetteer.names import fold_once, skeleton, sound
from selon.resolve.gazetteer.packaged import Row

FORMAT = 2
APPLICATION = 0x53454C4F  # "SELO", so that a file of ours is known from any other SQLite file
CACHE_KIB = 65_536  # of pages and of keys being sorted; what does not fit goes to disk
ROWS_AT_ONCE = 50  # 13 columns of them stay under the 999 values of a statement that older SQLites take
# Before a key that is no spelling: what it is a key of. A folded name never begins with them.
BY_SOUND, BY_BONES = "~", "^"
# Countries whose place names are written in Latin letters at home have no transliterations to allow for.
# fmt: off
_LATIN = frozenset((
    "US", "CA", "MX", "GT", "HN", "SV", "NI", "CR", "PA", "CO", "VE", "EC", "PE", "BO", "CL", "AR", "UY", "PY", "BR",
    "CU", "DO", "PR", "GB", "IE", "FR", "BE", "NL", "LU", "DE", "AT", "CH", "LI", "IT", "SM", "VA", "MT", "ES", "PT",
    "AD", "MC", "DK", "NO", "SE", "FI", "IS", "EE", "LV", "LT", "PL", "CZ", "SK", "HU", "SI", "HR", "AL", "RO", "AU",
    "NZ", "FO", "GL", "PH", "ID",
))
# fmt: on
_SOUNDED = frozenset(("city", "town", "village", "region", "other"))
# `staged` is a second file beside, of keys in the order in which they come: sorted once at the end, they make a tree
# without holes, and in memory that does not grow with them. `rank` is small where a place is well known.
_TABLES = """
PRAGMA main.journal_mode = OFF;
PRAGMA staged.journal_mode = OFF;
PRAGMA main.synchronous = OFF;
PRAGMA staged.synchronous = OFF;
CREATE TABLE place (number INTEGER PRIMARY KEY, id TEXT, name TEXT, latitude REAL, longitude REAL, feature TEXT,
  country TEXT, region TEXT, population INTEGER, radius_km REAL, capital INTEGER, weight REAL, sounded INTEGER);
CREATE TABLE region (country TEXT, code TEXT, name TEXT, PRIMARY KEY (country, code)) WITHOUT ROWID;
CREATE TABLE key (key TEXT, rank INTEGER, place INTEGER, PRIMARY KEY (key, rank, place)) WITHOUT ROWID;
CREATE TABLE staged.key (key TEXT, rank INTEGER, place INTEGER);
"""
_KNOWN = "SELECT number, weight, sounded FROM place WHERE number IN (SELECT value FROM json_each(?))"
# What makes one place better known than another of its name, in powers of ten of its people.
_FEATURE_WEIGHT = {"country": 8.5, "region": 5.5, "water": 5.0, "district": 3.0, "other": 4.0}
_OWN_AREA_WEIGHT = 2.0
_OWN_NAME_WEIGHT = 1.5

_Key = tuple[str, int, int]


class Writer:
    """One gazetteer file being written; `finish` makes it whole. Of two rows of one id the earlier stays."""

    def __init__(self, path: Path, staged: Path) -> None:
        self.places = 0
        self._unnumbered = 0
        self._database = sqlite3.connect(path)
        self._database.execute("ATTACH ? AS staged", (str(staged),))
        self._database.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        self._sort_in(str(path.parent.absolute()))
        self._database.executescript(_TABLES)

    def add(self, rows: Iterable[Row]) -> None:
        """Write places with their names."""
        places: list[tuple[object, ...]] = []
        keys: list[_Key] = []
        regions: list[tuple[str, str, str]] = []
        for row in rows:
            number, id = self._number(row.id)
            weight, sounded = _weight(row), row.country not in _LATIN and row.feature in _SOUNDED
            places.append((number, id, row.names[0], *row[2:9], row.capital, weight, sounded))
            keys += _keys(number, row.names, weight, sounded=sounded)
            if row.feature == "region" and row.region:
                regions.append((row.country, row.region, row.names[0]))
        before = self._database.total_changes
        self._insert("INSERT OR IGNORE INTO place", places)
        self.places += self._database.total_changes - before
        self._insert("INSERT OR IGNORE INTO region", regions)
        self._insert("INSERT INTO staged.key", keys)

    def add_names(self, alternates: Sequence[Alternate]) -> None:
        """Write more names of places that are there already; names of other places are left out."""
        wanted = sorted({alternate.place for alternate in alternates})
        found = {number: rest for number, *rest in self._database.execute(_KNOWN, (str(wanted),))}
        keys: list[_Key] = []
        for alternate in alternates:
            if alternate.place in found:
                weight, sounded = found[alternate.place]
                keys += _other_keys(alternate, weight, sounded=bool(sounded))
        self._insert("INSERT INTO staged.key", keys)

    def finish(self) -> None:
        """Sort the keys into their place and mark the file as ours."""
        self._database.execute(
            "INSERT OR IGNORE INTO main.key SELECT key, rank, place FROM staged.key ORDER BY key, rank, place"
        )
        self._database.execute("CREATE INDEX capital ON place (country, feature) WHERE capital OR feature = 'country'")
        self._database.execute(f"PRAGMA application_id = {APPLICATION}")
        self._database.execute(f"PRAGMA user_version = {FORMAT}")
        self._database.commit()

    def close(self) -> None:
        """Let go of the files."""
        self._sort_in("")
        self._database.close()

    def _sort_in(self, folder: str) -> None:
        """Where SQLite sorts what memory does not hold: beside the file, for the system's own folder may be small."""
        quoted = folder.replace("'", "''")
        self._database.execute(f"PRAGMA temp_store_directory = '{quoted}'")

    def _number(self, id: str) -> tuple[int, str | None]:
        """GeoNames' own number, or one below zero and the id."""
        catalogue, _, number = id.partition(":")
        if catalogue == "geonames":
            return int(number), None
        self._unnumbered -= 1
        return self._unnumbered, id

    def _insert(self, into: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Insert rows, many by one statement: twice as quick as one by one."""
        if not rows:
            return
        one = f"({','.join('?' * len(rows[0]))})"
        whole = len(rows) - len(rows) % ROWS_AT_ONCE
        chunks = (chain.from_iterable(rows[at : at + ROWS_AT_ONCE]) for at in range(0, whole, ROWS_AT_ONCE))
        self._database.executemany(f"{into} VALUES {','.join([one] * ROWS_AT_ONCE)}", map(tuple, chunks))
        self._database.executemany(f"{into} VALUES {one}", rows[whole:])
        self._database.commit()


def _keys(number: int, names: Sequence[str], weight: float, *, sounded: bool) -> Iterable[_Key]:
    """The keys under which a place is found: its spellings, what they sound like, its own name's consonants."""
    rank = round(-100 * weight)
    spelled = dict.fromkeys([fold_once(name) for name in names if _of_script(name)], rank)
    own = fold_once(names[0])
    heard: set[str] = set()
    if sounded:
        heard = {BY_SOUND + key for name in spelled if name.isascii() and (key := sound(name))}
        if bones := skeleton(own):
            heard.add(BY_BONES + bones)
    if own in spelled:
        spelled[own] = round(-100 * (weight + _OWN_NAME_WEIGHT))
    spelled.pop("", None)
    return [*((key, rank, number) for key, rank in spelled.items()), *((key, rank, number) for key in heard)]


def _other_keys(other: Alternate, weight: float, *, sounded: bool) -> Iterable[_Key]:
    """The keys under which a place is found by one more name."""
    spelled = fold_once(other.name) if _of_script(other.name) else ""
    if spelled:
        yield spelled, round(-100 * (weight + other.bonus)), other.place
    if sounded and spelled.isascii() and (heard := sound(spelled)):
        yield BY_SOUND + heard, round(-100 * weight), other.place


def _weight(row: Row) -> float:
    weight = _FEATURE_WEIGHT.get(row.feature) or math.log10(row.population + 100)
    if row.id.startswith("selon:"):
        weight += _OWN_AREA_WEIGHT
    elif row.feature == "region":
        weight += min(1.0, row.population / 10_000_000)
    return weight + row.capital


def _of_script(name: str) -> bool:
    """Whether a name is in Latin, Greek, Cyrillic, Hebrew or Arabic letters."""
    return name[:1] < "\u0780" or "\u1e00" <= name[:1] < "\u2000"
