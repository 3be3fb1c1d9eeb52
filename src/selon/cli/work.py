"""What one process does with a batch of reports: the only place where commands meet the pipeline."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from selon.annotate import annotate
from selon.cli.build_bar import BuildBar
from selon.cli.formats import FORMATS, Screen, as_line
from selon.ledger.rows import Kept, as_rows
from selon.model.document import Document
from selon.model.errors import SkipReport
from selon.model.gazetteer import Gazetteer
from selon.model.report import Report
from selon.model.run import Run
from selon.pipeline import parse_reports, reading_of
from selon.resolve.gazetteer import open_gazetteer
from selon.show.layers import as_layer_rows


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made of every report: claims in a format, one layer, or for a run the rows of a ledger."""

    format: str = ""
    layer: str | None = None
    run: Run | None = None
    gazetteer: str | None = None
    cache: str | None = None
    pipelines: Mapping[str, str] = field(default_factory=dict)
    screen: Screen = Screen()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written for one report, or is to be kept of it, or why it was skipped."""

    name: str
    written: str = ""
    kept: Kept | None = None
    skipped: str | None = None


def check_task(task: Task) -> None:
    """Open what the task needs, once, before any process starts; StopRun where it is not to be had."""
    _gazetteer_of(task)


def run_batch(task: Task, batch: Sequence[Report]) -> list[Outcome]:
    """The outcome of each report, in order."""
    gazetteer = _gazetteer_of(task)
    # Reports of one language are parsed together, whatever their order.
    order = sorted(range(len(batch)), key=lambda index: batch[index].language)
    outcomes: dict[int, Outcome] = {}
    documents = parse_reports([batch[index] for index in order], task.pipelines)
    for index, document in zip(order, documents, strict=True):
        outcomes[index] = _finish(task, document, gazetteer)
    return [outcomes[index] for index in range(len(batch))]


def _finish(task: Task, document: Document, gazetteer: Gazetteer) -> Outcome:
    report = document.report
    try:
        if task.run is not None:
            return Outcome(report.name, kept=as_rows(reading_of(document, gazetteer), task.run))
        if task.layer is None:
            return Outcome(report.name, FORMATS[task.format].one(reading_of(document, gazetteer), task.screen))
        rows = as_layer_rows(document, task.layer, annotate(document, task.layer, gazetteer).items)
        return Outcome(report.name, "".join(map(as_line, rows)))
    except SkipReport as skipped:
        return Outcome(report.path or report.name, skipped=skipped.reason)


def _gazetteer_of(task: Task) -> Gazetteer:
    # Each process has its own: an open database must not be shared over a fork.
    return _open(task.gazetteer, task.cache, os.getpid())


@cache
def _open(path: str | None, folder: str | None, process: int) -> Gazetteer:
    with BuildBar() as bar:
        home = Path(folder).expanduser() if folder else None
        return open_gazetteer(Path(path) if path else None, folder=home, progress=bar.tell)
