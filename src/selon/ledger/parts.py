"""Which incidents of a ledger are parts of others: rows of their extents, and what is still to be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, bindparam, or_, select, update

from selon.ledger.merge_tables import incidents

AT_ONCE = 500
NONE = ""  # looked at, and a part of none; an incident that was not looked at has no value
_EXTENT = tuple(
    incidents.c[name]
    for name in ("id", "kind", "first_day", "last_day", "latitude", "longitude", "radius_km", "parties")
)
_KNOWN = and_(incidents.c.latitude.is_not(None), incidents.c.longitude.is_not(None), incidents.c.first_day.is_not(None))

Extents = Iterator[Row[Any]]


@dataclass(slots=True)
class Parts:
    """The parts among incidents, within one transaction."""

    connection: Connection

    def fresh(self) -> Extents:
        """The extents of incidents that were not looked at."""
        yield from self.connection.execute(select(*_EXTENT).where(incidents.c.part_of.is_(None), _KNOWN))

    def wide_or_long(self, days: int, radius_km: float) -> Extents:
        """The extents of incidents that last so many days, or are so wide."""
        lasts = incidents.c.last_day - incidents.c.first_day >= days
        yield from self.connection.execute(
            select(*_EXTENT).where(_KNOWN, or_(lasts, incidents.c.radius_km > radius_km))
        )

    def within(self, first: int, last: int, box: tuple[float, float, float, float]) -> Extents:
        """The extents of incidents within days and a box (south, north, west, east; degrees)."""
        south, north, west, east = box
        days: ColumnElement[bool] = and_(incidents.c.first_day >= first, incidents.c.last_day <= last)
        place = and_(incidents.c.latitude.between(south, north), incidents.c.longitude.between(west, east))
        yield from self.connection.execute(select(*_EXTENT).where(days, place))

    def put(self, whole_of: Mapping[str, str | None]) -> None:
        """Keep of which incident each is a part, or that it is none; what was not looked at is a part of none."""
        statement = update(incidents).where(incidents.c.id == bindparam("part")).values(part_of=bindparam("whole"))
        rows = [{"part": part, "whole": whole or NONE} for part, whole in sorted(whole_of.items())]
        if rows:
            self.connection.execute(statement, rows)
        self.connection.execute(update(incidents).where(incidents.c.part_of.is_(None)).values(part_of=NONE))

    def forget(self, wholes: Iterable[str]) -> None:
        """Have the parts of incidents that go looked at anew."""
        for part in _parts(sorted(set(wholes))):
            self.connection.execute(update(incidents).where(incidents.c.part_of.in_(part)).values(part_of=None))

    def of(self, whole: str) -> list[str]:
        """The parts of an incident, by their first days."""
        wanted = select(incidents.c.id).where(incidents.c.part_of == whole)
        return list(self.connection.execute(wanted.order_by(incidents.c.first_day, incidents.c.id)).scalars())


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
