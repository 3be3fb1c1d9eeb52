"""Jobs as the ledger's database keeps them: what was posted, how far it has come, what became of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select, update

from selon.ledger.chain import Row
from selon.ledger.desk_tables import jobs
from selon.ledger.ledger import Ledger

STATES = ("waiting", "running", "done", "failed")
OVER = ("done", "failed")
MOST_TRIES = 3  # a job that stopped the server so often is not begun again
MOST_WAITING = 1000


@dataclass(frozen=True, slots=True)
class Posted:
    """What was posted: `form` is text, html or url; `raw` the text or page as bytes, empty for a url."""

    form: str
    raw: bytes = b""
    url: str | None = None
    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a job: the steps it went through, the reports it added or found, and why others were skipped.

    A step is `{"at": …, "told": …}`, a report `{"id": …, "claims": …, "new": …}`; times are in ISO 8601.
    """

    steps: tuple[Mapping[str, str], ...] = ()
    reports: tuple[Mapping[str, Any], ...] = ()
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """One job; `made` and `changed` in seconds since 1970."""

    id: str
    number: int
    by: str
    state: str
    tries: int
    made: int
    changed: int
    posted: Posted = field(repr=False)
    told: Told = Told()


class Jobs:
    """The jobs of a ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def add(self, job_id: str, by: str, posted: Posted) -> Job | None:
        """Keep a job that is to be done; None where too many wait already."""
        now = int(self._ledger.now().timestamp())
        given = {name: getattr(posted, name) for name in Posted.__dataclass_fields__ if name != "raw"}
        with self._ledger.beside(writes=True) as connection:
            wait = select(func.count()).select_from(jobs).where(jobs.c.state.in_(("waiting", "running")))
            if connection.execute(wait).scalar_one() >= MOST_WAITING:
                return None
            number = (connection.execute(select(func.max(jobs.c.number))).scalar() or 0) + 1
            job = Job(job_id, number, by, "waiting", 0, now, now, posted)
            row = {name: getattr(job, name) for name in ("id", "number", "by", "state", "tries", "made", "changed")}
            row |= {"given": json.dumps(given), "raw": posted.raw, "told": _dump(job.told)}
            connection.execute(jobs.insert(), row)
        return job

    def find(self, job_id: str) -> Job | None:
        """The job of that id."""
        with self._ledger.beside() as connection:
            row = connection.execute(select(jobs).where(jobs.c.id == job_id)).mappings().first()
        return _as_job(row) if row else None

    def page(self, limit: int, before: int | None) -> list[Job]:
        """Jobs, newest first; `before` is the number after which to go on."""
        columns = [column for column in jobs.columns if column.name != "raw"]
        wanted = select(*columns).order_by(jobs.c.number.desc()).limit(limit)
        if before is not None:
            wanted = wanted.where(jobs.c.number < before)
        with self._ledger.beside() as connection:
            return [_as_job({**row, "raw": b""}) for row in connection.execute(wanted).mappings()]

    def take_next(self) -> Job | None:
        """The job that waits longest, now running."""
        waiting = select(jobs).where(jobs.c.state == "waiting").order_by(jobs.c.number).limit(1)
        with self._ledger.beside() as connection:
            if connection.execute(waiting).first() is None:
                return None  # most often nothing waits: no writer is kept out for that
        with self._ledger.beside(writes=True) as connection:
            row = connection.execute(waiting).mappings().first()
            if row is None:
                return None
            taken = {"state": "running", "tries": row["tries"] + 1, "changed": self._now()}
            connection.execute(update(jobs).where(jobs.c.id == row["id"]).values(**taken))
        return _as_job({**row, **taken})

    def tell(self, job_id: str, told: Told, state: str = "running") -> None:
        """Note how far a job has come; what was posted goes as soon as it is over."""
        values: dict[str, Any] = {"told": _dump(told), "state": state, "changed": self._now()}
        if state in OVER:
            values["raw"] = b""
        with self._ledger.beside(writes=True) as connection:
            connection.execute(update(jobs).where(jobs.c.id == job_id).values(**values))

    def put_back(self, job: Job) -> None:
        """Let a job wait again as if it had not been begun: the server stops, the job is not to blame."""
        with self._ledger.beside(writes=True) as connection:
            values = {"state": "waiting", "tries": job.tries - 1, "changed": self._now()}
            connection.execute(update(jobs).where(jobs.c.id == job.id, jobs.c.state == "running").values(**values))

    def resume(self) -> int:
        """Let what a killed server was at wait again, or give it up after MOST_TRIES; how many wait again."""
        running = jobs.c.state == "running"
        with self._ledger.beside() as connection:
            if connection.execute(select(jobs.c.id).where(running).limit(1)).first() is None:
                return 0
        why = f"given up: the server stopped {MOST_TRIES} times while it was at this"
        with self._ledger.beside(writes=True) as connection:
            spent = connection.execute(select(jobs).where(running, jobs.c.tries >= MOST_TRIES)).mappings().all()
            for row in spent:
                told = _as_job(row).told
                told = Told(told.steps, told.reports, (*told.skipped, why))
                values = {"state": "failed", "told": _dump(told), "raw": b"", "changed": self._now()}
                connection.execute(update(jobs).where(jobs.c.id == row["id"]).values(**values))
            return connection.execute(update(jobs).where(running).values(state="waiting")).rowcount

    def _now(self) -> int:
        return int(self._ledger.now().timestamp())


def as_moment(seconds: int | datetime) -> str:
    """A time in ISO 8601, in UTC, to the second."""
    at = seconds if isinstance(seconds, datetime) else datetime.fromtimestamp(seconds, tz=UTC)
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _dump(told: Told) -> str:
    return json.dumps({"steps": told.steps, "reports": told.reports, "skipped": told.skipped})


def _as_job(row: Row) -> Job:
    told = {name: tuple(values) for name, values in json.loads(row["told"]).items()}
    fields = {name: row[name] for name in ("id", "number", "by", "state", "tries", "made", "changed")}
    return Job(**fields, posted=Posted(raw=row["raw"], **json.loads(row["given"])), told=Told(**told))
