"""Streams that say what is wrong with them, and never give more than they may."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from selon.model.errors import SkipReport
from selon.read.piece import Piece
from selon.read.recognise import HEAD

COPY_LIMIT = 1_000_000_000  # bytes on disk for an archive inside another, which cannot be read in order


class Guarded(io.RawIOBase):
    """A stream that reads `inner` in order.

    Its `faults` become SkipReport, told after what was read before them; so does `check`, given all bytes read so far.
    """

    def __init__(
        self,
        inner: BinaryIO,
        shown: str,
        *,
        faults: tuple[type[Exception], ...] = (OSError,),
        check: Callable[[int], str | None] | None = None,
    ) -> None:
        super().__init__()
        self._inner, self._shown, self._faults, self._check = inner, shown, faults, check
        self._wrong: SkipReport | None = None
        self.taken = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill `buffer`, and less only at the end or before a fault."""
        view, filled = memoryview(buffer), 0
        while self._wrong is None and filled < len(view):
            part = self._part(len(view) - filled)
            if not part:
                break
            view[filled : filled + len(part)] = part
            filled += len(part)
            self.taken += len(part)
            if self._check and (reason := self._check(self.taken)):
                self._wrong = SkipReport(self._shown, reason)
        if self._wrong is not None and not filled:
            raise self._wrong
        return filled

    def _part(self, size: int) -> bytes:
        # `read1` gives what is there: `read` loses the good bytes before a broken one.
        read = getattr(self._inner, "read1", None) or self._inner.read
        try:
            return cast(bytes, read(size))
        except self._faults as error:
            told = getattr(error, "strerror", None) or str(error) or type(error).__name__
            self._wrong = SkipReport(self._shown, f"cannot be read to its end: {told}; what stands before is read")
            return b""


def buffered(raw: io.RawIOBase) -> io.BufferedReader:
    """The stream with a buffer in which its head can be looked at."""
    return io.BufferedReader(raw, HEAD)


def load_whole(piece: Piece, most: int, advice: str) -> bytes:
    """All bytes of the piece; SkipReport with `advice` where there are more than `most`.

    At most `most + 1` bytes are taken in, so that no input fills the memory.
    """
    try:
        raw = piece.stream.read(most + 1)
    except OSError as error:
        raise SkipReport(piece.shown, f"cannot be read: {error.strerror or error}") from error
    if len(raw) > most:
        raise SkipReport(piece.shown, f"is longer than {most:,} bytes, {advice}")
    return raw


def load_page(piece: Piece, most: int) -> bytes:
    """All bytes of a page, feed or letter, up to `most`."""
    return load_whole(
        piece, most, "too much for one page, feed or letter; raise the limit with --page-limit or SELON_PAGE_LIMIT"
    )


@contextmanager
def in_any_order(piece: Piece) -> Iterator[BinaryIO]:
    """The same bytes in a stream that can be read in any order: on disk, where they come from another stream."""
    if piece.stream.seekable():
        yield piece.stream
        return
    left = COPY_LIMIT
    with tempfile.TemporaryFile() as copy:
        while part := piece.stream.read(min(HEAD, left + 1)):
            left -= len(part)
            if left < 0:
                raise SkipReport(piece.shown, f"is longer than {COPY_LIMIT:,} bytes inside another; unpack it first")
            copy.write(part)
        copy.seek(0)
        yield copy


class Allowance:
    """A stream for parsers that take as much as they need: not more than `most` bytes between two calls of `renew`."""

    def __init__(self, piece: Piece, most: int) -> None:
        self._piece, self._most, self._spent = piece, most, 0

    def read(self, size: int = HEAD) -> bytes:
        """The next bytes, in parts that fit the allowance; SkipReport where it is spent."""
        part = self._piece.stream.read(min(size, HEAD) if size > 0 else HEAD) if size else b""
        self._spent += len(part)
        if self._spent > self._most + HEAD:
            raise SkipReport(
                self._piece.shown,
                f"holds one part of more than {self._most:,} bytes; the rest is not read. "
                "Raise the limit with --page-limit or SELON_PAGE_LIMIT",
            )
        return part

    def renew(self) -> None:
        """A part is done; the next may take as much."""
        self._spent = 0


def lines_of(piece: Piece, most: int) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines with their ends, in parts that fit the memory; None stands for one longer than `most` bytes."""
    number = 0
    while line := piece.stream.readline(most + 1):
        number += 1
        if len(line) <= most:
            yield number, line
            continue
        yield number, None
        while line and not line.endswith(b"\n"):
            line = piece.stream.readline(HEAD)
