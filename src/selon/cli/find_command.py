"""`selon find`: claims out of the ledger."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon find bakhmout 'reprend*' "forces russes" --certainty reported
  selon find --source prigozhin --kind capture --from 2023-05 --to 2023-06
  selon find --place Bakhmut --within 30 --kind shell --kind strike --format jsonl
"""
WORDS = 'Words that must all stand in the sentence; "in quotation marks" a phrase, WORD* a beginning.'
FORMAT = "A table by source, one JSON object a line, or one page with the claims marked in the text."


@app.command(epilog=EXAMPLES)
def find(  # noqa: PLR0913 - each option is a parameter of its command: Typer reads them here
    words: Annotated[list[str] | None, typer.Argument(metavar="[WORD]…", help=WORDS)] = None,
    *,
    ledger: options.LedgerUrl = None,
    source: Annotated[
        str, typer.Option(metavar="NAME", help="Words of the name of a source, or of the outlet in its own voice.")
    ] = "",
    kind: options.Kinds = None,
    certainty: Annotated[
        list[str] | None, typer.Option(metavar="CERTAINTY", help="A certainty; may be repeated.")
    ] = None,
    outlet: Annotated[str, typer.Option(metavar="NAME", help="The outlet's whole name.")] = "",
    place: options.PlaceOrPoint = None,
    within: options.Within = 25,
    start: options.Start = None,
    end: options.End = None,
    gazetteer: options.GazetteerFile = None,
    limit: options.Limit = 50,
    format: Annotated[Literal["table", "jsonl", "html"], typer.Option(help=FORMAT)] = "table",
) -> None:
    """Find claims, the ones added last first; every filter that is given must hold."""
    asking, show = (import_module(f"selon.{name}.asking") for name in ("cli", "show"))
    asked = show.Asked(
        words=asking.as_words(words or ()),
        source=source,
        kinds=tuple(kind or ()),
        certainties=tuple(certainty or ()),
        outlet=outlet,
        place=place,
        within=within,
        start=start,
        end=end,
        limit=limit or None,
    )
    query = show.as_query(asked, asking.place_finder(options.settle(gazetteer=gazetteer)))
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        asking.write_found(opened.find(query), format)
