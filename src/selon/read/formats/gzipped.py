"""gzip: one stream inside another."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from selon.read.piece import How, Piece
from selon.read.streams import Guarded, buffered

MOST_EXPANSION = 200  # times; text of any kind shrinks to a tenth, the fullest repetition to a thousandth
FREE = 1_000_000  # bytes that may come out whatever went in


def too_much(out: int, packed: int) -> str | None:
    """Why an archive of `packed` bytes that has given `out` bytes is read no further, or None."""
    if out <= max(FREE, packed * MOST_EXPANSION):
        return None
    return f"expands to more than {MOST_EXPANSION} times its size, as no honest text does; the rest is not read"


def read_gzip(piece: Piece, how: How) -> Iterator[Piece]:
    """What the stream holds."""
    packed = Guarded(piece.stream, piece.shown)
    plain = Guarded(
        gzip.GzipFile(fileobj=packed),  # type: ignore[arg-type]
        piece.shown,
        faults=(OSError, EOFError, zlib.error),
        check=lambda out: too_much(out, packed.taken),
    )
    # `a.txt.gz` by itself holds `a.txt`, whose report is `a`.
    name = piece.name if piece.name == piece.label else PurePosixPath(piece.name).stem
    yield replace(piece, name=name, stream=buffered(plain), depth=piece.depth + 1)
