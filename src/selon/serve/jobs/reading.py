"""What is done for a job, in a process of its own: a posted report found or fetched, and read.

Both functions take and give plain values alone, so that they can be sent between processes.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import urlsplit

from selon.ledger.rows import Kept, as_rows
from selon.model.errors import SkipReport, StopRun
from selon.model.gazetteer import Gazetteer
from selon.model.report import Report
from selon.model.run import Run
from selon.pipeline import parse_reports, reading_of
from selon.read.fetch.request import Manners, World
from selon.read.fetch.visit import Visitor
from selon.read.formats.http_body import charset_of, is_read, unwrap
from selon.read.given import Given
from selon.read.piece import How, Piece
from selon.read.reports import read_piece
from selon.resolve.gazetteer import open_gazetteer
from selon.serve.jobs.store import Posted

MOST_REPORTS = 1000  # of one posting: a feed has some dozens
FETCH_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs beside the report: the settings that bear on it, and the run that they are noted as."""

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
    reports: list[Report] = []
    skipped: list[str] = []
    given = Given(posted.published, posted.outlet, posted.language)
    how = How(tools.report_limit, tools.page_limit)
    try:
        piece, format = _fetch(posted.url or "", tools) if posted.form == "url" else _as_piece(posted)
        for item in read_piece(piece, given=given, how=how, format=format):
            if isinstance(item, Report):
                reports.append(replace(item, title=posted.title) if posted.title else item)
            else:
                skipped.append(str(item))
            if len(reports) + len(skipped) >= MOST_REPORTS:
                skipped.append(f"holds more than {MOST_REPORTS:,} reports; `selon add` takes any number")
                break
    except SkipReport as skip:
        skipped.append(_plain(str(skip)))
    return Found(tuple(reports), tuple(skipped))


def read_report(report: Report, tools: Tools) -> Kept | str:
    """The report's rows for the ledger, or why it is skipped."""
    try:
        document = next(parse_reports([report], tools.pipelines))
        return as_rows(reading_of(document, _open(tools.gazetteer, tools.cache)), tools.run)
    except (SkipReport, StopRun) as error:
        return str(error)


@cache
def _open(path: str | None, folder: str) -> Gazetteer:
    return open_gazetteer(Path(path) if path else None, folder=Path(folder).expanduser())


def _as_piece(posted: Posted) -> tuple[Piece, str]:
    """The text or page, named by its title or its own first words; its format is the one it was posted as."""
    name = _name(posted.title or posted.url or "posted report")
    stream = cast(BinaryIO, io.BufferedReader(io.BytesIO(posted.raw)))  # type: ignore[arg-type]
    ending, format = (".html", "page") if posted.form == "html" else (".txt", "plain")
    return Piece(f"{name}{ending}", name, "posted", stream, url=posted.url), format


def _fetch(url: str, tools: Tools) -> tuple[Piece, None]:
    """The body of what the address answers, guarded as `selon fetch` is: no private address, however it is reached."""
    manners = Manners(
        delay=0.0, seconds=FETCH_SECONDS, size=tools.page_limit, retries=0, allow_private=tools.allow_private
    )
    answer = Visitor(manners, World()).visit(url, {})
    type = answer.headers.get("content-type", "")
    if not is_read(type):
        raise SkipReport(url, f"is {type!r}, which is not read")
    try:
        body = unwrap(answer.body, answer.headers, tools.page_limit)
    except ValueError as error:
        raise SkipReport(url, str(error)) from error
    name = _name(urlsplit(url).path.rstrip("/").rpartition("/")[2] or urlsplit(url).netloc)
    at = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    stream = cast(BinaryIO, io.BufferedReader(io.BytesIO(body)))  # type: ignore[arg-type]
    return Piece(name, name, url, stream, url=url, obtained=at, charset=charset_of(type)), None


def _name(written: str) -> str:
    """A short name of letters, digits and hyphens, as a file's stem would be."""
    plain = unicodedata.normalize("NFC", written)
    return "-".join(re.findall(r"[\w.]+", plain))[:80].strip(".-") or "report"


def _plain(message: str) -> str:
    return message.replace("; --allow-private permits it", "")


