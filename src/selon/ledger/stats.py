"""How much a ledger holds, and of what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Column, Connection, func, select, text

from selon.ledger.engine import is_sqlite
from selon.ledger.tables import RECORDED, documents, entries, reports, standing


@dataclass(frozen=True, slots=True)
class Stats:
    """Rows of every recorded table; claims that stand, by kind and certainty; reports by outlet and language; bytes."""

    rows: Mapping[str, int]
    standing: int
    kinds: Mapping[str, int]
    certainties: Mapping[str, int]
    outlets: Mapping[str, int]
    languages: Mapping[str, int]
    bytes: int


def count_all(connection: Connection) -> Stats:
    """Count everything."""
    return Stats(
        rows={
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (entries, *RECORDED)
        },
        standing=connection.execute(select(func.count()).select_from(standing)).scalar_one(),
        kinds=_count(connection, standing.c.kind),
        certainties=_count(connection, standing.c.certainty),
        outlets=_count(connection, reports.c.outlet),
        languages=_count(connection, documents.c.language),
        bytes=_size(connection),
    )


def _count(connection: Connection, column: Column[str]) -> dict[str, int]:
    count = func.count().label("count")
    wanted = select(column, count).where(column.is_not(None)).group_by(column).order_by(count.desc(), column)
    return {value: number for value, number in connection.execute(wanted)}


def _size(connection: Connection) -> int:
    if not is_sqlite(connection):
        return int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
    pages, size = (connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in ("page_count", "page_size"))
    return int(pages * size)
