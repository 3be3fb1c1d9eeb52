"""Parquet tables, one batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow
from pyarrow import parquet

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.formats.columns import Numbered, as_reports
from selon.read.piece import How, Piece
from selon.read.streams import in_any_order

BATCH = 64  # rows


def read_parquet(piece: Piece, how: How) -> Iterator[Report | SkipReport]:
    """Each row as a report, named by its number."""
    with in_any_order(piece) as stream:
        try:
            table = parquet.ParquetFile(stream)
        except (pyarrow.ArrowException, OSError, ValueError) as error:
            raise SkipReport(piece.shown, f"is a broken Parquet file: {error}") from error
        yield from as_reports(piece, how, _rows(piece, table), "parquet")


def _rows(piece: Piece, table: Any) -> Iterator[Numbered]:
    number = 0
    try:
        for batch in table.iter_batches(batch_size=BATCH):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
        raise piece.skip(number + 1, f"broken Parquet; the rest is not read: {error}") from error
