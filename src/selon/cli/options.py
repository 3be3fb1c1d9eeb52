"""The options that several commands share, and what they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated

import typer

from selon import settings
from selon.read.column_names import FIELDS, as_columns
from selon.read.given import Given, as_given, load_metadata

Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE…", help="Files, folders, patterns, or - for standard input."),
]
Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Publication date of reports that do not say theirs: a day, month or year."),
]
Outlet = Annotated[str | None, typer.Option(metavar="NAME", help="Outlet of reports that do not say theirs.")]
Language = Annotated[
    str | None, typer.Option(metavar="CODE", help="Language of reports that do not say theirs; else it is found.")
]
Metadata = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE.jsonl",
        help='One line a file: {"file": "NAME.txt", "published": …, "outlet": …, "language": …}; it goes first.',
    ),
]
GazetteerFile = Annotated[str | None, typer.Option("--gazetteer", metavar="FILE", help=settings.GAZETTEER.help)]
Jobs = Annotated[int | None, typer.Option(min=1, metavar="N", help=settings.JOBS.help)]
Pipelines = Annotated[
    list[str] | None,
    typer.Option("--pipeline", metavar="LANGUAGE=NAME", help="An installed spaCy pipeline to parse a language with."),
]
ReportLimit = Annotated[int | None, typer.Option(min=1, metavar="BYTES", help=settings.REPORT_LIMIT.help)]
PageLimit = Annotated[int | None, typer.Option(min=1, metavar="BYTES", help=settings.PAGE_LIMIT.help)]
Columns = Annotated[
    list[str] | None,
    typer.Option("--column", metavar="FIELD=NAME", help=f"The column of a table that holds {', '.join(FIELDS)}."),
]
Output = Annotated[Path | None, typer.Option(metavar="FILE", help="Write here instead of standard output.")]
LedgerUrl = Annotated[str | None, typer.Option("--ledger", metavar="URL", help=settings.LEDGER.help)]
FeedsOnly = Annotated[
    bool, typer.Option("--feeds-only", help="Keep the feeds themselves, and do not fetch the pages they point to.")
]
MostPages = Annotated[
    int, typer.Option("--most", min=1, metavar="N", help="Most pages of lists that are fetched in a run.")
]
Delay = Annotated[float, typer.Option(min=0.0, metavar="SECONDS", help="Between two requests to one host.")]
TimeLimit = Annotated[float, typer.Option(min=0.1, metavar="SECONDS", help="For one answer.")]
Retries = Annotated[int, typer.Option(min=0, metavar="N", help="Further tries where the trouble may pass.")]
AllowPrivate = Annotated[bool, typer.Option("--allow-private", help="Also ask private and loopback addresses.")]
Kinds = Annotated[list[str] | None, typer.Option(metavar="KIND", help="A kind of happening; may be repeated.")]
PlaceOrPoint = Annotated[
    str | None, typer.Option(metavar="NAME|LAT,LON", help="A place of the gazetteer, or a point in degrees.")
]
Within = Annotated[float, typer.Option(min=0, metavar="KM", help="How far from the place.")]
Start = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Happening then or later: a day, month or year.")
]
End = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Happening then or before: a day, month or year.")
]
Limit = Annotated[int, typer.Option(min=0, metavar="N", help="At most so many; 0 for all.")]


@dataclass(frozen=True, slots=True)
class About:
    """What the options say of the reports."""

    given: Given
    metadata: Mapping[str, Given]
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reach:
    """What the options say of fetching: the pages of feeds too, how many, and how servers are asked."""

    pages: bool
    most: int
    delay: float
    time_limit: float
    retries: int
    allow_private: bool


def about_reports(
    published: str | None,
    outlet: str | None,
    language: str | None,
    metadata: Path | None,
    columns: list[str] | None = None,
) -> About:
    """The options checked, the metadata file read."""
    known = load_metadata(metadata) if metadata else {}
    return About(as_given(published, outlet, language), known, as_columns("--column", columns or []))


def settle(
    *,
    gazetteer: str | None = None,
    jobs: int | None = None,
    pipelines: list[str] | None = None,
    report_limit: int | None = None,
    ledger: str | None = None,
    page_limit: int | None = None,
) -> settings.Settings:
    """The settings of this run: an option before the environment, the environment before the default."""
    base = settings.load_settings()
    return replace(
        base,
        report_limit=report_limit or base.report_limit,
        page_limit=page_limit or base.page_limit,
        jobs=jobs or base.jobs,
        gazetteer=gazetteer or base.gazetteer,
        ledger=ledger or base.ledger,
        pipelines={**base.pipelines, **settings.as_pipelines("--pipeline", pipelines or [])},
    )
