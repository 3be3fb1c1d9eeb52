"""`selon add`: reports in, the ledger grows."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon add examples/*.txt
  selon add reports/ --metadata about.jsonl --jobs 4 --ledger /data/war.db
  selon add https://courier.example/rss https://courier.example/2023/06/village.html
"""


@app.command(epilog=EXAMPLES)
def add(  # noqa: PLR0913 - each option is a parameter of its command: Typer reads them here
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH|URL…",
            help="Files, folders, patterns, - for standard input; addresses of feeds, sitemaps or pages.",
        ),
    ],
    *,
    ledger: options.LedgerUrl = None,
    published: options.Published = None,
    outlet: options.Outlet = None,
    language: options.Language = None,
    metadata: options.Metadata = None,
    gazetteer: options.GazetteerFile = None,
    jobs: options.Jobs = None,
    pipeline: options.Pipelines = None,
    report_limit: options.ReportLimit = None,
    page_limit: options.PageLimit = None,
    column: options.Columns = None,
    feeds_only: options.FeedsOnly = False,
    most: options.MostPages = 1000,
    delay: options.Delay = 2.0,
    time_limit: options.TimeLimit = 30.0,
    retries: options.Retries = 2,
    allow_private: options.AllowPrivate = False,
) -> None:
    """Read reports and keep them and their claims; stopped at any moment, the same command goes on."""
    about = options.about_reports(published, outlet, language, metadata, column)
    settings = options.settle(
        gazetteer=gazetteer,
        jobs=jobs,
        pipelines=pipeline,
        report_limit=report_limit,
        page_limit=page_limit,
        ledger=ledger,
    )
    runs, adding = (import_module(f"selon.cli.{name}") for name in ("run_files", "add_files"))
    reach = options.Reach(not feeds_only, most, delay, time_limit, retries, allow_private)
    raise typer.Exit(adding.add_files(runs.Run(files, about, settings, None), reach))
