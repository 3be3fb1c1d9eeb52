"""Finding claims: by words, source, kind, place and distance, days, certainty, outlet; newest first.

Common things are found among the newest claims, rare ones by their own index: first RECENT claims are looked
through, and only where those do not hold enough, all of them. So neither costs more than a few ten thousand rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, literal_column, select, text, true

from selon.ledger.days import Days
from selon.ledger.engine import is_sqlite
from selon.ledger.folding import find_terms
from selon.ledger.tables import standing
from selon.model.folding import fold

RECENT = 20_000
EARTH_KM = 6371.0088  # mean radius, IUGG
DEGREE_KM = math.pi * EARTH_KM / 180


@dataclass(frozen=True, slots=True)
class Circle:
    """A point (decimal degrees, WGS 84) and a distance from it."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; every field that is given must hold.

    `words` and `source` are words, all of which must stand in the sentence (or in a name given to it) or in the names
    of the sources; `"…"` is a phrase, `word*` a beginning. `days` is a time that the claim's own may overlap.
    `before` is the key after which to go on.
    """

    words: str = ""
    source: str = ""
    kinds: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    outlet: str = ""
    near: Circle | None = None
    days: Days | None = None
    before: int | None = None
    limit: int | None = 50


def find_keys(connection: Connection, query: Query) -> list[int]:
    """Keys of the claims of the view that fit, newest first, at most `limit`."""
    if query.limit is not None:
        newest = select(standing.c.key).order_by(standing.c.key.desc()).offset(RECENT).limit(1)
        floor = connection.execute(newest).scalar()
        recent = _take(connection, query, floor)
        if floor is None or len(recent) == query.limit:
            return recent
    return _take(connection, query, None)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude in degrees), by the haversine formula."""
    (lat, lon), (to_lat, to_lon) = (map(math.radians, point) for point in (one, other))
    half = math.sin((to_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(to_lat) * math.sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _take(connection: Connection, query: Query, floor: int | None) -> list[int]:
    conditions = list(_conditions(connection, query, floor))
    wanted = select(standing.c.key, standing.c.latitude, standing.c.longitude).order_by(standing.c.key.desc())
    if query.limit is not None and query.near is None:
        wanted = wanted.limit(query.limit)
    keys: list[int] = []
    with connection.execute(wanted.where(and_(true(), *conditions)).execution_options(yield_per=500)) as rows:
        for key, latitude, longitude in rows:
            if len(keys) == query.limit:
                break
            near = query.near
            if near is None or distance_km((latitude, longitude), (near.latitude, near.longitude)) <= near.km:
                keys.append(key)
    return keys


def _conditions(connection: Connection, query: Query, floor: int | None) -> Iterator[ColumnElement[Any]]:
    if query.kinds:
        yield standing.c.kind.in_(query.kinds)
    if query.certainties:
        yield standing.c.certainty.in_(query.certainties)
    if query.outlet:
        yield standing.c.outlet == fold(query.outlet)
    if query.before is not None:
        yield standing.c.key < query.before
    if floor is not None:
        yield standing.c.key >= floor
    sqlite = is_sqlite(connection)
    if query.words or query.source:
        yield (_words_sqlite if sqlite else _words_postgresql)(query, floor)
    if query.near is not None:
        yield _in_box(query.near, by_index=sqlite and floor is None)
    if query.days is not None:
        yield _in_days(query.days, sqlite=sqlite, by_index=floor is None)


def _words_sqlite(query: Query, floor: int | None) -> ColumnElement[Any]:
    parts = []
    for column, asked in (("words", query.words), ("source", query.source)):
        for words, begins in find_terms(asked):
            parts.append(f'{column} : "{" ".join(words)}"{" *" if begins else ""}')
    # Without a word to look for nothing can fit; FTS5 would call it a wrong query.
    asked_for = text("SELECT rowid FROM standing_words WHERE standing_words MATCH :match AND rowid >= :floor")
    rows = asked_for.bindparams(match=" AND ".join(parts) or '""', floor=floor or 0)
    return standing.c.key.in_(rows.columns(literal_column("rowid")))


def _words_postgresql(query: Query, floor: int | None) -> ColumnElement[Any]:
    parts, values = ["key >= :floor"], {"floor": floor or 0}
    given: dict[str, Any] = dict(values)
    for column, asked in (("words", query.words), ("source", query.source)):
        terms = [
            " <-> ".join([*words[:-1], f"{words[-1]}:*" if begins else words[-1]])
            for words, begins in find_terms(asked)
        ]
        if asked:
            parts.append(f"{column} @@ to_tsquery('simple', :{column})")
            given[column] = " & ".join(f"({term})" for term in terms)
    rows = text(f"SELECT key FROM standing_words WHERE {' AND '.join(parts)}").bindparams(
        *(bindparam(name, value) for name, value in given.items())
    )
    return standing.c.key.in_(rows.columns(literal_column("key")))


def _in_box(near: Circle, *, by_index: bool) -> ColumnElement[Any]:
    """The box around a circle; over the date line and the poles it is all longitudes of its latitudes."""
    high = near.km / DEGREE_KM
    south, north = near.latitude - high, near.latitude + high
    wide = high / max(math.cos(math.radians(min(max(abs(south), abs(north)), 90.0))), 1e-9)
    west, east = near.longitude - wide, near.longitude + wide
    if west < -180 or east > 180:
        west, east = -180.0, 180.0
    if by_index:
        # R*Tree keeps 32-bit numbers, rounded outwards, so that no claim is missed; the distance decides.
        rows = text(
            "SELECT key FROM standing_places"
            " WHERE low_lat <= :north AND high_lat >= :south AND low_lon <= :east AND high_lon >= :west"
        ).bindparams(north=north, south=south, east=east, west=west)
        return standing.c.key.in_(rows.columns(literal_column("key")))
    return and_(standing.c.latitude.between(south, north), standing.c.longitude.between(west, east))


def _in_days(days: Days, *, sqlite: bool, by_index: bool) -> ColumnElement[Any]:
    first, last = days
    if not by_index:
        return and_(standing.c.first_day <= last, standing.c.last_day >= first)
    if sqlite:
        rows = text("SELECT key FROM standing_days WHERE first_day <= :last AND last_day >= :first")
        return standing.c.key.in_(rows.bindparams(first=first, last=last).columns(literal_column("key")))
    overlap = text("int4range(first_day, last_day, '[]') && int4range(:first, :last, '[]')")
    return and_(standing.c.first_day.is_not(None), overlap.bindparams(first=first, last=last))
