"""`selon incident`: one incident, its versions side by side and its disputes."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon incident i_0105353f0c73bfb1
  selon incident i_0105 --format jsonl
"""


@app.command(epilog=EXAMPLES)
def incident(
    subject: Annotated[str, typer.Argument(metavar="ID", help="An incident (i_…), or the beginning of its id.")],
    *,
    ledger: options.LedgerUrl = None,
    format: Annotated[Literal["table", "jsonl"], typer.Option(help="A table, or one JSON object.")] = "table",
) -> None:
    """Show the table of versions: versions down; who, what, where, when, how many, how sure across."""
    work = import_module("selon.cli.incidents_work")
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        work.bring_up_to_date(opened)
        work.write_incident(opened.incident(subject), opened, format)
