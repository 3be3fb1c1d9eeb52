"""JSON tables: one object a line, or a list of objects."""

from __future__ import annotations

import json
from collections.abc import Iterator

import ijson

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.formats.columns import Numbered, as_reports
from selon.read.piece import How, Piece
from selon.read.streams import Allowance, lines_of


def read_json_lines(piece: Piece, how: How) -> Iterator[Report | SkipReport]:
    """Each line as a report, named by the line's number."""
    yield from as_reports(piece, how, _lines(piece, how), "json")


def read_json_list(piece: Piece, how: How) -> Iterator[Report | SkipReport]:
    """Each object of the list as a report, named by its place."""
    yield from as_reports(piece, how, _items(piece, how), "json")


def _lines(piece: Piece, how: How) -> Iterator[Numbered]:
    for number, line in lines_of(piece, how.page_limit):
        if line is None:
            yield number, piece.skip(number, f"is longer than {how.page_limit:,} bytes")
        elif line.strip():
            yield number, _as_row(piece, number, line)


def _as_row(piece: Piece, number: int, line: bytes) -> dict[str, object] | SkipReport:
    try:
        row = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return piece.skip(number, f"broken utf-8 at byte {error.start}; save it again as UTF-8")
    except (ValueError, RecursionError) as error:
        return piece.skip(number, f"is no JSON: {error}")
    return row if isinstance(row, dict) else piece.skip(number, "is JSON but no object with names and values")


def _items(piece: Piece, how: How) -> Iterator[Numbered]:
    allowance = Allowance(piece, how.page_limit)
    number = 0
    try:
        for row in ijson.items(allowance, "item", use_float=True):
            number += 1
            allowance.renew()
            yield number, row if isinstance(row, dict) else piece.skip(number, "is no object with names and values")
    except (ijson.JSONError, ValueError, RecursionError) as error:
        raise piece.skip(number + 1, f"broken JSON; the rest is not read: {error}") from error
