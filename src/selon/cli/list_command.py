"""`selon list`: the ledger's reports."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon list --limit 20
  selon list --limit 0 --format jsonl
"""
COLUMNS = ("id", "published", "outlet", "language", "claims", "name", "title")


@app.command(name="list", epilog=EXAMPLES)
def list_reports(
    *,
    ledger: options.LedgerUrl = None,
    limit: options.Limit = 50,
    format: Annotated[Literal["table", "jsonl"], typer.Option(help="A table, or one JSON object a line.")] = "table",
) -> None:
    """List the reports of the ledger, the one added last first, with how many of their claims stand."""
    ledgers = import_module("selon.cli.ledgers")
    with ledgers.open_existing(ledger) as opened:
        ledgers.write_rows(opened.reports(limit or None), COLUMNS, format)
