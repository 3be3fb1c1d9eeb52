"""Marks: of each claim of the view, what a map and a timeline draw, without its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from selon.ledger.decided import BODY, with_decided
from selon.ledger.rows import load_body
from selon.ledger.tables import KEYS, claims, decided, documents, reports, standing

AT_ONCE = 5000  # claims whose bodies are taken out together


class Mark(NamedTuple):
    """A claim as a map and a timeline draw it.

    `first_day` and `last_day` are numbers as `date.toordinal` counts; `published` is the report's date as kept;
    `source` is the innermost one, or the outlet in its own voice. Of a `rejected` one a
    reviewer said that it is no such claim.
    """

    key: int
    id: str
    report: str
    outlet: str | None
    published: str | None
    kind: str
    certainty: str
    negated: bool
    confidence: float
    source: str | None
    place: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None
    first_day: int | None
    last_day: int | None
    rejected: bool = False


def list_keys(connection: Connection) -> list[int]:
    """The keys of all claims of the view, oldest first."""
    return list(connection.execute(select(standing.c.key).order_by(standing.c.key)).scalars())


def take_marks(connection: Connection, keys: Sequence[int]) -> Iterator[Mark]:
    """The marks of those claims, which must be in order; what no longer stands is left out."""
    wanted = select(
        *(standing.c[name] for name in ("key", "kind", "certainty", "latitude", "longitude", "first_day", "last_day")),
        claims.c.id,
        BODY.label("body"),
        decided.c.rejected,
    ).join(claims, claims.c.key == standing.c.key)
    wanted = with_decided(wanted)
    known = _origins(connection)
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        within = standing.c.key.between(part[0], part[-1])
        asked = set(part)
        for row in connection.execute(wanted.where(within).order_by(standing.c.key)):
            key: int = row[0]
            if key in asked:
                yield _mark(row, known[key // KEYS])


def _origins(connection: Connection) -> dict[int, tuple[str, str | None, str | None]]:
    """Each document's report, its outlet and date, by the document's number."""
    wanted = select(documents.c.number, reports.c.id, reports.c.outlet, reports.c.published)
    rows = connection.execute(wanted.join(reports, reports.c.number == documents.c.report))
    return {number: (report, outlet, published) for number, report, outlet, published in rows}


def _mark(row: Any, origin: tuple[str, str | None, str | None]) -> Mark:
    key, kind, certainty, latitude, longitude, first_day, last_day, claim, written, rejected = row
    report, outlet, published = origin
    body = load_body(written)
    place, sources = body.get("place") or {}, body.get("sources")
    return Mark(
        key,
        claim,
        report,
        outlet,
        published,
        kind,
        certainty,
        body["polarity"] == "negated",
        body["confidence"],
        sources[0]["name"] if sources else outlet,
        place.get("name"),
        latitude,
        longitude,
        place.get("radius_km"),
        first_day,
        last_day,
        bool(rejected),
    )
