"""`selon serve`: the ledger in a browser, and its API."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon serve
  selon serve --ledger /data/war.db --port 9000
"""


@app.command(epilog=EXAMPLES)
def serve(
    *,
    ledger: options.LedgerUrl = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, metavar="N", help="The port to listen at.")] = 8000,
) -> None:
    """Serve the ledger's pages and API until stopped."""
    opened = import_module("selon.cli.ledgers").open_existing(ledger)
    with opened:
        made = import_module("selon.serve.app").create_app(opened, options.settle(ledger=ledger))
        import_module("uvicorn").run(made, host=host, port=port)
