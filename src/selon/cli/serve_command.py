"""`selon serve`: the ledger in a browser, and its API."""

from __future__ import annotations

import sys
from dataclasses import replace
from importlib import import_module
from typing import Annotated

import typer

from selon import settings
from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon serve
  selon serve --ledger /data/war.db --port 9000
  selon user add ana --role admin && selon serve --auth --host 0.0.0.0
"""
WAIT_S = 20.0  # for another program that holds the ledger: merging a large incident anew took 15 under load


@app.command(epilog=EXAMPLES)
def serve(
    *,
    ledger: options.LedgerUrl = None,
    host: Annotated[str | None, typer.Option(metavar="ADDRESS", help=settings.HOST.help)] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, metavar="N", help=settings.PORT.help)] = None,
    auth: Annotated[
        bool, typer.Option("--auth", help="Ask for accounts; without, everybody may read and nobody change anything.")
    ] = False,
    gazetteer: options.GazetteerFile = None,
) -> None:
    """Show the ledger in a browser and answer other programs, until stopped; read-only, but for accounts."""
    base = options.settle(ledger=ledger, gazetteer=gazetteer)
    serving = replace(
        base.serving,
        host=host or base.serving.host,
        port=base.serving.port if port is None else port,
        auth=auth or base.serving.auth,
    )
    used = replace(base, serving=serving)
    ledgers, server, made = (import_module(f"selon.{name}") for name in ("ledger.ledger", "serve.server", "serve.app"))
    server.check_address(serving)
    with ledgers.Ledger(used.ledger, make=False, clock=used.now, wait=WAIT_S) as opened:
        server.run(made.create_app(opened, used), lambda url: print(f"selon answers at {url}", file=sys.stderr))
