"""`selon as-of`: what was told up to a day."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon as-of 2023-06-05
  selon as-of 2023-06 --format jsonl
"""


@app.command(epilog=EXAMPLES)
def as_of(
    day: Annotated[str, typer.Argument(metavar="DATE", help="A day, month or year; its last day counts.")],
    *,
    ledger: options.LedgerUrl = None,
    format: Annotated[Literal["table", "jsonl"], typer.Option(help="Tables, or one JSON object a line.")] = "table",
) -> None:
    """Show the incidents and disputes of the reports published up to a day, as if nothing had come later."""
    work, merging = (import_module(name) for name in ("selon.cli.incidents_work", "selon.merging"))
    last = import_module("selon.read.dates").as_published(day) or day
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        work.write_merged(merging.merge_as_of(opened, last), opened, format)
