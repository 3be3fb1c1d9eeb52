"""`selon verify`: the ledger held against its chain."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon verify
  selon verify --contains 4be1c1d5
"""
ALTERED = 4


@app.command(epilog=EXAMPLES)
def verify(
    *,
    ledger: options.LedgerUrl = None,
    contains: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="A hash noted earlier, or its beginning: it must still be in the chain."),
    ] = None,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make what is derived for finding again from the record, then check.")
    ] = False,
) -> None:
    """Check every row against the chain, and name what was altered, lost or added outside."""
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        if rebuild:
            opened.rebuild()
        checked = opened.verify()
        findings = list(checked.findings)
        if contains and not opened.has_hash(contains.lower()):
            findings.append(f"no entry has the hash {contains}: the chain was cut off or made anew since it was noted")
    for finding in findings:
        print(finding, file=sys.stderr)
    if findings:
        print(f"{len(findings)} found in {checked.entries:,} entries and {checked.rows:,} rows", file=sys.stderr)
        raise typer.Exit(ALTERED)
    print(f"{checked.entries:,} entries and {checked.rows:,} rows are as they were written")
    print(f"last hash {checked.head}")
