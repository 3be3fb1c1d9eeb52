"""Build one file of places from packaged data and dumps: written beside its place, moved there when whole."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TypeVar

from selon.model.errors import StopRun
from selon.model.uncollected import uncollected
from selon.resolve.gazetteer.dump import alternate_names, dump_rows
from selon.resolve.gazetteer.dump_files import PLACES, Broken, Part, find_parts
from selon.resolve.gazetteer.lock import locked
from selon.resolve.gazetteer.packaged import packaged_rows
from selon.resolve.gazetteer.write import Writer

BATCH = 20_000  # rows
SQLITE = b"SQLite format 3\x00"
Progress = Callable[[str, int, int], None]
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build has made: how many places, and which lines could not be read."""

    places: int
    broken: Broken = field(default_factory=Broken)


def build_gazetteer(
    dumps: Sequence[Path],
    output: Path,
    *,
    packaged: bool = True,
    progress: Progress | None = None,
) -> Built:
    """Write the places of the packages and of GeoNames `dumps` into one file at `output`.

    The old file stays until the new one is whole and on disk. Two builds of one file wait for each other.
    `progress` is told what is being done, and how much of it is done of how much (0 of 0: not known).
    """
    tell = progress or (lambda what, done, total: None)
    parts = [part for path in dumps for part in find_parts(path)]
    _check_output(output)
    with locked(output, lambda: tell("waiting for another build", 0, 0)):
        for left in output.parent.glob(f".{output.name}.*.part*"):
            left.unlink()  # of a build that was killed: who holds the lock is alone
        part, staged = (output.with_name(f".{output.name}.{os.getpid()}.part{end}") for end in ("", "-keys"))
        try:
            with uncollected():
                built = _write(Writer(part, staged), parts, packaged, tell)
            tell("writing to disk", 0, 0)
            _settle(part)
            os.replace(part, output)
            _settle(output.parent)
        except (OSError, sqlite3.Error) as error:
            kept = "; the old one stays" if output.exists() else ""
            raise StopRun(
                f"{output}: the gazetteer could not be written: {error}{kept}; is its disk full? (--output)"
            ) from error
        finally:
            part.unlink(missing_ok=True)
            staged.unlink(missing_ok=True)
    return built


def _check_output(output: Path) -> None:
    """Nothing but a gazetteer is written over: a dump given as --output by mistake is not lost."""
    if output.is_dir():
        raise StopRun(f"{output}: a folder; name the file to be written (--output)")
    if output.is_file() and output.stat().st_size:
        with output.open("rb") as file:
            if file.read(len(SQLITE)) != SQLITE:
                raise StopRun(f"{output}: is there already and is no gazetteer; name another file (--output)")


def _write(writer: Writer, parts: Sequence[Part], packaged: bool, tell: Progress) -> Built:
    """Places first, more names of them after: a name is written only for a place that is there."""
    broken = Broken()
    try:
        if packaged:
            tell("packaged places", 0, 0)
            for rows in _batches(packaged_rows()):
                writer.add(rows)
                tell("packaged places", writer.places, 0)
        for part in sorted(parts, key=lambda part: part.columns != PLACES):
            told = _teller(part, tell)
            if part.columns == PLACES:
                for rows in _batches(dump_rows(part, broken, told)):
                    writer.add(rows)
            else:
                for names in _batches(alternate_names(part, broken, told)):
                    writer.add_names(names)
        tell("sorting names", 0, 0)
        writer.finish()
    finally:
        writer.close()
    return Built(writer.places, broken)


def _teller(part: Part, tell: Progress) -> Callable[[int], None]:
    return lambda done: tell(part.name, done, part.size)


def _batches(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    while batch := list(islice(items, BATCH)):
        yield batch


def _settle(path: Path) -> None:
    """Wait until a file, or a folder's list of files, is on the disk itself."""
    if path.is_dir() and os.name != "posix":
        return  # only there can a folder be opened
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
