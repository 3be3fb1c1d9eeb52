"""What reviews come to: which claims of the view are rejected, and how the others read as corrected.

All of it follows from the record and can be made again from it. `decided` has a row for each claim of the view that
was reviewed; whoever reads a claim's body for people reads `BODY`, so that all of them see the same correction.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, select

from selon.ledger.rows import as_review, corrected_body
from selon.ledger.tables import KEYS, claims, decided, documents, retirements, reviews, standing
from selon.model.review import Decision, Review, decide

AT_ONCE = 400
BODY = func.coalesce(decided.c.body, claims.c.body)  # in a query that `with_decided` made
Row = dict[str, Any]


def with_decided(wanted: Select[Any]) -> Select[Any]:
    """A query of claims, with what was decided of them beside."""
    return wanted.outerjoin(decided, decided.c.key == claims.c.key)


def select_claims() -> Select[Any]:
    """Claims with all that a reading is made of."""
    columns = (claims.c.key, claims.c.id, claims.c.body, decided.c.newest, decided.c.correction)
    return with_decided(select(*columns, decided.c.body.label("corrected")).select_from(claims))


def as_row(key: int, numbered: Sequence[tuple[int, Review]], body: str, text: str) -> Row | None:
    """The row of a claim by its reviews, the oldest first, its own body and its report's text; None without any."""
    decision = decide([review for _, review in numbered])
    if decision is None:
        return None
    stands = decision.correction
    number = next((number for number, review in numbered if review is stands), None)
    corrected = corrected_body(body, text, stands.correction) if stands else None
    return {
        "key": key,
        "newest": numbered[-1][0],
        "correction": number,
        "rejected": decision.rejected,
        "body": corrected,
    }


def reviews_of(connection: Connection, claim_ids: Iterable[str]) -> dict[str, list[tuple[int, Review]]]:
    """The reviews of those claims that are not retired, the oldest first, each with its number."""
    found: dict[str, list[tuple[int, Review]]] = {}
    ids = sorted(set(claim_ids))
    for start in range(0, len(ids), AT_ONCE):
        part = reviews.c.claim.in_(ids[start : start + AT_ONCE])
        for row in connection.execute(_standing_reviews().where(part)).mappings():
            found.setdefault(row["claim"], []).append((row["number"], as_review(row)))
    return found


def all_reviews(connection: Connection) -> dict[str, list[tuple[int, Review]]]:
    """Likewise of all claims."""
    found: dict[str, list[tuple[int, Review]]] = {}
    for row in connection.execute(_standing_reviews()).mappings():
        found.setdefault(row["claim"], []).append((row["number"], as_review(row)))
    return found


def decisions(connection: Connection, rows: Iterable[Mapping[Any, Any]]) -> dict[str, Decision]:
    """What was decided of the claims of rows that `select_claims` gave, by their ids."""
    known = [row for row in rows if row["newest"] is not None]
    numbers = sorted({number for row in known for number in (row["newest"], row["correction"]) if number is not None})
    said: dict[int, Review] = {}
    for start in range(0, len(numbers), AT_ONCE):
        wanted = select(reviews).where(reviews.c.number.in_(numbers[start : start + AT_ONCE]))
        said |= {row["number"]: as_review(row) for row in connection.execute(wanted).mappings()}
    return {row["id"]: Decision(said[row["newest"]], said.get(row["correction"])) for row in known}


def decided_of(connection: Connection, claim_ids: Sequence[str]) -> Iterator[Any]:
    """What is decided of those claims now: id, key, rejected, body."""
    for start in range(0, len(claim_ids), AT_ONCE):
        wanted = select(claims.c.id, decided.c.key, decided.c.rejected, decided.c.body)
        within = claims.c.id.in_(claim_ids[start : start + AT_ONCE])
        yield from connection.execute(wanted.join(decided, decided.c.key == claims.c.key).where(within)).all()


def replace_row(connection: Connection, key: int, row: Row | None) -> None:
    """Put a claim's row in the place of the one it had."""
    connection.execute(delete(decided).where(decided.c.key == key))
    if row is not None:
        connection.execute(decided.insert(), row)


def changed_keys(connection: Connection) -> dict[int, int]:
    """The claims that are not as they were read, or count no longer; each with the number of its newest review."""
    wanted = select(decided.c.key, decided.c.newest).where(decided.c.rejected | decided.c.body.is_not(None))
    return {key: newest for key, newest in connection.execute(wanted)}


def wrong_keys(connection: Connection) -> Iterator[int]:
    """The claims whose row is not what the record says."""
    kept = {row["key"]: dict(row) for row in connection.execute(select(decided)).mappings()}
    told = {row["key"]: row for row in should_be_decided(connection)}
    yield from (key for key in sorted(kept.keys() | told.keys()) if kept.get(key) != told.get(key))


def should_be_decided(connection: Connection) -> Iterator[Row]:
    """The rows by the record alone, and by which claims stand."""
    by_claim = all_reviews(connection)
    for key, claim_id, body, text in standing_bodies(connection, sorted(by_claim)):
        row = as_row(key, by_claim[claim_id], body, text)
        if row is not None:
            yield row


def standing_bodies(connection: Connection, claim_ids: Sequence[str]) -> Iterator[tuple[int, str, str, str]]:
    """The claims of those ids that stand: key, id, body as read and the report's text."""
    for start in range(0, len(claim_ids), AT_ONCE):
        wanted = select(claims.c.key, claims.c.id, claims.c.body).join(standing, standing.c.key == claims.c.key)
        rows = connection.execute(wanted.where(claims.c.id.in_(claim_ids[start : start + AT_ONCE]))).all()
        numbers = {key // KEYS for key, _, _ in rows}
        texts = select(documents.c.number, documents.c.text).where(documents.c.number.in_(numbers))
        told = {
            number: zlib.decompress(text).decode("utf-8", "surrogatepass") for number, text in connection.execute(texts)
        }
        for key, claim_id, body in rows:
            yield key, claim_id, body, told[key // KEYS]


def _standing_reviews() -> Select[Any]:
    retired = select(retirements.c.subject)
    return select(reviews).where(reviews.c.id.not_in(retired)).order_by(reviews.c.number)
