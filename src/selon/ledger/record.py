"""The record as it stands in the tables: each entry beside the rows that bear its number."""

from __future__ import annotations

import heapq
from collections.abc import Generator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection, Table, select, type_coerce
from sqlalchemy.types import NullType

from selon.ledger.chain import Row
from selon.ledger.tables import KEYS, RECORDED, entries


@dataclass(frozen=True, slots=True)
class Recorded:
    """What bears one number: the entry (None where it is lost) and the rows, in the order in which they are hashed."""

    number: int
    entry: Row | None
    rows: tuple[tuple[Table, Row], ...]


def read_record(connection: Connection) -> Generator[Recorded, None, None]:
    """All of the record, in the order of the numbers; one pass over each table, in bounded memory.

    Close it where it is not read to its end: what it has open must be closed before the connection is.
    """
    with ExitStack() as opened:
        streams = [
            opened.enter_context(closing(_stream(connection, table, place)))
            for place, table in enumerate((entries, *RECORDED))
        ]
        merged = heapq.merge(*streams, key=lambda item: item[:2])
        for number, group in groupby(merged, key=lambda item: item[0]):
            rows = [(table, row) for _, _, table, row in group]
            if rows[0][0] is entries:
                yield Recorded(number, rows[0][1], tuple(rows[1:]))
            else:
                yield Recorded(number, None, tuple(rows))


def name_row(table: Table, row: Row) -> str:
    """How a row is called in a message."""
    if "key" in table.columns:
        number, place = divmod(row["key"], KEYS)
        shown = f"{table.name} {number}.{place}"
    else:
        shown = f"{table.name} {row['number']}"
    return f"{shown} ({row['id']})" if "id" in table.columns else shown


def _stream(connection: Connection, table: Table, place: int) -> Generator[tuple[int, int, Table, Row], None, None]:
    by_key = "key" in table.columns
    order = table.c.key if by_key else table.c.number
    # As the database gives them: a value of another type than its column's was altered, and must not be mended here.
    columns = (type_coerce(column, NullType()).label(column.name) for column in table.columns)
    wanted = select(*columns).order_by(order).execution_options(yield_per=500)
    with connection.execute(wanted) as rows:
        for row in rows.mappings():
            yield (row["key"] // KEYS if by_key else row["number"]), place, table, row
