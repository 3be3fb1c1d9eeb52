"""Adding to the record: each addition is an entry, its rows and its link in the chain, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from selon.ledger import standing
from selon.ledger.chain import BEGINNING, digest_row, make_entry
from selon.ledger.decided import as_row, decided_of, replace_row, reviews_of, standing_bodies
from selon.ledger.merged import MergedStore
from selon.ledger.rows import (
    Kept,
    as_claim,
    as_find,
    as_judgement_row,
    as_report,
    as_review_row,
    as_run_row,
    run_id,
)
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
)
from selon.model.errors import NotHeld, StopRun
from selon.model.judgement import VERDICTS, Judgement
from selon.model.review import Review, check_review
from selon.model.run import Run

Rows = Sequence[tuple[Table, Mapping[str, Any]]]
Clock = Callable[[], str]


@dataclass(slots=True)
class Writer:
    """Adds entries within one transaction, which must be the only one that writes."""

    connection: Connection
    clock: Clock
    number: int = 0
    hash: bytes = BEGINNING

    def __post_init__(self) -> None:
        last = select(entries.c.number, entries.c.hash).order_by(entries.c.number.desc()).limit(1)
        if found := self.connection.execute(last).first():
            self.number, self.hash = found

    def add_run(self, run: Run) -> int:
        """The number of that run, added where it is new."""
        known: int | None = self.connection.execute(select(runs.c.number).where(runs.c.id == run_id(run))).scalar()
        if known is not None:
            return known
        row = {"number": self.number + 1} | as_run_row(run)
        self._add("run", row["id"], [(runs, row)])
        return self.number

    def add_reading(self, kept: Kept, run: int) -> bool:
        """Add a reading; False where it is there already. It takes the place of the report's last in the view."""
        document = select(documents.c.number).where(documents.c.id == kept.document["id"])
        if self.connection.execute(document).first():
            return False
        number = self.number + 1
        rows: list[tuple[Table, Mapping[str, Any]]] = []
        report = self.connection.execute(select(reports.c.number).where(reports.c.id == kept.report["id"])).scalar()
        if report is None:
            rows.append(
                (reports, {"number": number, **kept.report, "obtained_at": kept.report["obtained_at"] or self.clock()})
            )
        before = standing.newest_document(self.connection, report) if report is not None else None
        rows.append((documents, {"number": number, **kept.document, "report": report or number, "run": run}))
        first = number * KEYS
        for place, body in enumerate(kept.attributions):
            rows.append((attributions, {"key": first + place, "body": body}))
        for place, (claim_id, body) in enumerate(kept.claims):
            rows.append((claims, {"key": first + place, "id": claim_id, "body": body}))
        if max(len(kept.attributions), len(kept.claims)) > KEYS:
            raise StopRun(f"{kept.report['obtained_from']}: holds more than {KEYS:,} claims; cut the report up")
        if before is not None:
            standing.take_out(self.connection, standing.finds_of(self.connection, before))
        self._add("reading", kept.document["id"], rows)
        standing.put_in(self.connection, [(first + place, find) for place, find in enumerate(kept.finds)])
        self._settle([claim_id for claim_id, _ in kept.claims])
        return True

    def add_judgement(self, judgement: Judgement) -> str:
        """Add a judgement; its id."""
        if judgement.verdict not in VERDICTS:
            raise StopRun(f"judgement {judgement.verdict!r}: must be one of {', '.join(VERDICTS)}")
        for claim in (judgement.left, judgement.right):
            self._must_be_there(claim)
        row = as_judgement_row(judgement)
        if not self._is_there(judgements, row["id"]):
            self._add("judgement", row["id"], [(judgements, {"number": self.number + 1, **row})])
            MergedStore(self.connection).reopen((judgement.left, judgement.right))
        return str(row["id"])

    def add_review(self, review: Review) -> str:
        """Add a review; its id."""
        check_review(review)
        self._must_be_there(review.claim)
        row = as_review_row(review)
        if not self._is_there(reviews, row["id"]):
            self._add("review", row["id"], [(reviews, {"number": self.number + 1, **row})])
            self._settle([review.claim])
        return str(row["id"])

    def retire(self, subject: str, by: str, why: str) -> None:
        """Retire a report, claim, judgement or review: it stays in the record and leaves the view."""
        self._must_be_there(subject)
        row = {"number": self.number + 1, "subject": subject, "by": by, "why": why, "at": self.clock()}
        if subject.startswith(("j_", "v_")):
            self._add("retirement", subject, [(retirements, row)])
            self._take_back(subject)
            return
        if subject.startswith("r_"):
            report = self.connection.execute(select(reports.c.number).where(reports.c.id == subject)).scalar_one()
            newest = standing.newest_document(self.connection, report)
            numbers, claim = [newest] if newest is not None else [], None
        else:
            keys = self.connection.execute(select(claims.c.key).where(claims.c.id == subject)).scalars()
            numbers, claim = [key // KEYS for key in keys], subject
        for number in numbers:
            standing.take_out(self.connection, standing.finds_of(self.connection, number, claim))
        self._add("retirement", subject, [(retirements, row)])

    def _take_back(self, subject: str) -> None:
        """Let a judgement or a review that was retired bear on nothing any more."""
        if subject.startswith("v_"):
            claim = self.connection.execute(select(reviews.c.claim).where(reviews.c.id == subject)).scalar_one()
            self._settle([claim])
            return
        pair = select(judgements.c.left, judgements.c.right).where(judgements.c.id == subject)
        MergedStore(self.connection).reopen(self.connection.execute(pair).one())

    def _settle(self, claim_ids: Sequence[str]) -> None:
        """Have claims stand as their reviews say, and what that changes merged anew."""
        known = {row.key: row for row in decided_of(self.connection, claim_ids)}
        by_claim = reviews_of(self.connection, claim_ids)
        wanted = {claim for claim in claim_ids if claim in by_claim} | {row.id for row in known.values()}
        for key, claim, body, text in list(standing_bodies(self.connection, sorted(wanted))):
            row, before = as_row(key, by_claim.get(claim, ()), body, text), known.get(key)
            if _tells(row) == _tells(before._mapping if before else None):
                replace_row(self.connection, key, row)
                continue
            found = [item for item in standing.finds_of(self.connection, key // KEYS, claim) if item[0] == key]
            standing.take_out(self.connection, found)
            document, report = standing.load_document(self.connection, key // KEYS)
            told = as_report(report, document)
            now = (row or {}).get("body") or body
            standing.put_in(self.connection, [(key, as_find(as_claim(claim, now, told), told))])
            replace_row(self.connection, key, row)
            MergedStore(self.connection).reopen([claim])

    def append(self, entry: Mapping[str, Any], rows: Rows) -> None:
        """Add an entry as another ledger has it, with its rows; the caller has checked both."""
        self.connection.execute(entries.insert(), dict(entry))
        for table, row in rows:
            self.connection.execute(table.insert(), dict(row))
        self.number, self.hash = entry["number"], entry["hash"]

    def _add(self, what: str, subject: str, rows: Rows) -> None:
        digests = [digest_row(table, row) for table, row in rows]
        entry = make_entry(self.hash, self.number + 1, at=self.clock(), what=what, subject=subject, rows=digests)
        for table in dict.fromkeys(table for table, _ in rows):
            self.connection.execute(table.insert(), [dict(row) for other, row in rows if other is table])
        self.connection.execute(entries.insert(), entry)
        self.number, self.hash = entry["number"], entry["hash"]

    def _is_there(self, table: Table, subject: str) -> bool:
        return self.connection.execute(select(table.c.id).where(table.c.id == subject).limit(1)).first() is not None

    def _must_be_there(self, subject: str) -> None:
        tables = {"r": reports, "c": claims, "j": judgements, "v": reviews}
        table = tables.get(subject.partition("_")[0])
        if table is None or not self._is_there(table, subject):
            raise NotHeld(f"{subject}: there is no such report, claim, judgement or review in the ledger")


def _tells(row: Mapping[Any, Any] | None) -> tuple[bool, str | None]:
    """What of a decision bears on more than itself: whether the claim is rejected, and how it reads."""
    return (bool(row["rejected"]), row["body"]) if row else (False, None)
