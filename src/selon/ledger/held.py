"""What the ledger holds, taken out of it: readings with where they come from, lists, entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Table, and_, func, select

from selon.ledger.chain import Row
from selon.ledger.decided import decisions, select_claims
from selon.ledger.rows import as_attribution, as_claim, as_judgement, as_report, as_review, as_run, title_of
from selon.ledger.tables import (
    KEYS,
    attributions,
    claims,
    documents,
    entries,
    judgements,
    reports,
    retirements,
    reviews,
    runs,
    standing,
)
from selon.model.claim import Claim
from selon.model.errors import NotHeld, StopRun
from selon.model.judgement import Judgement
from selon.model.reading import Reading
from selon.model.review import Decision, Review
from selon.model.run import Run

AT_ONCE = 400  # documents or claims that are taken out together


class _Part(NamedTuple):
    """The rows that a reading is made of beside its claims."""

    document: Row
    report: Row
    run: Row


@dataclass(frozen=True, slots=True)
class Held:
    """A reading as the ledger holds it.

    `keys` are those of its claims, in their order, to go on from. `in_view` says whether its claims stand: it is the
    report's newest, and not retired. Claims are as they were corrected; `decided` says what reviewers said of those
    that were reviewed, `read` holds the corrected ones as they were read, each by the claim's id.
    """

    report_id: str
    document_id: str
    keys: tuple[int, ...]
    obtained_at: str
    obtained_from: str
    run: Run
    in_view: bool
    reading: Reading
    decided: Mapping[str, Decision] = field(default_factory=dict)
    read: Mapping[str, Claim] = field(default_factory=dict)

    @property
    def rejected(self) -> frozenset[str]:
        """The claims that count no longer."""
        return frozenset(claim for claim, decision in self.decided.items() if decision.rejected)


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in a list: what is known of it, how many of its claims stand, the number of its newest reading."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str
    obtained_at: str
    claims: int
    number: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of the chain; `rows` is how many rows it added, `hash` is in hexadecimal."""

    number: int
    at: str
    what: str
    subject: str
    rows: int
    hash: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with its id, and its number to go on from."""

    id: str
    number: int
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review with its id, and its number to go on from."""

    id: str
    number: int
    review: Review


@dataclass(frozen=True, slots=True)
class Retirement:
    """What was retired, by whom, when and why."""

    subject: str
    by: str
    why: str
    at: str


def hold_keys(connection: Connection, keys: Sequence[int]) -> Iterator[Held]:
    """The standing claims of those keys, in readings that hold no others; keys of one document must stand together."""
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        parts = _load_parts(connection, list(dict.fromkeys(key // KEYS for key in part)))
        rows = connection.execute(select_claims().where(claims.c.key.in_(part))).mappings().all()
        found, decided = {row["key"]: row for row in rows}, decisions(connection, rows)
        for document, group in groupby(part, key=lambda key: key // KEYS):
            yield _hold(parts[document], [found[key] for key in sorted(group)], decided)


def hold_view(connection: Connection) -> Iterator[Held]:
    """Every reading of the view with the claims that stand, oldest first."""
    for _, held in hold_numbers(connection, documents_in_view(connection)):
        yield held


def hold_numbers(connection: Connection, numbers: Sequence[int]) -> Iterator[tuple[int, Held]]:
    """The documents of those numbers, which must be in order, each with its claims that stand."""
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        # Joined from the documents, so that each is one step in the claims' index, however many claims there are.
        first = documents.c.number * KEYS
        within = select_claims().join(documents, claims.c.key.between(first, first + (KEYS - 1)))
        within = within.where(documents.c.number.in_(part))
        wanted = within.join(standing, standing.c.key == claims.c.key).order_by(claims.c.key)
        rows = connection.execute(wanted).mappings().all()
        decided = decisions(connection, rows)
        found = {number: list(group) for number, group in groupby(rows, key=lambda row: row["key"] // KEYS)}
        parts = _load_parts(connection, part)
        yield from ((number, _hold(parts[number], found.get(number, ()), decided)) for number in part)


def hold_document(connection: Connection, number: int, keys: Sequence[int] | None = None) -> Held:
    """A reading with all of its claims and attributions, or with the claims of those keys and no attribution."""
    part = _load_parts(connection, [number])[number]
    within = and_(claims.c.key >= number * KEYS, claims.c.key < (number + 1) * KEYS)
    wanted = select_claims().where(within if keys is None else claims.c.key.in_(keys)).order_by(claims.c.key)
    rows = connection.execute(wanted).mappings().all()
    bodies: Sequence[str] = ()
    if keys is None:
        within = attributions.c.key.between(number * KEYS, (number + 1) * KEYS - 1)
        said = select(attributions.c.body).where(within).order_by(attributions.c.key)
        bodies = connection.execute(said).scalars().all()
    in_view = _is_in_view(connection, number, part.document["report"], part.report["id"])
    return _hold(part, rows, decisions(connection, rows), bodies=bodies, in_view=in_view)


def _load_parts(connection: Connection, numbers: Sequence[int]) -> dict[int, _Part]:
    """The rows of documents, of their reports and runs, by the documents' numbers."""
    found = connection.execute(select(documents).where(documents.c.number.in_(numbers))).mappings().all()
    by_number = {}
    for table, column in ((reports, "report"), (runs, "run")):
        wanted = select(table).where(table.c.number.in_({row[column] for row in found}))
        by_number[column] = {row["number"]: row for row in connection.execute(wanted).mappings()}
    return {
        row["number"]: _Part(row, by_number["report"][row["report"]], by_number["run"][row["run"]]) for row in found
    }


def _hold(
    part: _Part,
    rows: Sequence[Row],
    decided: Mapping[str, Decision],
    *,
    bodies: Sequence[str] = (),
    in_view: bool = True,
) -> Held:
    report = as_report(part.report, part.document)
    return Held(
        report_id=part.report["id"],
        document_id=part.document["id"],
        keys=tuple(row["key"] for row in rows),
        obtained_at=part.report["obtained_at"],
        obtained_from=part.report["obtained_from"],
        run=as_run(part.run),
        in_view=in_view,
        reading=Reading(
            report,
            tuple(as_claim(row["id"], row["corrected"] or row["body"], report) for row in rows),
            tuple(as_attribution(body, report.text) for body in bodies),
        ),
        decided={row["id"]: decided[row["id"]] for row in rows if row["newest"] is not None},
        read={row["id"]: as_claim(row["id"], row["body"], report) for row in rows if row["corrected"]},
    )


def documents_in_view(connection: Connection) -> Sequence[int]:
    """The numbers of the newest readings of all reports that are not retired, oldest first."""
    newest = select(func.max(documents.c.number).label("number"), documents.c.report).group_by(documents.c.report)
    latest = newest.subquery()
    retired = (
        select(retirements.c.subject)
        .join(reports, reports.c.id == retirements.c.subject)
        .where(reports.c.number == latest.c.report, retirements.c.number > latest.c.number)
        .exists()
    )
    return connection.execute(select(latest.c.number).where(~retired).order_by(latest.c.number)).scalars().all()


def documents_of_others(connection: Connection, run: str) -> list[int]:
    """The numbers of the readings in the view that are not by the run of that id."""
    ours = select(documents.c.number).join(runs, runs.c.number == documents.c.run).where(runs.c.id == run)
    by_us = set(connection.execute(ours).scalars())
    return [number for number in documents_in_view(connection) if number not in by_us]


def standing_keys(connection: Connection, keys: Sequence[int]) -> set[int]:
    """Those of the keys whose claims are in the view."""
    found: set[int] = set()
    for start in range(0, len(keys), AT_ONCE):
        within = standing.c.key.in_(keys[start : start + AT_ONCE])
        found.update(connection.execute(select(standing.c.key).where(within)).scalars())
    return found


def find_documents(connection: Connection, subject: str) -> list[tuple[int, list[int] | None]]:
    """Documents of a report, a document or a claim by its id or the beginning of one, newest first.

    With a claim each comes with the claim's keys, else with None. StopRun where nothing or several begin so.
    """
    tables = {"r": reports, "d": documents, "c": claims}
    table = tables.get(subject.partition("_")[0])
    if table is None:
        raise NotHeld(f"{subject}: must be the id of a claim (c_…), a report (r_…) or a document (d_…)")
    # The signs of an id stand in a row up to `g`, so that an index finds all that begin with it.
    begins = and_(table.c.id >= subject, table.c.id < f"{subject}g")
    ids = connection.execute(select(table.c.id).where(begins).distinct().limit(2)).scalars().all()
    if len(ids) != 1:
        if ids:
            raise StopRun(f"{subject}: begins several ids; write more of it")
        raise NotHeld(f"{subject}: is not in the ledger")
    if table is claims:
        keys = connection.execute(select(claims.c.key).where(claims.c.id == ids[0]).order_by(claims.c.key.desc()))
        return [(number, list(group)) for number, group in groupby(keys.scalars(), key=lambda key: key // KEYS)]
    where = documents.c.id == ids[0]
    if table is reports:
        where = documents.c.report == select(reports.c.number).where(reports.c.id == ids[0]).scalar_subquery()
    found = connection.execute(select(documents.c.number).where(where).order_by(documents.c.number.desc()))
    return [(number, None) for number in found.scalars()]


def list_reports(connection: Connection, limit: int | None = None, before: int | None = None) -> Iterator[Listed]:
    """The reports in the view, newest first; those whose number is below `before` alone."""
    numbers = newest_in_view(connection, limit, before)
    known = (reports.c[name] for name in ("id", "outlet", "published", "obtained_at"))
    wanted = select(documents.c.number, documents.c.language, documents.c.about, *known)
    wanted = wanted.join(reports, reports.c.number == documents.c.report).order_by(documents.c.number.desc())
    document = standing.c.key // KEYS
    counted = select(document, func.count()).group_by(document)
    for start in range(0, len(numbers), AT_ONCE):
        part = numbers[start : start + AT_ONCE]
        within = standing.c.key.between(part[-1] * KEYS, part[0] * KEYS + KEYS - 1)
        counts = {number: count for number, count in connection.execute(counted.where(within))}
        for row in connection.execute(wanted.where(documents.c.number.in_(part))).mappings():
            name, title = title_of(row)
            fields = {field: row[field] for field in ("id", "outlet", "published", "language", "obtained_at", "number")}
            yield Listed(name=name, title=title, claims=counts.get(row["number"], 0), **fields)


def newest_in_view(connection: Connection, limit: int | None, before: int | None) -> Sequence[int]:
    """The numbers of the documents in the view, newest first: a few of them without a look at all the others."""
    later = documents.alias()
    newer = select(later.c.number).where(later.c.report == documents.c.report, later.c.number > documents.c.number)
    retired = (
        select(retirements.c.number)
        .where(retirements.c.subject == reports.c.id, retirements.c.number > documents.c.number)
        .exists()
    )
    wanted = select(documents.c.number).join(reports, reports.c.number == documents.c.report)
    wanted = wanted.where(~newer.exists(), ~retired).order_by(documents.c.number.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(documents.c.number < before)
    return connection.execute(wanted).scalars().all()


def list_entries(connection: Connection, limit: int | None = None, before: int | None = None) -> Iterator[Entry]:
    """The links of the chain, newest first; those whose number is below `before` alone."""
    wanted = select(entries).order_by(entries.c.number.desc()).limit(limit)
    if before is not None:
        wanted = wanted.where(entries.c.number < before)
    for row in connection.execute(wanted).mappings():
        fields = {name: row[name] for name in ("number", "at", "what", "subject")}
        yield Entry(**fields, rows=len(row["rows"]) // 32, hash=row["hash"].hex())


def list_judgements(connection: Connection, claim_id: str | None = None) -> list[Judgement]:
    """The judgements that are not retired, oldest first; of all claims or of one."""
    retired = select(retirements.c.subject)
    wanted = select(judgements).where(judgements.c.id.not_in(retired)).order_by(judgements.c.number)
    if claim_id is not None:
        wanted = wanted.where((judgements.c.left == claim_id) | (judgements.c.right == claim_id))
    return [as_judgement(row) for row in connection.execute(wanted).mappings()]


def page_judgements(connection: Connection, limit: int | None, before: int | None) -> list[Judged]:
    """The judgements that are not retired, newest first; `before` is the number after which to go on."""
    rows = connection.execute(_page(judgements, limit, before)).mappings()
    return [Judged(row["id"], row["number"], as_judgement(row)) for row in rows]


def list_reviews(
    connection: Connection, claim_id: str | None = None, limit: int | None = None, before: int | None = None
) -> list[Reviewed]:
    """The reviews that are not retired, newest first; of all claims or of one."""
    wanted = _page(reviews, limit, before)
    if claim_id is not None:
        wanted = wanted.where(reviews.c.claim == claim_id)
    return [Reviewed(row["id"], row["number"], as_review(row)) for row in connection.execute(wanted).mappings()]


def find_judgement(connection: Connection, judgement_id: str) -> Judgement | None:
    """The judgement of that id, where it is not retired."""
    row = connection.execute(_page(judgements, 1, None).where(judgements.c.id == judgement_id)).mappings().first()
    return as_judgement(row) if row else None


def find_review(connection: Connection, review_id: str) -> Review | None:
    """The review of that id, where it is not retired."""
    row = connection.execute(_page(reviews, 1, None).where(reviews.c.id == review_id)).mappings().first()
    return as_review(row) if row else None


def _page(table: Table, limit: int | None, before: int | None) -> Select[Any]:
    wanted = select(table).where(table.c.id.not_in(select(retirements.c.subject)))
    if before is not None:
        wanted = wanted.where(table.c.number < before)
    return wanted.order_by(table.c.number.desc()).limit(limit)


def list_retirements(connection: Connection, subject: str) -> list[Retirement]:
    """When and why something was retired, oldest first."""
    wanted = select(retirements).where(retirements.c.subject == subject).order_by(retirements.c.number)
    return [
        Retirement(**{name: row[name] for name in ("subject", "by", "why", "at")})
        for row in connection.execute(wanted).mappings()
    ]


def _is_in_view(connection: Connection, number: int, report: int, report_id: str) -> bool:
    newest = connection.execute(select(func.max(documents.c.number)).where(documents.c.report == report)).scalar()
    retired = select(func.max(retirements.c.number)).where(retirements.c.subject == report_id)
    return newest == number and (connection.execute(retired).scalar() or 0) < number
