"""`selon annotate`: one layer of what the claims are built from, over all of the text."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Example:
  selon annotate report.txt --layer attribution --format jsonl
"""


@app.command(epilog=EXAMPLES)
def annotate(  # noqa: PLR0913 - each option is a parameter of its command: Typer reads them here
    files: options.Files,
    *,
    layer: Annotated[
        Literal["attribution", "event", "place", "time", "quantity"], typer.Option(help="What is to be printed.")
    ],
    format: Annotated[Literal["jsonl"], typer.Option(help="One JSON object a line.")] = "jsonl",
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
    """Print one layer of what the claims are built from, over all of the text."""
    about = options.about_reports(published, outlet, language, metadata, column)
    settings = options.settle(
        gazetteer=gazetteer, jobs=jobs, pipelines=pipeline, report_limit=report_limit, page_limit=page_limit
    )
    runs, work = (import_module(f"selon.cli.{name}") for name in ("run_files", "work"))
    task = work.Task(format, layer=layer, **runs.tools(settings))
    raise typer.Exit(runs.run_files(runs.Run(files, about, settings, output), task))
