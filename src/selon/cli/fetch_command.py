"""`selon fetch`: feeds and pages from the web into an archive that `selon read` reads."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from selon.cli import options
from selon.settings import load_settings

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon fetch feeds.opml https://courier.example/rss --folder fetched
  selon read fetched
"""


@app.command(epilog=EXAMPLES)
def fetch(  # noqa: PLR0913 - each option is a parameter of its command: Typer reads them here
    addresses: Annotated[
        list[str],
        typer.Argument(metavar="FEEDS.opml|URL…", help="OPML files of feeds; addresses of feeds, sitemaps or pages."),
    ],
    *,
    folder: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Where the archive, and what was fetched before, are kept.")
    ] = Path("fetched"),
    feeds_only: options.FeedsOnly = False,
    most: options.MostPages = 1000,
    delay: options.Delay = 2.0,
    time_limit: options.TimeLimit = 30.0,
    retries: options.Retries = 2,
    page_limit: options.PageLimit = None,
    allow_private: options.AllowPrivate = False,
) -> None:
    """Fetch feeds and their pages, politely, into an archive that `selon read` reads."""
    run, request, told = (
        import_module(name) for name in ("selon.read.fetch.run", "selon.read.fetch.request", "selon.cli.told")
    )
    manners = request.Manners(
        delay=delay,
        seconds=time_limit,
        size=page_limit or load_settings().page_limit,
        retries=retries,
        allow_private=allow_private,
    )
    skipped: list[str] = []
    for item in run.fetch(addresses, folder, manners, pages=not feeds_only, most=most):
        if isinstance(item, run.Fetched):
            print(f"{item.url}: {item.outcome}", file=sys.stderr)
        else:
            skipped.append(str(item))
    told.tell_skipped(skipped)
    raise typer.Exit(3 if skipped else 0)
