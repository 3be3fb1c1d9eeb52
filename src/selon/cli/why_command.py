"""`selon why`: the sentences and reasons behind a decision."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon why i_0105353f0c73bfb1
  selon why p_5b1f09c2
  selon why c_8f3a0c2b51d94e77 c_03dc602c0ecac4a9
"""


@app.command(epilog=EXAMPLES)
def why(
    subject: Annotated[
        str, typer.Argument(metavar="ID", help="An incident (i_…), dispute (p_…) or claim (c_…), or its beginning.")
    ],
    other: Annotated[str | None, typer.Argument(metavar="[CLAIM]", help="Another claim: why one, or why two.")] = None,
    *,
    ledger: options.LedgerUrl = None,
) -> None:
    """Tell why claims are one incident, why a dispute is one, or what ties two claims."""
    work = import_module("selon.cli.incidents_work")
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        work.bring_up_to_date(opened)
        work.write_why(opened, subject, other)
