"""`selon show`: a claim or a report, and all that it rests on."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon show c_8f3a0c2b51d94e77
  selon show r_5d41402abc4b --format html > report.html
  selon show r_5d41402abc4b --format raw > as-received.txt
"""
FORMAT = "Lines to read, one JSON object a claim, one page, or the report's bytes as they were received."


@app.command(epilog=EXAMPLES)
def show(
    subject: Annotated[
        str,
        typer.Argument(metavar="ID", help="A claim (c_…), report (r_…) or document (d_…), or the beginning of its id."),
    ],
    *,
    ledger: options.LedgerUrl = None,
    format: Annotated[Literal["table", "jsonl", "html", "raw"], typer.Option(help=FORMAT)] = "table",
) -> None:
    """Show a claim with its words, reasons, origin and judgements, or a report with its claims."""
    showing = import_module("selon.cli.showing")
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        showing.show(opened, subject, format)
