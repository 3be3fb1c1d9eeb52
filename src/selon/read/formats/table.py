"""Tables in text: values set apart by commas, semicolons or tabs, with or without a line of names."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.column_names import NAMES
from selon.read.decode import decode
from selon.read.formats.columns import Numbered, as_reports
from selon.read.piece import How, Piece
from selon.read.recognise import HEAD

_BROKEN = re.compile("[\udc80-\udcff]")  # what the decoder puts for bytes that fit nothing
DELIMITERS = "\t,;|"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the table is written: the sign between values, and whether quotation marks hold values together."""

    delimiter: str
    quoted: bool

    def rows(self, lines: Iterable[str], *, strict: bool = False) -> Iterator[list[str]]:
        """The values of each row; where `strict`, csv.Error for quotation marks that hold nothing together."""
        return csv.reader(
            lines, delimiter=self.delimiter, quoting=csv.QUOTE_MINIMAL if self.quoted else csv.QUOTE_NONE, strict=strict
        )


def read_table(piece: Piece, how: How) -> Iterator[Report | SkipReport]:
    """Each row as a report, named by the row's number; the line of names is not counted."""
    yield from as_reports(piece, how, _rows(piece, how), "table")


def _rows(piece: Piece, how: How) -> Iterator[Numbered]:
    head = _whole_lines(cast(io.BufferedReader, piece.stream).peek(HEAD))
    decoded = decode(piece.shown, head)
    text = io.TextIOWrapper(piece.stream, encoding=decoded.encoding, errors="surrogateescape", newline="")
    dialect = _find_dialect(decoded.text, whole=len(head) < HEAD)
    rows = dialect.rows(_lines(piece, text, how.page_limit))
    first = next(dialect.rows(io.StringIO(decoded.text, newline="")), [])
    try:
        if _are_names(first, how):
            next(rows, None)
            yield from _numbered(piece, rows, first)
        else:
            yield from _numbered(piece, rows, [str(number) for number in range(1, len(first) + 1)])
    finally:
        if not piece.stream.closed:
            text.detach()  # the stream below belongs to who opened it


def _numbered(piece: Piece, rows: Iterator[list[str]], names: list[str]) -> Iterator[Numbered]:
    number = 0
    while True:
        row: list[str] = []
        try:
            row = next(rows)
            if not row:
                continue
            reason = _fault(row, names)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"cannot be read: {error}"
        number += 1
        yield number, piece.skip(number, reason) if reason else dict(zip(names, row, strict=True))


def _fault(row: list[str], names: list[str]) -> str | None:
    if len(row) != len(names):
        return f"has {len(row)} columns where {len(names)} are named"
    if any(_BROKEN.search(cell) for cell in row):
        return "holds bytes that do not fit the encoding of the rest; save it again as UTF-8"
    return None


def _lines(piece: Piece, text: io.TextIOWrapper, most: int) -> Iterator[str]:
    """Lines that fit the memory; one that is longer ends the table."""
    while line := text.readline(most + 1):
        if len(line) > most:
            raise SkipReport(piece.shown, f"holds a line longer than {most:,} characters; the rest is not read")
        yield line


def _whole_lines(head: bytes) -> bytes:
    end = head.rfind(b"\n")
    return head if len(head) < HEAD or end < 0 else head[: end + 1]


def _find_dialect(text: str, *, whole: bool) -> Dialect:
    """The sign between values, and whether quotation marks hold values together or are part of them."""
    first = text.splitlines()[0]
    delimiter = max(DELIMITERS, key=first.count)
    quoted, plain = Dialect(delimiter, quoted=True), Dialect(delimiter, quoted=False)
    return plain if _misfits(text, plain, whole) < _misfits(text, quoted, whole) else quoted


def _misfits(text: str, dialect: Dialect, whole: bool) -> int:
    """Rows of `text` that are broken or have another number of values than the first."""
    widths: list[int] = []
    reader = dialect.rows(io.StringIO(text, newline=""), strict=True)
    while True:
        try:
            widths.append(len(next(reader)))
        except StopIteration:
            break
        except csv.Error:
            widths.append(-1)
    # The last row may be cut where a sample ends.
    return sum(width not in (0, widths[0]) for width in (widths if whole else widths[:-1]))


def _are_names(first: list[str], how: How) -> bool:
    """Whether the first row names the columns."""
    plain = {cell.strip().lower() for cell in first}
    known = {name for names in NAMES.values() for name in names}
    words = {word for cell in plain for word in (cell, cell.rpartition("_")[2])}
    return bool(words & known) or set(how.columns.values()) <= set(first) and bool(how.columns)
