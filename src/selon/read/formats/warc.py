"""Web archives (WARC): each page, feed or text that a server answered with, record after record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from fastwarc.warc import ArchiveIterator, WarcRecordType

from selon.model.errors import SkipReport
from selon.read.formats.http_body import is_read, read_answer
from selon.read.piece import How, Piece
from selon.read.recognise import HEAD

TAKEN = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion


class _Told:
    """A stream that can say where it is, which FastWARC asks of all."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._at, self.last = stream, 0, b""

    def tell(self) -> int:
        """Bytes read so far."""
        return self._at

    def read(self, size: int = HEAD) -> bytes:
        """The next bytes."""
        part = self._stream.read(size if size >= 0 else HEAD)
        self._at += len(part)
        self.last = (self.last + part[-4:])[-4:]
        return part


def read_warc(piece: Piece, how: How) -> Iterator[Piece | SkipReport]:
    """The body of each record that may hold reports, named by the record's number; what is none is passed over."""
    number = 0
    stream = _Told(piece.stream)
    try:
        for record in ArchiveIterator(cast(BinaryIO, stream), parse_http=False):
            number += 1
            if record.record_type & TAKEN:
                yield from _as_piece(piece, number, record, how)
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        raise piece.skip(number + 1, f"broken WARC; the rest is not read: {error}") from error
    if stream.last.rstrip(b"\r\n"):
        # Two line ends close a record; the parser passes over one that begins and goes no further.
        yield piece.skip(number + 1, "is cut off before its end")


def _as_piece(piece: Piece, number: int, record: Any, how: How) -> Iterator[Piece | SkipReport]:
    label, shown = piece.place(number), f"{piece.shown}#{number}"
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    if record.record_type != WarcRecordType.response and not is_read(record.headers.get("Content-Type") or ""):
        return
    if record.content_length > how.page_limit:
        yield SkipReport(shown, f"{address}: is longer than {how.page_limit:,} bytes; raise it with --page-limit")
        return
    raw = record.reader.read(record.content_length)
    if len(raw) < record.content_length:
        yield SkipReport(shown, f"{address}: is cut off: {len(raw):,} bytes of {record.content_length:,}")
        return
    obtained = record.headers.get("WARC-Date")
    empty = Piece(label, label, shown, piece.stream, piece.depth + 1, address, obtained)
    try:
        body = read_answer(empty, raw, how)
    except SkipReport as skipped:
        yield skipped
        return
    if body is not None:
        yield body
