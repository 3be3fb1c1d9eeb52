"""ZIP archives: each member is read in its place, nothing is unpacked."""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from selon.model.errors import SkipReport
from selon.read.formats.gzipped import too_much
from selon.read.inputs import FILE_ENDINGS
from selon.read.piece import How, Piece
from selon.read.streams import Guarded, buffered, in_any_order

FAULTS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError)
OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml")


def read_zip(piece: Piece, how: How) -> Iterator[Piece | SkipReport]:
    """The members in the archive's order: those whose names end like a file that is read."""
    with in_any_order(piece) as stream:
        size = stream.seek(0, 2)
        try:
            archive = zipfile.ZipFile(stream)
        except FAULTS as error:
            raise SkipReport(piece.shown, f"is a broken ZIP archive: {error}") from error
        with archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            if any(member.filename in OFFICE for member in members):
                raise SkipReport(piece.shown, "is an office document or program, not reports; save it as text")
            if not members:
                raise SkipReport(piece.shown, "is an archive without files")
            yield from _read_members(piece, archive, members, size)


def _read_members(
    piece: Piece, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int
) -> Iterator[Piece | SkipReport]:
    if sum(member.compress_size for member in members) > size:
        raise SkipReport(piece.shown, "holds members that lie over each other, as no honest archive does")
    seen: set[str] = set()
    for member in members:
        shown = f"{piece.shown}/{member.filename}"
        if reason := _not_taken(member, seen):
            yield SkipReport(shown, reason)
            continue
        seen.add(member.filename)
        if PurePosixPath(member.filename).suffix.lower() not in FILE_ENDINGS:
            continue
        try:
            opened = archive.open(member)
        except FAULTS as error:
            yield SkipReport(shown, f"cannot be opened: {error}")
            continue
        with opened:
            plain = Guarded(
                cast(BinaryIO, opened), shown, faults=FAULTS, check=partial(_too_much, member.compress_size)
            )
            label = f"{piece.label}/{member.filename}"
            yield Piece(label, label, shown, buffered(plain), piece.depth + 1)


def _too_much(packed: int, out: int) -> str | None:
    return too_much(out, packed)


def _not_taken(member: zipfile.ZipInfo, seen: set[str]) -> str | None:
    name = member.filename
    if name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or name[1:2] == ":":
        return "its name leads out of the archive"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "is a link, which may lead out of the archive"
    return "is the second member of this name" if name in seen else None
