"""`selon import`: an archive in."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Example:
  selon import war.jsonl --ledger postgresql+psycopg://me@db/war
"""


@app.command(name="import", epilog=EXAMPLES)
def import_archive(
    archive: Annotated[Path, typer.Argument(metavar="FILE", help="What `selon export --archive` wrote.")],
    *,
    ledger: options.LedgerUrl = None,
) -> None:
    """Take in an archive, checking every line; the ledger must be new, or begin as the archive does."""
    settings = options.settle(ledger=ledger)
    with import_module("selon.ledger.ledger").Ledger(settings.ledger, clock=settings.now) as opened:
        print(f"imported {opened.import_archive(archive):,} entries")
