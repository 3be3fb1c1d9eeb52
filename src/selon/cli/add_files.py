"""One run into a ledger: reports read, kept as they come, progress and trouble told on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import groupby

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TimeRemainingColumn
from rich.text import Text

from selon.cli import work
from selon.cli.options import Reach
from selon.cli.run_files import Run, read_inputs, tell_notes, tools
from selon.cli.told import tell_skipped
from selon.cli.workers import BATCH, run_all
from selon.ledger.ledger import Ledger
from selon.ledger.rows import Kept
from selon.ledger.runs import this_run
from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.model.run import Run as Made
from selon.read.inputs import find_inputs, is_address
from selon.settings import Settings


@dataclass(slots=True)
class Count:
    """How far a run has come."""

    added: int = 0
    claims: int = 0
    known: int = 0
    skipped: list[str] = field(default_factory=list)


class Figures(ProgressColumn):
    """Claims so far, and reports a second."""

    def render(self, task: Task) -> Text:
        """The two figures as they stand."""
        rate = f"{task.finished_speed or task.speed or 0:.1f} reports/s"
        return Text(f"{task.fields['claims']:,} claims  {rate}")


def add_files(run: Run, reach: Reach) -> int:
    """Add what the files, and the addresses among them, hold; the exit status."""
    made = this_run(run.settings.gazetteer, run.settings.pipelines)
    with Ledger(run.settings.ledger, clock=run.settings.now, pooled=False) as ledger, _progress() as progress:
        total = sum(1 for _ in find_inputs(run.files))
        reports = tell_notes(_read_all(run, reach, ledger, progress.console), progress.console)
        count = _keep_all(reports, ledger, made, run.settings, (progress, total))
    return _tell(count, run.settings.ledger)


def read_again(settings: Settings) -> int:
    """Read again what another version, or other settings, read last; the exit status."""
    made = this_run(settings.gazetteer, settings.pipelines)
    with Ledger(settings.ledger, make=False, clock=settings.now, pooled=False) as ledger, _progress() as progress:
        count = _keep_all(ledger.unread(made), ledger, made, settings, (progress, None))
    return _tell(count, settings.ledger)


def _read_all(run: Run, reach: Reach, ledger: Ledger, console: Console) -> Iterator[Report | SkipReport]:
    """What files and addresses hold, in the order in which they are given."""
    for from_web, group in groupby(run.files, key=is_address):
        inputs = list(group)
        if from_web:
            yield from import_module("selon.cli.add_web").read_addresses(
                replace(run, files=inputs), reach, ledger, console
            )
        else:
            yield from read_inputs(replace(run, files=inputs))


def _keep_all(
    found: Iterable[Report | SkipReport],
    ledger: Ledger,
    made: Made,
    settings: Settings,
    bar: tuple[Progress, int | None],
) -> Count:
    task = work.Task(run=made, **tools(settings))
    work.check_task(task)
    count, waiting, (progress, total) = Count(), list[Kept](), bar
    shown = progress.add_task("adding", total=total, claims=0)
    for outcome in run_all(_unread(found, ledger, made, count), task, settings.jobs):
        if outcome.skipped is not None:
            count.skipped.append(f"{outcome.name}: {outcome.skipped}")
        if outcome.kept is not None:
            waiting.append(outcome.kept)
        if len(waiting) == BATCH:
            _keep(waiting, ledger, made, count, progress.console)
        done = count.added + count.known + len(count.skipped) + len(waiting)
        # A file may hold many reports; how many is known only when they are read.
        most = None if total is None else max(total, done)
        progress.update(shown, completed=done, total=most, claims=count.claims)
    _keep(waiting, ledger, made, count, progress.console)
    return count


def _unread(
    found: Iterable[Report | SkipReport], ledger: Ledger, made: Made, count: Count
) -> Iterator[Report | SkipReport]:
    """What is found, without the reports that such a run has read already."""
    for item in found:
        if isinstance(item, Report) and ledger.has(item, made):
            count.known += 1
        else:
            yield item


def _keep(waiting: list[Kept], ledger: Ledger, made: Made, count: Count, console: Console) -> None:
    """Add the batch in one transaction: killed before its end, none of it is there, and all is read again."""
    if not waiting:
        return
    for kept in waiting:
        same = [name for name in ledger.find_same_bytes(kept.report["sha256"]) if name != kept.report["id"]]
        if same:
            where = kept.report["obtained_from"]
            print(f"{where}: the same bytes are {same[0]}, with another outlet, day or address", file=console.file)
    for kept, new in zip(waiting, ledger.add_rows(waiting, made), strict=True):
        count.added += new
        count.known += not new
        count.claims += len(kept.claims) if new else 0
    waiting.clear()


def _tell(count: Count, url: str) -> int:
    claims = "1 claim" if count.claims == 1 else f"{count.claims:,} claims"
    reports = "1 report" if count.added == 1 else f"{count.added:,} reports"
    known = f"; {count.known:,} were there already" if count.known else ""
    print(f"added {reports} with {claims}{known}")
    tell_skipped(count.skipped)
    return 3 if count.skipped else 0


def _progress() -> Progress:
    columns = (BarColumn(), MofNCompleteColumn(), Figures(), TimeRemainingColumn())
    console = Console(stderr=True, markup=False)
    return Progress("{task.description}", *columns, console=console, transient=True, disable=not sys.stderr.isatty())
