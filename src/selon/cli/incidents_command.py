"""`selon incidents`: what several claims are about, across the ledger's reports."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon incidents --disputed
  selon incidents --kind strike --place Bakhmut --within 30 --from 2023-05 --to 2023-06
  selon incidents --source prigozhin --format jsonl
"""


@app.command(epilog=EXAMPLES)
def incidents(  # noqa: PLR0913 - each option is a parameter of its command: Typer reads them here
    *,
    ledger: options.LedgerUrl = None,
    kind: options.Kinds = None,
    disputed: Annotated[bool, typer.Option("--disputed", help="Those alone that hold a dispute.")] = False,
    source: Annotated[str, typer.Option(metavar="NAME", help="Words of the name of a source that tells it.")] = "",
    reports: Annotated[int, typer.Option(min=1, metavar="N", help="Told by at least so many reports.")] = 1,
    place: options.PlaceOrPoint = None,
    within: options.Within = 25,
    start: options.Start = None,
    end: options.End = None,
    order: Annotated[
        Literal["disputed", "reports", "newest"], typer.Option(help="The most disputed, most told or newest first.")
    ] = "disputed",
    gazetteer: options.GazetteerFile = None,
    limit: options.Limit = 50,
    format: Annotated[Literal["table", "jsonl"], typer.Option(help="A table, or one JSON object a line.")] = "table",
) -> None:
    """List incidents: what several claims are about. Reports that are new are worked in first."""
    work, asking = (import_module(name) for name in ("selon.cli.incidents_work", "selon.cli.incidents_asked"))
    query = asking.as_query(
        {"kinds": kind or (), "disputed": disputed, "reports": reports, "order": order, "limit": limit or None},
        source=source,
        where=(place, within, options.settle(gazetteer=gazetteer)),
        days=(start, end),
    )
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        work.bring_up_to_date(opened)
        work.write_incidents(opened.incidents(query), opened, format)
