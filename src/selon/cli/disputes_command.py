"""`selon disputes`: what accounts say that cannot both hold."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon disputes --on how_many
  selon disputes --place Qamishli --from 2016-07 --source SANA
  selon disputes --format jsonl > disputes.jsonl
"""


@app.command(epilog=EXAMPLES)
def disputes(  # noqa: PLR0913 - each option is a parameter of its command: Typer reads them here
    *,
    ledger: options.LedgerUrl = None,
    on: Annotated[
        list[str] | None,
        typer.Option(
            metavar="MATTER", help="happened, who, how_many, where, when, what or rejection; may be repeated."
        ),
    ] = None,
    kind: options.Kinds = None,
    source: Annotated[str, typer.Option(metavar="NAME", help="Words of the name of a source in the incident.")] = "",
    place: options.PlaceOrPoint = None,
    within: options.Within = 25,
    start: options.Start = None,
    end: options.End = None,
    gazetteer: options.GazetteerFile = None,
    limit: options.Limit = 50,
    format: Annotated[Literal["table", "jsonl"], typer.Option(help="Sentences, or one JSON object a line.")] = "table",
) -> None:
    """List disputes, the strongest first, each in one sentence with both sides' words. None is resolved."""
    work, asking = (import_module(name) for name in ("selon.cli.incidents_work", "selon.cli.incidents_asked"))
    query = asking.as_query(
        {"kinds": kind or (), "on": on or (), "disputed": True, "limit": None},
        source=source,
        where=(place, within, options.settle(gazetteer=gazetteer)),
        days=(start, end),
    )
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        work.bring_up_to_date(opened)
        work.write_disputes(opened.disputes(query)[: limit or None], opened, format)
