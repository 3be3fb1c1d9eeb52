"""`selon export`: the ledger for other ledgers, its claims for other tools."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Literal

import typer

from selon.cli import options
from selon.model.errors import StopRun

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon export --archive war.jsonl
  selon export --format csv --output claims.csv
  selon export --format geojson > claims.geojson
"""
FORMAT = "One row a claim (csv, parquet), a map, linked data, or an event table by the rules of a codebook."


@app.command(epilog=EXAMPLES)
def export(
    *,
    ledger: options.LedgerUrl = None,
    archive: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the whole ledger here, for `selon import`.")
    ] = None,
    format: Annotated[
        Literal["csv", "parquet", "geojson", "jsonld", "acled", "ucdp"] | None, typer.Option(help=FORMAT)
    ] = None,
    output: options.Output = None,
) -> None:
    """Write the whole ledger as an archive, or the claims in view for other tools."""
    if (archive is None) == (format is None):
        raise StopRun("export: say either --archive FILE, or --format with one of csv, parquet, geojson, …")
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        if archive is not None:
            print(f"exported {opened.export_archive(archive):,} entries")
            return
        written, left_out = import_module("selon.cli.exports").export_claims(opened.readings(), format, output)
    rest = f"; {left_out:,} are none by the codebook's rules, see the header" if left_out else ""
    print(f"exported {written:,} claims{rest}", file=sys.stderr)
