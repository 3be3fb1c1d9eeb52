"""`selon publish`: a static, read-only site of the accepted incidents."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon publish site/
  selon publish /srv/www/incidents --ledger /data/war.db
"""


@app.command(epilog=EXAMPLES)
def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder, or an older site.")],
    *,
    ledger: options.LedgerUrl = None,
) -> None:
    """Write a site of the incidents of which every claim was reviewed, without those that were rejected.

    It opens from a file or any web server, in English and in French.
    """
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        made = import_module("selon.serve.publish").publish(opened, folder)
    print(f"published {made.incidents:,} incidents with {made.claims:,} claims in {folder}")
