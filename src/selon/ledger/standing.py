"""The view: the claims of each report's newest reading, less what was retired, laid out for finding.

All of it is derived from the record, and can be made again from it. SQLite finds words by FTS5, places and days by
R*Tree; PostgreSQL by GIN, B-tree and GiST.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete, func, select, text

from selon.ledger.chain import Row
from selon.ledger.decided import BODY, all_reviews, as_row, should_be_decided, with_decided
from selon.ledger.engine import is_sqlite
from selon.ledger.rows import Find, as_claim, as_find, as_report
from selon.ledger.tables import KEYS, claims, decided, documents, reports, retirements, standing
from selon.model.review import Review

Found = tuple[int, Find]
Reviews = Mapping[str, Sequence[tuple[int, Review]]]

_PUT_WORDS = {
    True: "INSERT INTO standing_words (rowid, words, source) VALUES (:key, :words, :source)",
    False: "INSERT INTO standing_words VALUES (:key, to_tsvector('simple', :words), to_tsvector('simple', :source))",
}
_TAKE_WORDS = {
    # Without its text kept, FTS5 takes a row out by the words that were put in.
    True: "INSERT INTO standing_words (standing_words, rowid, words, source) VALUES ('delete', :key, :words, :source)",
    False: "DELETE FROM standing_words WHERE key = :key",
}
_PUT_PLACE = "INSERT INTO standing_places VALUES (:key, :latitude, :latitude, :longitude, :longitude)"
_PUT_DAYS = "INSERT INTO standing_days VALUES (:key, :first_day, :last_day)"


def put_in(connection: Connection, found: Sequence[Found]) -> None:
    """Let claims stand, each under its key."""
    if not found:
        return
    sqlite, rows = is_sqlite(connection), [{"key": key, **find.standing} for key, find in found]
    connection.execute(standing.insert(), rows)
    connection.execute(text(_PUT_WORDS[sqlite]), _words(found))
    if sqlite:
        for statement, column in ((_PUT_PLACE, "latitude"), (_PUT_DAYS, "first_day")):
            if known := [row for row in rows if row[column] is not None]:
                connection.execute(text(statement), known)


def take_out(connection: Connection, found: Sequence[Found]) -> None:
    """Let claims stand no longer."""
    if not found:
        return
    sqlite, keys = is_sqlite(connection), [{"key": key} for key, _ in found]
    for key in keys:
        connection.execute(delete(standing).where(standing.c.key == key["key"]))
        connection.execute(delete(decided).where(decided.c.key == key["key"]))
    connection.execute(text(_TAKE_WORDS[sqlite]), _words(found))
    if sqlite:
        for table in ("standing_places", "standing_days"):
            connection.execute(text(f"DELETE FROM {table} WHERE key = :key"), keys)


def newest_document(connection: Connection, report: int) -> int | None:
    """The number of a report's newest reading."""
    return connection.execute(select(func.max(documents.c.number)).where(documents.c.report == report)).scalar()


def finds_of(connection: Connection, document: int, claim_id: str | None = None) -> list[Found]:
    """The claims of a document that stand now, or the one of that id, as they are found."""
    wanted = (
        with_decided(select(claims.c.key, claims.c.id, BODY.label("body")))
        .join(standing, standing.c.key == claims.c.key)
        .where(claims.c.key.between(document * KEYS, document * KEYS + KEYS - 1))
        .order_by(claims.c.key)
    )
    rows = connection.execute(wanted.where(claims.c.id == claim_id) if claim_id else wanted).mappings().all()
    return _as_found(connection, document, rows) if rows else []


def should_stand(connection: Connection) -> Iterator[Found]:
    """What the view must hold by the record alone, corrected as its reviews say, in the order of the keys."""
    reviews = all_reviews(connection)
    retired: dict[str, int] = {}
    for number, subject in connection.execute(select(retirements.c.number, retirements.c.subject)):
        retired[subject] = max(number, retired.get(subject, 0))
    newest = select(func.max(documents.c.number)).group_by(documents.c.report)
    numbers = connection.execute(
        select(documents.c.number, reports.c.id)
        .join(reports, reports.c.number == documents.c.report)
        .where(documents.c.number.in_(newest))
        .order_by(documents.c.number)
    ).all()
    for number, report in numbers:
        if retired.get(report, 0) > number:
            continue
        within = claims.c.key.between(number * KEYS, number * KEYS + KEYS - 1)
        rows = connection.execute(select(claims).where(within).order_by(claims.c.key)).mappings()
        kept = [row for row in rows if retired.get(row["id"], 0) < number]
        yield from _as_found(connection, number, kept, reviews)


def rebuild(connection: Connection) -> None:
    """Make the view again from the record."""
    connection.execute(delete(standing))
    connection.execute(delete(decided))
    if is_sqlite(connection):
        connection.execute(text("INSERT INTO standing_words (standing_words) VALUES ('delete-all')"))
        for table in ("standing_places", "standing_days"):
            connection.execute(text(f"DELETE FROM {table}"))
    else:
        connection.execute(text("DELETE FROM standing_words"))
    for _, found in groupby(should_stand(connection), key=lambda item: item[0] // (KEYS * 100)):
        put_in(connection, list(found))
    for row in list(should_be_decided(connection)):
        connection.execute(decided.insert(), row)


def load_document(connection: Connection, number: int) -> tuple[Row, Row]:
    """The rows of a document and of its report."""
    document = connection.execute(select(documents).where(documents.c.number == number)).mappings().one()
    report = connection.execute(select(reports).where(reports.c.number == document["report"])).mappings().one()
    return document, report


def _as_found(
    connection: Connection, document: int, rows: Iterable[Mapping[Any, Any]], reviews: Reviews | None = None
) -> list[Found]:
    """Claims as they are found, their bodies as they are given or as `reviews` correct them."""
    document_row, report_row = load_document(connection, document)
    report = as_report(report_row, document_row)
    found = []
    for row in rows:
        body = row["body"]
        if reviews and row["id"] in reviews:
            body = (as_row(row["key"], reviews[row["id"]], body, report.text) or {}).get("body") or body
        found.append((row["key"], as_find(as_claim(row["id"], body, report), report)))
    return found


def _words(found: Iterable[Found]) -> list[dict[str, Any]]:
    return [{"key": key, "words": find.words, "source": find.source} for key, find in found]
