"""Batches of reports over one process or several: the same output, in the order of the inputs."""

from __future__ import annotations

import multiprocessing
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice

from selon.cli.work import Outcome, Task, run_batch
from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.serve.jobs.orphans import end_with_parent

BATCH = 16  # reports: cut the same way however many processes there are, so that each parses the same batches
AHEAD = 3  # batches that wait for each process: enough to keep it busy, few enough to bound the memory


def run_all(found: Iterable[Report | SkipReport], task: Task, jobs: int) -> Iterator[Outcome]:
    """The outcome of everything found, in order."""
    batches = _cut(iter(found), BATCH)
    if jobs == 1:
        for batch in batches:
            yield from _join(batch, run_batch(task, _reports(batch)))
        return
    # Forking shares what is loaded; elsewhere than on Linux it is not safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    waiting: deque[tuple[list[Report | SkipReport], Future[list[Outcome]]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=end_with_parent) as pool:
        for batch in batches:
            waiting.append((batch, pool.submit(run_batch, task, _reports(batch))))
            if len(waiting) >= jobs * AHEAD:
                yield from _take(waiting)
        while waiting:
            yield from _take(waiting)


def _take(waiting: deque[tuple[list[Report | SkipReport], Future[list[Outcome]]]]) -> Iterator[Outcome]:
    batch, future = waiting.popleft()
    yield from _join(batch, future.result())


def _cut(found: Iterator[Report | SkipReport], size: int) -> Iterator[list[Report | SkipReport]]:
    while batch := list(islice(found, size)):
        yield batch


def _reports(batch: list[Report | SkipReport]) -> list[Report]:
    return [item for item in batch if isinstance(item, Report)]


def _join(batch: list[Report | SkipReport], outcomes: list[Outcome]) -> Iterator[Outcome]:
    """Outcomes of the reports, with what could not be read in its place."""
    done = iter(outcomes)
    for item in batch:
        yield Outcome(item.name, skipped=item.reason) if isinstance(item, SkipReport) else next(done)
