"""What one process does with a batch of reports: the only place where commands meet the pipeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from selon.cli.formats import FORMATS, Screen, as_line
from selon.model.errors import SkipReport
from selon.model.gazetteer import Gazetteer
from selon.model.report import Report
from selon.pipeline import annotate, load_gazetteer, read_claims
from selon.show.reading import Reading


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made of every report: claims in a format, or one layer."""

    format: str
    layer: str | None = None
    gazetteer: str | None = None
    pipelines: Mapping[str, str] = field(default_factory=dict)
    screen: Screen = Screen()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was written for one report, or why it was skipped."""

    name: str
    written: str = ""
    skipped: str | None = None


def run_batch(task: Task, batch: Sequence[Report]) -> list[Outcome]:
    """The outcome of each report, in order."""
    gazetteer = load_gazetteer(task.gazetteer)
    return [_run_one(task, report, gazetteer) for report in batch]


def _run_one(task: Task, report: Report, gazetteer: Gazetteer) -> Outcome:
    try:
        if task.layer is None:
            written = FORMATS[task.format].one(Reading(report, read_claims(report, gazetteer)), task.screen)
        else:
            written = "".join(as_line(row) for row in annotate(report, task.layer, gazetteer))
    except SkipReport as skipped:
        return Outcome(report.name, skipped=skipped.reason)
    return Outcome(report.name, written)
