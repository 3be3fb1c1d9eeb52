"""What is done in a process of its own: a posted report found or fetched, and read; incidents made anew.

All functions take and give plain values alone, so that they can be sent between processes.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from selon.ledger.ledger import Ledger
from selon.ledger.rows import Kept, as_rows
from selon.merging import bring_together
from selon.model.errors import SkipReport, StopRun
from selon.model.gazetteer import Gazetteer
from selon.model.report import Report
from selon.pipeline import parse_reports, reading_of
from selon.read.fetch.pieces import Web
from selon.read.fetch.request import Manners
from selon.read.formats.known import reader_of
from selon.read.given import Given
from selon.read.piece import How, Piece
from selon.read.reports import Outside, settle
from selon.read.streams import buffered
from selon.read.web import read_web
from selon.resolve.gazetteer import open_gazetteer
from selon.serve.jobs.store import Posted
from selon.serve.jobs.work import Found, Tools

MOST_REPORTS = 1000  # of one posting: a feed has some dozens
MERGED_AT_ONCE = 200  # documents: while they are worked in, nobody else can write
FETCH_SECONDS = 20.0


def find_reports(posted: Posted, tools: Tools) -> Found:
    """The reports of what was posted: the one text or page, or what the address holds."""
    reports: list[Report] = []
    skipped: list[str] = []
    how = How(tools.report_limit, tools.page_limit)
    for item in _fetch(posted, tools, how) if posted.form == "url" else _read_posted(posted, how):
        if isinstance(item, Report):
            reports.append(replace(item, title=posted.title) if posted.title else item)
        else:
            skipped.append(str(item).replace("; --allow-private permits it", ""))
        if len(reports) + len(skipped) >= MOST_REPORTS:
            skipped.append(f"holds more than {MOST_REPORTS:,} reports; `selon add` takes any number")
            break
    if not reports and not skipped:
        skipped.append(f"{posted.url or 'what was posted'}: holds no report")
    return Found(tuple(reports), tuple(skipped))


def read_report(report: Report, tools: Tools) -> Kept | str:
    """The report's rows for the ledger, or why it is skipped."""
    try:
        document = next(parse_reports([report], tools.pipelines))
        return as_rows(reading_of(document, _open(tools.gazetteer, tools.cache)), tools.run)
    except (SkipReport, StopRun) as error:
        return str(error)


def merge_ledger(tools: Tools) -> int:
    """Work what is new into the incidents of the ledger; how many were made anew."""
    with Ledger(tools.ledger, make=False, pooled=False) as ledger:
        return bring_together(ledger, at_once=MERGED_AT_ONCE).incidents


@cache
def _open(path: str | None, folder: str) -> Gazetteer:
    return open_gazetteer(Path(path) if path else None, folder=Path(folder).expanduser())


def _read_posted(posted: Posted, how: How) -> Iterator[Report | SkipReport]:
    """The text or page, read as what it was posted as, whatever it looks like."""
    name = _name(posted.title or posted.url or "posted report")
    stream = buffered(io.BytesIO(posted.raw))  # type: ignore[arg-type]
    format, ending = ("page", ".html") if posted.form == "html" else ("plain", ".txt")
    piece = Piece(f"{name}{ending}", name, name, stream, url=posted.url)
    try:
        for item in reader_of(piece, format)(piece, how):
            if isinstance(item, Report):
                yield settle(item, Outside(_given(posted), {}), piece.label, how.limit)
    except SkipReport as skip:
        yield skip


def _fetch(posted: Posted, tools: Tools, how: How) -> Iterator[Report | SkipReport]:
    """What the address answers, guarded as for `selon fetch`: no private address, however it is reached."""
    manners = Manners(
        delay=0.0, seconds=FETCH_SECONDS, size=tools.page_limit, retries=0, allow_private=tools.allow_private
    )
    return read_web([posted.url or ""], Web(manners, pages=False, most=0), given=_given(posted), how=how)


def _given(posted: Posted) -> Given:
    return Given(posted.published, posted.outlet, posted.language)


def _name(written: str) -> str:
    """A short name of letters, digits and hyphens, as a file's stem would be."""
    plain = unicodedata.normalize("NFC", written)
    return "-".join(re.findall(r"[\w.]+", plain))[:80].strip(".-") or "report"
