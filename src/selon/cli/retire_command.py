"""`selon retire`: out of view, never out of the record."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Example:
  selon retire c_8f3a0c2b51d94e77 --by "A. Editor" --why "the agency withdrew it"
"""


@app.command(epilog=EXAMPLES)
def retire(
    subject: Annotated[
        str, typer.Argument(metavar="ID", help="A claim (c_…), report (r_…), judgement (j_…) or review (v_…).")
    ],
    *,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who says so.")],
    why: Annotated[str, typer.Option(metavar="TEXT", help="Why.")],
    ledger: options.LedgerUrl = None,
) -> None:
    """Take a report, claim, judgement or review out of view; the record keeps it, with when, by whom and why."""
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        opened.retire(subject, by=by, why=why)
    print(f"{subject} is out of view; `selon show {subject}` still shows it")
