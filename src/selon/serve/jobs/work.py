"""The work that is done in a process of its own: what it takes and gives, and how it is called there.

What it is made of stands in `reading.py`, which is loaded where the work is done and not in the server: all that
reads (parsers, formats, the web) takes a second of each start.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module

from selon.ledger.rows import Kept
from selon.model.report import Report
from selon.model.run import Run
from selon.serve.jobs.store import Posted

_READING = "selon.serve.jobs.reading"


@dataclass(frozen=True, slots=True)
class Tools:
    """What the work needs: the ledger's URL, the run that readings are noted as, the settings that bear on them."""

    ledger: str
    run: Run
    gazetteer: str | None = None
    cache: str = "~/.cache/selon"
    pipelines: Mapping[str, str] = field(default_factory=dict)
    report_limit: int = 100_000
    page_limit: int = 5_000_000
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The reports of a posting, and why others are skipped."""

    reports: tuple[Report, ...] = ()
    skipped: tuple[str, ...] = ()


def find_reports(posted: Posted, tools: Tools) -> Found:
    """The reports of what was posted: the one text or page, or what the address holds."""
    found: Found = import_module(_READING).find_reports(posted, tools)
    return found


def read_report(report: Report, tools: Tools) -> Kept | str:
    """The report's rows for the ledger, or why it is skipped."""
    read: Kept | str = import_module(_READING).read_report(report, tools)
    return read


def merge_ledger(tools: Tools) -> int:
    """Work what is new into the incidents of the ledger; how many were made anew."""
    merged: int = import_module(_READING).merge_ledger(tools)
    return merged
