"""The worker: one thread that takes the jobs in turn, has them done in another process, and keeps what comes of it."""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from dataclasses import replace
from threading import Event, Thread
from typing import Any, TypeVar

from selon.ledger.ledger import Ledger
from selon.ledger.rows import Kept, report_id
from selon.model.errors import Busy, ReadOnly, StopRun
from selon.model.report import Report
from selon.serve.jobs.orphans import end_with_parent
from selon.serve.jobs.store import Job, Jobs, Told, as_moment
from selon.serve.jobs.work import Found, Tools, find_reports, merge_ledger, read_report

POLL = 2.0  # seconds between two looks at what waits, where nobody says that something does
MOST_SECONDS = 180.0  # for one step of a job
MOST_MERGING = 6 * 3600.0  # the first time takes longest: some 10 ms a claim
MOST_IDLE = 300.0  # after which the process goes, and its memory with it
STEP = 0.2  # seconds between two looks whether the server stops

Pool = Callable[[], Executor]
_T = TypeVar("_T")
_log = logging.getLogger("selon.serve")


def own_process() -> Executor:
    """One process that reads: what goes on in it slows no answer, and its end is not the server's."""
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=end_with_parent)


class _Stopped(Exception):
    """The server stops."""


class Worker:
    """Does the jobs of a ledger, one at a time, from `start` to `stop`."""

    def __init__(self, ledger: Ledger, jobs: Jobs, tools: Tools, pool: Pool = own_process) -> None:
        self._ledger, self._jobs, self._tools, self._pool = ledger, jobs, tools, pool
        self._executor: Executor | None = None
        self._called, self._stopping = Event(), Event()
        self._thread: Thread | None = None
        self._merged = ""  # the chain's end when incidents were made last
        self._left: Job | None = None  # what was begun and could not be told how it ended

    def start(self) -> None:
        """Begin, with what was left of an earlier server first."""
        self._thread = Thread(target=self._work, name="selon-jobs", daemon=True)
        self._thread.start()

    def call(self) -> None:
        """Say that a job waits."""
        self._called.set()

    def stop(self) -> None:
        """End, whatever is going on; what was begun is begun again at the next start."""
        self._stopping.set()
        self._called.set()
        if self._thread is not None:
            self._thread.join(timeout=10)

    def _work(self) -> None:
        resumed, idle = False, 0.0
        while not self._stopping.is_set():
            try:
                if not resumed:
                    self._jobs.resume()
                    resumed = True
                if self._do_next() or self._merge_if_changed():
                    idle = 0.0
                    continue
            except _Stopped:
                self._drop_pool()
                return
            except ReadOnly as error:
                # Nothing can be noted: what is there is shown, and no job can have been taken in.
                _log.warning("no incidents are made and no jobs done: %s", error)
                return
            except (StopRun, BrokenExecutor, TimeoutError) as error:
                # The ledger is held by another program, or the process ended: all is tried again later.
                _log.warning("jobs wait: %s", error)
                self._drop_pool()
            self._called.wait(POLL)
            self._called.clear()
            idle += POLL
            if idle >= MOST_IDLE:
                self._drop_pool(kill=False)
        self._drop_pool(kill=False)

    def _do_next(self) -> bool:
        """Do the job that waits longest; whether there was one."""
        if self._left is not None:
            self._jobs.put_back(self._left)
        self._left = self._jobs.take_next()
        if self._left is None:
            return False
        self._do(self._left)
        self._left = None
        return True

    def _merge_if_changed(self) -> bool:
        """Make incidents anew where anything was added since they were made last; whether it was."""
        head = self._ledger.head()
        if head == self._merged:
            return False
        try:
            self._run(merge_ledger, self._tools, seconds=MOST_MERGING)
        except (_Stopped, StopRun, BrokenExecutor, TimeoutError):
            raise
        except Exception:
            _log.exception("incidents could not be made anew; those from before are shown")
        self._merged = head
        return True

    def _do(self, job: Job) -> None:
        told = Told(job.told.steps)
        try:
            told = self._step(job, told, "fetching" if job.posted.form == "url" else "preparing")
            found = self._run(find_reports, job.posted, self._tools)
            told = replace(told, skipped=(*told.skipped, *found.skipped))
            told = self._read_all(job, told, found)
            last = "done" if told.reports else "failed"
            self._tell(job, self._stepped(told, last), last)
        except _Stopped:
            self._drop_pool()
            self._jobs.put_back(job)
        except BrokenExecutor:
            # Reading this ended its process, by a fault or for want of memory: another try, then it is given up.
            self._drop_pool()
            self._jobs.resume()
        except TimeoutError:
            self._drop_pool()
            why = f"took longer than {MOST_SECONDS:g} seconds"
            self._tell(job, replace(told, skipped=(*told.skipped, why)), "failed")
        except Busy:
            raise
        except StopRun as error:
            self._tell(job, replace(told, skipped=(*told.skipped, str(error))), "failed")
        except Exception as error:
            _log.exception("job %s failed", job.id)
            why = f"a fault of Selon ({type(error).__name__}); the server's log tells more"
            self._tell(job, replace(told, skipped=(*told.skipped, why)), "failed")

    def _read_all(self, job: Job, told: Told, found: Found) -> Told:
        count = len(found.reports)
        for number, report in enumerate(found.reports, start=1):
            which = f" {number} of {count}" if count > 1 else ""
            told = self._step(job, told, f"reading{which}")
            kept: Kept | str
            if self._ledger.has(report, self._tools.run):
                told = replace(told, reports=(*told.reports, self._known(report)))
                continue
            kept = self._run(read_report, report, self._tools)
            if isinstance(kept, str):
                told = replace(told, skipped=(*told.skipped, kept))
                continue
            (new,) = self._ledger.add_rows([kept], self._tools.run)
            row = {"id": kept.report["id"], "claims": len(kept.claims), "new": new}
            told = replace(told, reports=(*told.reports, row))
        return told

    def _known(self, report: Report) -> dict[str, Any]:
        """A report that was read before, by the same run."""
        held = self._ledger.show(report_id(report))
        return {"id": held[0].report_id, "claims": len(held[0].reading.claims), "new": False}

    def _run(self, work: Callable[..., _T], *given: Any, seconds: float = MOST_SECONDS) -> _T:
        """What the work gives, done in the process; _Stopped where the server stops, TimeoutError after too long."""
        if self._executor is None:
            self._executor = self._pool()
        future: Future[_T] = self._executor.submit(work, *given)
        waited = 0.0
        while not self._stopping.is_set():
            try:
                return future.result(timeout=STEP)
            except TimeoutError:
                if future.done():
                    raise
                waited += STEP
                if waited >= seconds:
                    raise
        raise _Stopped

    def _drop_pool(self, *, kill: bool = True) -> None:
        """Let the process go; with `kill` at once, whatever it is at."""
        executor, self._executor = self._executor, None
        if executor is None:
            return
        if kill and isinstance(executor, ProcessPoolExecutor):
            for process in list((executor._processes or {}).values()):
                process.kill()
        executor.shutdown(wait=True, cancel_futures=True)

    def _step(self, job: Job, told: Told, what: str) -> Told:
        told = self._stepped(told, what)
        self._tell(job, told, "running")
        return told

    def _stepped(self, told: Told, what: str) -> Told:
        return replace(told, steps=(*told.steps, {"at": as_moment(self._ledger.now()), "told": what}))

    def _tell(self, job: Job, told: Told, state: str) -> None:
        self._jobs.tell(job.id, told, state)
