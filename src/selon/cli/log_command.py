"""`selon log`: the chain of changes."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Example:
  selon log --limit 10
"""
COLUMNS = ("number", "at", "what", "subject", "rows", "hash")


@app.command(epilog=EXAMPLES)
def log(
    *,
    ledger: options.LedgerUrl = None,
    limit: options.Limit = 50,
    format: Annotated[Literal["table", "jsonl"], typer.Option(help="A table, or one JSON object a line.")] = "table",
) -> None:
    """Print the changes of the ledger, newest first, each with the hash that covers it and all before it."""
    ledgers = import_module("selon.cli.ledgers")
    with ledgers.open_existing(ledger) as opened:
        ledgers.write_rows(opened.entries(limit or None), COLUMNS, format)
