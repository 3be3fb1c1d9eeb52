"""`selon gazetteer`: build a file of places, and look names up."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Build a file of places, or see what a name may mean.",
)

BUILD_EXAMPLES = """\b
Examples:
  selon gazetteer build
  selon gazetteer build UA.txt RU.zip alternateNamesV2.zip --output east.sqlite
"""
FIND_EXAMPLES = """\b
Examples:
  selon gazetteer find Bakhmout
  selon gazetteer find Novodonetske --near Vuhledar --gazetteer UA.txt --format jsonl
"""
Dumps = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="DUMP…", show_default=False, help="GeoNames dumps, of places or alternate names, plain or zip."
    ),
]
BuiltFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The file to write: without dumps the default one, with dumps gazetteer.sqlite."),
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="A name of a place, in any spelling.")]
Country = Annotated[
    str | None, typer.Option(metavar="CODE", help="A country that the report speaks of (ISO 3166-1, two letters).")
]
Near = Annotated[str | None, typer.Option(metavar="PLACE", help="A place that is named beside it.")]
Format = Annotated[Literal["table", "jsonl"], typer.Option(help="A table, or one JSON object a line.")]


@app.command(epilog=BUILD_EXAMPLES)
def build(dumps: Dumps = None, *, output: BuiltFile = None) -> None:
    """Build one indexed file of places, from packaged data and GeoNames dumps."""
    settings = options.settle(gazetteer=None, jobs=None, pipelines=None, report_limit=None)
    work = import_module("selon.cli.gazetteer_work")
    raise typer.Exit(work.build(dumps or [], output, settings.cache))


@app.command(epilog=FIND_EXAMPLES)
def find(
    name: Name,
    *,
    country: Country = None,
    near: Near = None,
    gazetteer: options.GazetteerFile = None,
    format: Format = "table",
) -> None:
    """Print the places that a name may mean, best first, with their scores and the reasons for them."""
    settings = options.settle(gazetteer=gazetteer, jobs=None, pipelines=None, report_limit=None)
    work = import_module("selon.cli.gazetteer_work")
    raise typer.Exit(work.find(work.Asked(name, country, near, format), settings))
