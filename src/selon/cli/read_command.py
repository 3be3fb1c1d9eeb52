"""`selon read`: reports in, claims out."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon read examples/*.txt
  selon read report.txt --published 2023-06 --outlet "The Courier" --format jsonl --output claims.jsonl
  selon read archive.warc.gz feed.xml letters.mbox result.json
  selon read posts.csv --column text=translated --column published=sent
"""
FORMAT_HELP = "A table by source, one JSON object a line, or one page with the claims marked in the text."


@app.command(epilog=EXAMPLES)
def read(  # noqa: PLR0913 - each option is a parameter of its command: Typer reads them here
    files: options.Files,
    *,
    format: Annotated[Literal["table", "jsonl", "html"], typer.Option(help=FORMAT_HELP)] = "table",
    output: options.Output = None,
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
) -> None:
    """Read reports and print their claims: who says what happened, where, when, how many, how surely."""
    about = options.about_reports(published, outlet, language, metadata, column)
    settings = options.settle(
        gazetteer=gazetteer, jobs=jobs, pipelines=pipeline, report_limit=report_limit, page_limit=page_limit
    )
    runs, work, formats = (import_module(f"selon.cli.{name}") for name in ("run_files", "work", "formats"))
    on_terminal = output is None and sys.stdout.isatty()
    screen = formats.Screen(colour=on_terminal, **({"width": formats.screen_width()} if on_terminal else {}))
    task = work.Task(format, **runs.tools(settings), screen=screen)
    raise typer.Exit(runs.run_files(runs.Run(files, about, settings, output), task))
