"""Files of GeoNames: plain or in a zip, told apart by their columns, read line by line."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from selon.model.errors import StopRun

PLACES = 19  # columns of UA.txt and allCountries.txt
ALTERNATES = (
    10,
    8,
)  # columns of alternateNamesV2.txt and of its older form (download.geonames.org/export/dump/readme.txt)
LOOKED_AT = 200  # lines in which a file shows what it is
MAX_LINE = 100_000  # bytes; the longest that GeoNames' columns allow is under 60,000
STEP = 4_000  # lines between two words of progress
SHOWN = 10
_BOM = b"\xef\xbb\xbf"
_BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


@dataclass(slots=True)
class Broken:
    """How many lines of the dumps could not be read, and the first of them with their reasons."""

    count: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, where: str, why: str) -> None:
        """Count one line; keep its place and reason if it is one of the first."""
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(f"{where}: {why}")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of GeoNames, or one member of a zip, of so many columns and (unpacked) bytes."""

    path: Path
    member: str | None
    columns: int
    size: int

    @property
    def name(self) -> str:
        """How a line's place is told."""
        return f"{self.path.name}/{self.member}" if self.member else self.path.name


def find_parts(path: Path) -> tuple[Part, ...]:
    """The files of GeoNames at `path`: itself, or those in a zip; StopRun where there is none."""
    if not path.is_file():
        raise StopRun(f"{path}: no such file; give a GeoNames dump, plain or zip")
    if path.stat().st_size == 0:
        raise StopRun(f"{path}: an empty file and no GeoNames dump; download it again")
    with _told(path):
        with path.open("rb") as file:
            is_zip = file.read(2) == b"PK"
        if not is_zip:
            found = [Part(path, None, 0, path.stat().st_size)]
        else:
            with zipfile.ZipFile(path) as archive:
                found = [Part(path, info.filename, 0, info.file_size) for info in archive.infolist()]
        known = [Part(path, part.member, columns, part.size) for part in found if (columns := _columns(part))]
    if not known:
        raise StopRun(f"{path}: no GeoNames dump: no line of its first {LOOKED_AT} has {PLACES}, 10 or 8 columns")
    return tuple(known)


def read_lines(part: Part, progress: Callable[[int], None] | None = None) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with their numbers, without blank ones; `progress` is told the bytes so far.

    A line longer than MAX_LINE comes cut, and is wrong by its columns or its length.
    """
    done = 0
    with _told(part.path), _opened(part) as file:
        for number, line in enumerate(iter(lambda: file.readline(MAX_LINE), b""), 1):
            done += len(line)
            if len(line) == MAX_LINE and not line.endswith(b"\n"):
                done += _pass_over(file)
            if progress and number % STEP == 0:
                progress(done)
            if number == 1:
                line = line.removeprefix(_BOM)
            if line.strip():
                yield number, line
    if progress:
        progress(part.size)


def _columns(part: Part) -> int:
    """How many columns a file has, if as many as one of GeoNames' kinds; else 0."""
    for number, line in read_lines(part):
        columns = line.count(b"\t") + 1
        if columns == PLACES or columns in ALTERNATES:
            return columns
        if number >= LOOKED_AT:
            break
    return 0


def _pass_over(file: IO[bytes]) -> int:
    """Read to the end of an overlong line; how many bytes that were."""
    passed = 0
    while rest := file.readline(MAX_LINE):
        passed += len(rest)
        if rest.endswith(b"\n"):
            break
    return passed


@contextmanager
def _opened(part: Part) -> Iterator[IO[bytes]]:
    if part.member is None:
        with part.path.open("rb") as file:
            yield file
        return
    with zipfile.ZipFile(part.path) as archive, archive.open(part.member) as member:
        yield io.BufferedReader(member, 1 << 20)  # type: ignore[type-var]


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except _BROKEN_ZIP as error:
        raise StopRun(f"{path}: a broken zip file ({error}); download it again") from error
    except OSError as error:
        raise StopRun(f"{path}: cannot be read: {error.strerror or error}") from error
