"""One run over files: reports read, work done, output written, progress and trouble told on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from selon.cli.formats import FORMATS
from selon.cli.options import About
from selon.cli.told import tell_skipped
from selon.cli.work import Task, check_task
from selon.cli.workers import run_all
from selon.model.errors import SkipReport, StopRun
from selon.model.report import Report
from selon.read.inputs import find_inputs
from selon.read.reports import read
from selon.settings import Settings
from selon.show.reading import one_line


@dataclass(frozen=True, slots=True)
class Run:
    """What is read, what is known of it, and where the output goes."""

    files: list[str]
    about: About
    settings: Settings
    output: Path | None


def run_files(run: Run, task: Task) -> int:
    """Do the task for every file; the exit status."""
    check_task(task)
    skipped: list[str] = []
    with _open_output(run.output) as out, _progress() as progress:
        total = sum(1 for _ in find_inputs(run.files))
        bar = progress.add_task("reading", total=total)
        found = read_inputs(run)
        form = FORMATS[task.format]
        out.write(form.head(task.screen))
        for done, outcome in enumerate(run_all(tell_notes(found, progress.console), task, run.settings.jobs), start=1):
            out.write(outcome.written)
            if outcome.skipped is not None:
                skipped.append(f"{outcome.name}: {outcome.skipped}")
            # A file may hold many reports; how many is known only when they are read.
            progress.update(bar, completed=done, total=max(total, done))
        out.write(form.foot(task.screen))
    tell_skipped(skipped)
    return 3 if skipped else 0


def read_inputs(run: Run) -> Iterator[Report | SkipReport]:
    """What the run's files hold, read as its options and settings say."""
    about, settings = run.about, run.settings
    return read(
        run.files,
        given=about.given,
        metadata=about.metadata,
        limit=settings.report_limit,
        page_limit=settings.page_limit,
        columns=about.columns,
    )


def tools(settings: Settings) -> dict[str, Any]:
    """The part of the settings that the work itself needs, as fields of a task."""
    return {"gazetteer": settings.gazetteer, "cache": settings.cache, "pipelines": dict(settings.pipelines)}


def tell_notes(found: Iterable[Report | SkipReport], console: Console) -> Iterator[Report | SkipReport]:
    """What is found, with each report's notes told as it goes by."""
    for item in found:
        if isinstance(item, Report):
            for note in item.notes:
                console.print(
                    one_line(f"{item.path or item.name}: {note}"), markup=False, highlight=False, soft_wrap=True
                )
        yield item


def _progress() -> Progress:
    console = Console(stderr=True, markup=False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty())


@contextmanager
def _open_output(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or a file that is there only once it is whole."""
    if path is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        yield sys.stdout
        sys.stdout.flush()
        return
    part = path.with_name(f"{path.name}.part")
    try:
        file = part.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        raise StopRun(f"--output: {path}: cannot be written: {error.strerror}") from error
    try:
        with file:
            yield file
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)
