"""`selon stats`: how much the ledger holds."""

from __future__ import annotations

import sys
from dataclasses import asdict
from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Example:
  selon stats --format jsonl
"""


@app.command(epilog=EXAMPLES)
def stats(
    *,
    ledger: options.LedgerUrl = None,
    format: Annotated[Literal["table", "jsonl"], typer.Option(help="Lines to read, or one JSON object.")] = "table",
) -> None:
    """Count rows, claims in view by kind and certainty, reports by outlet and language."""
    ledgers, formats = (import_module(f"selon.cli.{name}") for name in ("ledgers", "formats"))
    with ledgers.open_existing(ledger) as opened:
        found = opened.stats()
    ledgers.use_utf8()
    if format == "jsonl":
        sys.stdout.write(formats.as_line(asdict(found)))
        return
    claims = found.rows["claims"]
    print(f"{found.standing:,} claims in view, {claims:,} in all, {found.bytes:,} bytes", end="")
    print(f", {found.bytes / claims:,.0f} a claim" if claims else "")
    counts = {"rows": found.rows, "kinds": found.kinds, "certainties": found.certainties}
    for name, counted in {**counts, "outlets": found.outlets, "languages": found.languages}.items():
        print(f"\n{name}")
        for value, number in counted.items():
            print(f"  {number:>12,}  {value}")
