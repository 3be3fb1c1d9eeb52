"""What merging keeps in a ledger: which documents are in, their threads, the copies among them, and the incidents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Insert, Table, and_, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from selon.ledger import held
from selon.ledger.crowds import Crowds
from selon.ledger.engine import is_sqlite
from selon.ledger.incident_rows import as_copy, as_copy_row, as_dispute, as_dispute_row, as_incident_row
from selon.ledger.merge_tables import (
    MERGING,
    copies,
    disputes,
    incident_claims,
    incidents,
    merged,
    reopened,
    runs_of_words,
    thread_edges,
    thread_keys,
    threads,
)
from selon.ledger.parts import Parts
from selon.ledger.tables import KEYS, claims
from selon.model.incident import Copy, Dispute, Incident

AT_ONCE = 500
KEPT = 24  # reports of which it is kept that they tell a run of words: the first by day
NO_DAY = 4_000_000  # a report without a date is taken for later than all others


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread of a document: its id, what it is as JSON, and the number that threads share that tell the very same."""

    id: str
    body: str
    echo: int | None


@dataclass(frozen=True, slots=True)
class Taken:
    """A document that is taken in: its threads, its disputes beside incidents, its first day and its runs of words."""

    document: int
    report: str
    day: int | None
    threads: tuple[ThreadRow, ...]
    beside: tuple[Dispute, ...]
    runs: tuple[int, ...]


@dataclass(slots=True)
class MergedStore:
    """The tables of merging within one transaction."""

    connection: Connection

    def pending(self) -> list[int]:
        """The documents of the view that are not merged yet, oldest first."""
        known = set(self.connection.execute(select(merged.c.document)).scalars())
        return [number for number in held.documents_in_view(self.connection) if number not in known]

    def gone(self) -> list[int]:
        """The merged documents that are in the view no longer."""
        view = set(held.documents_in_view(self.connection))
        return [number for number in self.connection.execute(select(merged.c.document)).scalars() if number not in view]

    def readings(self, numbers: Sequence[int]) -> Iterator[tuple[int, held.Held]]:
        """Those documents with the claims that stand."""
        yield from held.hold_numbers(self.connection, numbers)

    def documents_of(self, report_ids: Iterable[str]) -> list[int]:
        """The merged documents of reports."""
        found: list[int] = []
        for part in _parts(sorted(set(report_ids))):
            wanted = select(merged.c.document).where(merged.c.report.in_(part))
            found += self.connection.execute(wanted).scalars()
        return sorted(found)

    def put(self, taken: Sequence[Taken]) -> None:
        """Take documents in."""
        self._insert(merged, [{"document": item.document, "report": item.report} for item in taken])
        self._insert(
            threads,
            [
                {
                    "document": item.document,
                    "id": row.id,
                    "report": item.report,
                    "body": row.body,
                    "incident": None,
                    "echo": row.echo,
                    "tellings": None,
                }
                for item in taken
                for row in {row.id: row for row in item.threads}.values()
            ],
        )
        self._insert(disputes, [as_dispute_row(d, item.report) for item in taken for d in item.beside], anew=True)
        self._put_runs(taken)

    def put_keys(self, keys: Iterable[tuple[int, str]]) -> None:
        """Have threads, or crowds, found under keys."""
        self._insert(thread_keys, [{"key": key, "thread": name} for key, name in sorted(keys)], anew=True)

    def unlink(self, names: Iterable[str]) -> set[str]:
        """Take the keys and edges of threads, or crowds, away; what was connected to them."""
        gone = sorted(set(names))
        touched = self.neighbours(gone)
        for part in _parts(gone):
            self.connection.execute(delete(thread_keys).where(thread_keys.c.thread.in_(part)))
            for column in (thread_edges.c.left, thread_edges.c.right):
                self.connection.execute(delete(thread_edges).where(column.in_(part)))
        return touched

    def ungrouped(self) -> set[str]:
        """The threads that are in no incident yet."""
        return set(self.connection.execute(select(threads.c.id).where(threads.c.incident.is_(None))).scalars())

    def has_ungrouped(self) -> bool:
        """Whether there are such threads."""
        return (
            self.connection.execute(select(threads.c.id).where(threads.c.incident.is_(None)).limit(1)).first()
            is not None
        )

    def ungroup(self, names: Iterable[str]) -> None:
        """Take away the incidents of threads."""
        self._remove(self._incidents_of(names))

    def drop(self, document: int) -> set[str]:
        """Take a document out; the ids of the threads that it had or that were connected to those."""
        report = self.connection.execute(select(merged.c.report).where(merged.c.document == document)).scalar_one()
        Crowds(self.connection).mark_stale(document)
        own = list(self.connection.execute(select(threads.c.id).where(threads.c.document == document)).scalars())
        copiers = self.connection.execute(select(copies.c.report).where(copies.c.origin == report)).scalars().all()
        touched = (
            set(own)
            | self.neighbours(own)
            | {name for number in self.documents_of(copiers) for name in self.threads_in(number)}
        )
        of = select(threads.c.incident).where(threads.c.document == document, threads.c.incident.is_not(None))
        self._remove(self.connection.execute(of).scalars().all())
        lost = [name for name in own if name not in self._known_threads(own, but=document)]
        self.connection.execute(delete(threads).where(threads.c.document == document))
        self.connection.execute(delete(merged).where(merged.c.document == document))
        self.unlink(lost)
        self.connection.execute(delete(disputes).where(disputes.c.report == report))
        self.connection.execute(delete(runs_of_words).where(runs_of_words.c.report == report))
        for column in (copies.c.report, copies.c.origin):
            self.connection.execute(delete(copies).where(column == report))
        return touched

    def threads_in(self, document: int) -> set[str]:
        """The threads of a document."""
        return set(self.connection.execute(select(threads.c.id).where(threads.c.document == document)).scalars())

    def bodies(self, names: Iterable[str]) -> dict[str, tuple[str, tuple[int, ...]]]:
        """For each thread that is there: what it is, and the documents that hold it (one text may be many reports)."""
        found: dict[str, tuple[str, tuple[int, ...]]] = {}
        for part in _parts(sorted(set(names))):
            wanted = select(threads.c.id, threads.c.body, threads.c.document).where(threads.c.id.in_(part))
            for name, body, document in self.connection.execute(wanted.order_by(threads.c.document)):
                body, before = found.get(name, (body, ()))
                found[name] = body, (*before, document)
        return found

    def under(self, keys: Iterable[int]) -> Iterator[tuple[int, str]]:
        """Each key with each thread under it."""
        for part in _parts(sorted(set(keys))):
            wanted = select(thread_keys).where(thread_keys.c.key.in_(part))
            yield from ((key, name) for key, name in self.connection.execute(wanted))

    def add_edges(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Connect threads."""
        self._insert(thread_edges, [{"left": left, "right": right} for left, right in sorted(pairs)], anew=True)

    def neighbours(self, names: Iterable[str]) -> set[str]:
        """The threads that an edge connects to any of those."""
        return {name for pair in self.edges(names) for name in pair}

    def edges(self, names: Iterable[str]) -> set[tuple[str, str]]:
        """The edges at any of those threads."""
        found: set[tuple[str, str]] = set()
        for part in _parts(sorted(set(names))):
            for column in (thread_edges.c.left, thread_edges.c.right):
                rows = self.connection.execute(select(thread_edges).where(column.in_(part)))
                found.update((left, right) for left, right in rows)
        return found

    def threads_of_claims(self, ids: Iterable[str]) -> set[str]:
        """The threads of the incidents that hold those claims."""
        found: set[str] = set()
        for part in _parts(sorted(set(ids))):
            wanted = (
                select(threads.c.id)
                .join(incident_claims, incident_claims.c.incident == threads.c.incident)
                .where(incident_claims.c.claim.in_(part))
            )
            found.update(self.connection.execute(wanted).scalars())
        return found

    def replace_incidents(self, found: Mapping[Incident, Sequence[str]], gone: Iterable[str]) -> None:
        """Put incidents in, each with its threads, in the place of those that had any of the same or of `gone`."""
        touched = {name for names in found.values() for name in names} | set(gone)
        self._remove(self._incidents_of(touched) | {incident.id for incident in found})
        beside = self._beside(found)
        rows = [as_incident_row(i, max([beside.get(claim, 0.0) for claim in i.claims], default=0.0)) for i in found]
        self._insert(incidents, rows)
        pairs = {claim: incident.id for incident in found for claim in incident.claims}
        rows = [{"claim": claim, "incident": name} for claim, name in sorted(pairs.items())]
        self._insert(incident_claims, rows, anew=True)
        self._insert(disputes, [as_dispute_row(d) for incident in found for d in incident.disputes], anew=True)
        of = [{"name": name, "to": incident.id} for incident, names in found.items() for name in names]
        if of:
            statement = update(threads).where(threads.c.id == bindparam("name")).values(incident=bindparam("to"))
            self.connection.execute(statement, of)

    def reopen(self, claim_ids: Iterable[str]) -> None:
        """Have the documents of claims worked in anew, as a judgement or a review of those claims asks for.

        Until that is done their incidents stay as they are.
        """
        for part in _parts(sorted(set(claim_ids))):
            keys = self.connection.execute(select(claims.c.key).where(claims.c.id.in_(part))).scalars().all()
            numbers = {key // KEYS for key in keys}
            known = select(merged.c.document).where(merged.c.document.in_(numbers))
            rows = [{"document": number} for number in self.connection.execute(known).scalars()]
            self._insert(reopened, rows, anew=True)

    def take_reopened(self) -> list[int]:
        """The documents that are to be worked in anew, which are then to be so no longer."""
        wanted = select(reopened.c.document).join(merged, merged.c.document == reopened.c.document)
        numbers = list(self.connection.execute(wanted.order_by(reopened.c.document)).scalars())
        self.connection.execute(delete(reopened))
        return numbers

    def count_reopened(self) -> int:
        """How many documents are to be worked in anew."""
        return self.connection.execute(select(func.count()).select_from(reopened)).scalar_one()

    def sharing(self, runs: Mapping[int, Sequence[str]], earliest: int, least: int) -> set[str]:
        """The reports that are among the `earliest` to tell at least `least` of the runs of one of the given reports.

        `runs` are the given reports' runs of words, each with those reports.
        """
        counted: dict[tuple[str, str], int] = {}
        overfull: set[int] = set()
        for part in _parts(sorted(runs)):
            wanted = select(runs_of_words.c.run, runs_of_words.c.report).where(runs_of_words.c.run.in_(part))
            last, taken = None, 0
            for run, report in self.connection.execute(
                wanted.order_by(runs_of_words.c.run, runs_of_words.c.day, runs_of_words.c.report)
            ):
                last, taken = run, (taken + 1 if run == last else 1)
                if taken > 2 * KEPT:
                    overfull.add(run)
                if taken <= earliest:
                    for given in runs[run]:
                        counted[report, given] = counted.get((report, given), 0) + 1
        self._cut_runs(sorted(overfull))
        return {report for (report, given), count in counted.items() if count >= least and report != given}

    def add_copies(self, found: Iterable[Copy]) -> None:
        """Keep copies."""
        self._insert(copies, [as_copy_row(copy) for copy in found], anew=True)

    def copies_of(self, report_ids: Iterable[str]) -> list[Copy]:
        """The copies that those reports hold, and what their origins have copied in turn."""
        found: list[Copy] = []
        seen: set[str] = set()
        wanted = set(report_ids)
        while wanted:
            seen |= wanted
            step: list[Copy] = []
            for part in _parts(sorted(wanted)):
                bodies = self.connection.execute(select(copies.c.body).where(copies.c.report.in_(part))).scalars()
                step += [as_copy(body) for body in bodies]
            found += step
            wanted = {copy.origin.report for copy in step} - seen
        return found

    def forget_all(self) -> None:
        """Empty every table of merging: all of it can be made again."""
        for table in MERGING:
            self.connection.execute(delete(table))

    def _beside(self, found: Iterable[Incident]) -> dict[str, float]:
        """For each claim, the strongest dispute that it has with another thread of its report."""
        reports, strongest = sorted({report for incident in found for report in incident.reports}), dict[str, float]()
        for part in _parts(reports):
            for row in self.connection.execute(select(disputes).where(disputes.c.report.in_(part))).mappings():
                dispute = as_dispute(row)
                for claim in (*dispute.a, *dispute.b):
                    strongest[claim] = max(dispute.strength, strongest.get(claim, 0.0))
        return strongest

    def _remove(self, old: Iterable[str]) -> None:
        Parts(self.connection).forget(old)
        for part in _parts(sorted(set(old))):
            for table, column in (
                (incidents, incidents.c.id),
                (incident_claims, incident_claims.c.incident),
                (disputes, disputes.c.incident),
            ):
                self.connection.execute(delete(table).where(column.in_(part)))
            cleared = update(threads).where(threads.c.incident.in_(part)).values(incident=None)
            self.connection.execute(cleared)

    def _incidents_of(self, names: Iterable[str]) -> set[str]:
        found: set[str] = set()
        for part in _parts(sorted(set(names))):
            wanted = select(threads.c.incident).where(threads.c.id.in_(part), threads.c.incident.is_not(None))
            found.update(self.connection.execute(wanted).scalars())
        return found

    def _put_runs(self, taken: Sequence[Taken]) -> None:
        """Of each run of words, only the first KEPT to tell it are kept: no more are asked for, but when some go."""
        words = sorted(
            {(run, NO_DAY if item.day is None else item.day, item.report) for item in taken for run in item.runs}
        )
        rows, last, count = [], None, 0
        for run, day, report in words:
            last, count = run, (count + 1 if run == last else 1)
            if count <= KEPT:
                rows.append({"run": run, "day": day, "report": report})
        self._insert(runs_of_words, rows, anew=True)

    def _cut_runs(self, runs: Sequence[int]) -> None:
        of = runs_of_words.c
        for run in runs:
            wanted = select(of.day, of.report).where(of.run == run).order_by(of.day, of.report).offset(KEPT).limit(1)
            beyond = self.connection.execute(wanted).first()
            if beyond is not None:
                later = or_(of.day > beyond.day, and_(of.day == beyond.day, of.report >= beyond.report))
                self.connection.execute(delete(runs_of_words).where(of.run == run, later))

    def _known_threads(self, names: Sequence[str], *, but: int) -> set[str]:
        found: set[str] = set()
        for part in _parts(names):
            wanted = select(threads.c.id).where(threads.c.id.in_(part), threads.c.document != but)
            found.update(self.connection.execute(wanted).scalars())
        return found

    def _insert(self, table: Table, rows: Sequence[Mapping[str, Any]], *, anew: bool = False) -> None:
        """Insert rows; `anew`, those that are there already are left as they are."""
        if not rows:
            return
        statement: Insert = insert(table)
        if anew:
            dialect = sqlite if is_sqlite(self.connection) else postgresql
            statement = dialect.insert(table).on_conflict_do_nothing()
        compiled = statement.compile(dialect=self.connection.dialect, column_keys=list(rows[0]))
        if compiled.positiontup is None:
            self.connection.execute(statement, [dict(row) for row in rows])
        else:  # the same, row by row in half the time: there are two hundred rows a report
            names = tuple(compiled.positiontup)
            self.connection.exec_driver_sql(str(compiled), [tuple(row[name] for name in names) for row in rows])


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
