"""A ledger: what was received, what was read in it, and every change, for whoever asks later."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, select

from selon.ledger import asked, held
from selon.ledger.archive import export_archive, import_archive
from selon.ledger.asked import ALL_INCIDENTS, IncidentQuery
from selon.ledger.chain import BEGINNING
from selon.ledger.contract import take_rows
from selon.ledger.decided import changed_keys
from selon.ledger.engine import WAIT_S, open_engine, reading, writing
from selon.ledger.find import Query, find_keys
from selon.ledger.marks import Mark, list_keys, take_marks
from selon.ledger.merged import MergedStore
from selon.ledger.migrate import bring_up
from selon.ledger.parts import Parts
from selon.ledger.picked import pick_ids, pick_keys
from selon.ledger.rows import Kept, as_rows, document_id, run_id
from selon.ledger.runs import this_run
from selon.ledger.standing import rebuild
from selon.ledger.stats import Stats, count_all
from selon.ledger.tables import documents, entries, reports
from selon.ledger.verify import Checked, check_all
from selon.ledger.writing import Writer
from selon.model.errors import StopRun
from selon.model.incident import Copy, Dispute, Incident
from selon.model.judgement import Judgement
from selon.model.reading import Reading
from selon.model.report import Report
from selon.model.review import Review
from selon.model.run import Run


@dataclass(frozen=True, slots=True)
class Found:
    """Claims that were found: their keys, newest first, and their rows in the order of their texts."""

    keys: tuple[int, ...]
    rows: tuple[dict[str, Any], ...]


Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """The time now."""
    return datetime.now(UTC)


def open_ledger(url: str, *, make: bool = True, clock: Clock = system_clock) -> Ledger:
    """The ledger at a path, `sqlite:///PATH` or `postgresql+psycopg://…`; made where `make` allows it.

    StopRun where it cannot be opened, or a newer Selon made it. `clock` dates what is added.
    """
    return Ledger(url, make=make, clock=clock)


class Ledger:
    """A ledger at a path or URL, opened as by `open_ledger`; each method is one transaction of its own.

    Open it not `pooled` in a program that forks between its calls. It waits `wait` seconds for another program that
    holds its file, and then raises Busy.
    """

    def __init__(
        self,
        url: str,
        *,
        make: bool = True,
        clock: Clock = system_clock,
        pooled: bool = True,
        wait: float = WAIT_S,
    ) -> None:
        self._engine = open_engine(url, make=make, pooled=pooled, wait=wait)
        self._clock = clock
        try:
            bring_up(self._engine, make=make)
        except StopRun:
            self._engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    def add(self, *readings: Reading, run: Run | None = None) -> int:
        """Add readings, all or none; how many were new. `run` is what they were made with, if not by this program."""
        done = run or this_run()
        return sum(self.add_rows([as_rows(item, done) for item in readings], done))

    def add_rows(self, kept: Sequence[Kept], run: Run) -> list[bool]:
        """Add readings that are rows already, all or none; whether each was new."""
        with writing(self._engine) as connection:
            writer = Writer(connection, self._now)
            number = writer.add_run(run)
            return [writer.add_reading(item, number) for item in kept]

    def has(self, report: Report, run: Run) -> bool:
        """Whether the report was read by such a run already."""
        wanted = select(documents.c.number).where(documents.c.id == document_id(report, run))
        with reading(self._engine) as connection:
            return connection.execute(wanted).first() is not None

    def unread(self, run: Run) -> Iterator[Report]:
        """The reports of the view whose newest reading is by another run, oldest first."""
        with reading(self._engine) as connection:
            numbers = held.documents_of_others(connection, run_id(run))
        for number in numbers:
            with reading(self._engine) as connection:
                report = held.hold_document(connection, number, ()).reading.report
            yield report

    def find_same_bytes(self, sha256: bytes) -> list[str]:
        """The ids of reports that have those bytes, whatever else is known of them."""
        with reading(self._engine) as connection:
            wanted = select(reports.c.id).where(reports.c.sha256 == sha256).order_by(reports.c.number)
            return list(connection.execute(wanted).scalars())

    def find_addresses(self) -> frozenset[str]:
        """The addresses of the web that reports were fetched from."""
        wanted = select(reports.c.obtained_from).where(reports.c.obtained_from.like("http%://%"))
        with reading(self._engine) as connection:
            return frozenset(connection.execute(wanted).scalars())

    def find(self, query: Query) -> list[held.Held]:
        """The claims that fit, newest first, each document's together in a reading that holds no others."""
        with reading(self._engine) as connection:
            return list(held.hold_keys(connection, find_keys(connection, query)))

    def find_keys(self, query: Query) -> list[int]:
        """The keys of the claims that fit, newest first."""
        with reading(self._engine) as connection:
            return find_keys(connection, query)

    def changed_keys(self) -> dict[int, int]:
        """The claims of the view that reviewers corrected or rejected, each with the number of its newest review."""
        with reading(self._engine) as connection:
            return changed_keys(connection)

    def mark_keys(self) -> list[int]:
        """The keys of all claims of the view, oldest first."""
        with reading(self._engine) as connection:
            return list_keys(connection)

    def marks(self, keys: Sequence[int]) -> list[Mark]:
        """What a map and a timeline draw of the claims of those keys, which must be in order."""
        with reading(self._engine) as connection:
            return list(take_marks(connection, keys))

    def find_rows(self, query: Query) -> Found:
        """The claims that fit as the contract's rows, as `find` orders them; for long lists."""
        with reading(self._engine) as connection:
            keys = find_keys(connection, query)
            return Found(tuple(keys), tuple(take_rows(connection, keys)))

    def pick(self, ids: Sequence[str] = (), keys: Sequence[int] = ()) -> list[held.Held]:
        """The claims of those ids, or of those keys, that stand; each document's together, oldest first."""
        with reading(self._engine) as connection:
            return list(pick_ids(connection, ids) if ids else pick_keys(connection, keys))

    def standing_of(self, keys: Sequence[int]) -> set[int]:
        """Those of the keys whose claims are in the view."""
        with reading(self._engine) as connection:
            return held.standing_keys(connection, keys)

    def readings(self) -> Iterator[held.Held]:
        """Every reading of the view, oldest first, with the claims that stand."""
        with reading(self._engine) as connection:
            yield from held.hold_view(connection)

    def show(self, subject: str) -> list[held.Held]:
        """The readings of a report or document, or those that hold a claim with that claim alone, newest first."""
        with reading(self._engine) as connection:
            found = held.find_documents(connection, subject)
            return [held.hold_document(connection, number, keys) for number, keys in found]

    def reports(self, limit: int | None = None, before: int | None = None) -> list[held.Listed]:
        """The reports of the view, newest first; `before` is the number after which to go on."""
        with reading(self._engine) as connection:
            return list(held.list_reports(connection, limit, before))

    def entries(self, limit: int | None = None, before: int | None = None) -> list[held.Entry]:
        """The links of the chain, newest first; `before` is the number after which to go on."""
        with reading(self._engine) as connection:
            return list(held.list_entries(connection, limit, before))

    def head(self) -> str:
        """The hash of the last entry, in hexadecimal: another one as soon as anything was added."""
        with reading(self._engine) as connection:
            found = connection.execute(select(entries.c.hash).order_by(entries.c.number.desc()).limit(1)).scalar()
        return (found or BEGINNING).hex()

    def has_hash(self, beginning: str) -> bool:
        """Whether an entry's hash, in hexadecimal, begins so."""
        with reading(self._engine) as connection:
            hashes = connection.execute(select(entries.c.hash)).scalars()
            return any(found.hex().startswith(beginning) for found in hashes)

    def judge(self, judgement: Judgement) -> str:
        """Add a judgement on two claims; its id."""
        with writing(self._engine) as connection:
            return Writer(connection, self._now).add_judgement(judgement)

    def judgements(self, claim_id: str | None = None) -> list[Judgement]:
        """The judgements that are not retired, of all claims or of one."""
        with reading(self._engine) as connection:
            return held.list_judgements(connection, claim_id)

    def judged(self, limit: int | None = None, before: int | None = None) -> list[held.Judged]:
        """The judgements that are not retired with their ids, newest first."""
        with reading(self._engine) as connection:
            return held.page_judgements(connection, limit, before)

    def find_judgement(self, judgement_id: str) -> Judgement | None:
        """The judgement of that id, where it is not retired."""
        with reading(self._engine) as connection:
            return held.find_judgement(connection, judgement_id)

    def review(self, review: Review) -> str:
        """Add what a person says of how a claim was read; its id. The reading stays as it is."""
        with writing(self._engine) as connection:
            return Writer(connection, self._now).add_review(review)

    def reviews(
        self, claim_id: str | None = None, limit: int | None = None, before: int | None = None
    ) -> list[held.Reviewed]:
        """The reviews that are not retired, newest first, of all claims or of one."""
        with reading(self._engine) as connection:
            return held.list_reviews(connection, claim_id, limit, before)

    def find_review(self, review_id: str) -> Review | None:
        """The review of that id, where it is not retired."""
        with reading(self._engine) as connection:
            return held.find_review(connection, review_id)

    def retire(self, subject: str, *, by: str, why: str) -> None:
        """Take a report, claim, judgement or review out of the view; the record keeps it, with when and why."""
        with writing(self._engine) as connection:
            Writer(connection, self._now).retire(subject, by, why)

    def retirements(self, subject: str) -> list[held.Retirement]:
        """When and why something was retired."""
        with reading(self._engine) as connection:
            return held.list_retirements(connection, subject)

    def incidents(self, query: IncidentQuery = ALL_INCIDENTS) -> list[Incident]:
        """The incidents that fit, with their disputes, as they were last merged (`selon.merging.bring_together`)."""
        with reading(self._engine) as connection:
            return asked.find_incidents(connection, query)

    def incident(self, name: str) -> Incident:
        """The incident of that id or its beginning; StopRun where there is none, telling what took its place."""
        with reading(self._engine) as connection:
            return asked.get_incident(connection, name)

    def replaced_by(self, name: str) -> str | None:
        """The incident that took the place of a former one."""
        with reading(self._engine) as connection:
            return asked.replaced_by(connection, name)

    def incidents_of(self, claim_ids: Iterable[str]) -> dict[str, str]:
        """For each of those claims that is in an incident, the incident's id."""
        with reading(self._engine) as connection:
            return asked.incidents_of(connection, claim_ids)

    def disputes(self, query: IncidentQuery) -> list[Dispute]:
        """The disputes of the incidents that fit, the strongest first."""
        with reading(self._engine) as connection:
            return asked.find_disputes(connection, query)

    def dispute(self, name: str) -> Dispute | None:
        """The dispute of that id or its beginning."""
        with reading(self._engine) as connection:
            return asked.get_dispute(connection, name)

    def parts_of(self, incident: str) -> list[str]:
        """The ids of the incidents that are a part of one, by their first days."""
        with reading(self._engine) as connection:
            return Parts(connection).of(incident)

    def copies(self, report_ids: Sequence[str]) -> list[Copy]:
        """The copies between any two of those reports."""
        with reading(self._engine) as connection:
            return asked.copies_among(connection, report_ids)

    def merged_state(self) -> str:
        """A text that is another one as soon as the incidents are others."""
        with reading(self._engine) as connection:
            return asked.merged_state(connection)

    def unmerged(self) -> int:
        """How many documents have to be worked into the incidents, or taken out of them."""
        with reading(self._engine) as connection:
            store = MergedStore(connection)
            return len(store.pending()) + len(store.gone()) + store.count_reopened()

    def ungrouped(self) -> bool:
        """Whether anything that was worked in is in no incident yet."""
        with reading(self._engine) as connection:
            return MergedStore(connection).has_ungrouped()

    @contextmanager
    def merging(self) -> Iterator[MergedStore]:
        """The tables of merging, in one transaction that alone may write."""
        with writing(self._engine) as connection:
            yield MergedStore(connection)

    def stats(self) -> Stats:
        """Counts of all that is held, and of what stands."""
        with reading(self._engine) as connection:
            return count_all(connection)

    def verify(self) -> Checked:
        """Every row, entry and derived value held against the chain."""
        return check_all(self._engine)

    def rebuild(self) -> None:
        """Make what is derived from the record again."""
        with writing(self._engine) as connection:
            rebuild(connection)

    def export_archive(self, path: Path) -> int:
        """Write the whole record to a file; how many entries."""
        with reading(self._engine) as connection:
            return export_archive(connection, path)

    def import_archive(self, path: Path) -> int:
        """Add what an archive has beyond this ledger, which must be empty or begin as the archive does."""
        return import_archive(self._engine, path)

    def now(self) -> datetime:
        """The time by the ledger's clock."""
        return self._clock()

    def beside(self, *, writes: bool = False) -> AbstractContextManager[Connection]:
        """A transaction for the tables that are no record: accounts, sessions, jobs (`desk_tables.py`)."""
        return (writing if writes else reading)(self._engine)

    def _now(self) -> str:
        return self._clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
