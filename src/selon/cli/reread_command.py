"""`selon reread`: the ledger's reports read again by this version."""

from __future__ import annotations

from importlib import import_module

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Example:
  selon reread --gazetteer UA.txt --jobs 4
"""


@app.command(epilog=EXAMPLES)
def reread(
    *,
    ledger: options.LedgerUrl = None,
    gazetteer: options.GazetteerFile = None,
    jobs: options.Jobs = None,
    pipeline: options.Pipelines = None,
) -> None:
    """Read again what an older version, or other settings, read: old readings stay, the newest are the view."""
    settings = options.settle(gazetteer=gazetteer, jobs=jobs, pipelines=pipeline, ledger=ledger)
    raise typer.Exit(import_module("selon.cli.add_files").read_again(settings))
