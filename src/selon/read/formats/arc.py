"""Web archives of before 2009 (ARC): a line about each record, then what the server answered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selon.model.errors import SkipReport
from selon.read.formats.http_body import read_answer
from selon.read.piece import How, Piece
from selon.read.recognise import HEAD
from selon.read.streams import lines_of

_ABOUT = re.compile(rb"(\S+://\S+) \S+ ([0-9]{14}) (\S+) (?:.* )?([0-9]{1,12})\s*$")


def read_arc(piece: Piece, how: How) -> Iterator[Piece | SkipReport]:
    """The body of each record that may hold reports, named by the record's number, the first being about the file."""
    number = 0
    for _, line in lines_of(piece, HEAD):
        if line is None or not line.strip():
            continue
        about = _ABOUT.match(line)
        number += 1
        if about is None:
            raise piece.skip(number, "broken ARC: no line with address, date and length; the rest is not read")
        address, length = about[1].decode("utf-8", "replace"), int(about[4])
        raw = piece.stream.read(min(length, how.page_limit))
        left = length - len(raw)
        while left > 0 and (passed := piece.stream.read(min(left, HEAD))):
            left -= len(passed)
        if left > 0:
            raise piece.skip(number, f"{address}: is cut off before its end")
        if address.startswith("filedesc:"):
            continue
        if length > how.page_limit:
            yield piece.skip(number, f"{address}: is longer than {how.page_limit:,} bytes; raise it with --page-limit")
            continue
        label, shown = piece.place(number), f"{piece.shown}#{number}"
        empty = Piece(label, label, shown, piece.stream, piece.depth + 1, address, _as_moment(about[2].decode()))
        try:
            body = read_answer(empty, raw, how)
        except SkipReport as skipped:
            yield skipped
            continue
        if body is not None:
            yield body


def _as_moment(digits: str) -> str:
    """`20140216050221` as ISO 8601."""
    year, *rest = digits[:4], *(digits[at : at + 2] for at in range(4, 14, 2))
    return f"{year}-{rest[0]}-{rest[1]}T{':'.join(rest[2:])}Z"
