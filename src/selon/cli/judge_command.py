"""`selon judge`: a person's word on whether two claims are about the same happening."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Literal

import typer

from selon.cli import options

app = typer.Typer(add_completion=False, rich_markup_mode=None)

EXAMPLES = """\b
Examples:
  selon judge c_8f3a c_03dc same --because "both name the bakery on the ring road" --by anna
  selon judge i_0105 i_2ba8 different --because "the second strike was a day later"
"""
WHO = "Who judges; else the name of the account that runs the program."


@app.command(epilog=EXAMPLES)
def judge(
    left: Annotated[str, typer.Argument(metavar="A", help="A claim or incident, or the beginning of its id.")],
    right: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    verdict: Annotated[
        Literal["same", "different", "unsure"],
        typer.Argument(metavar="same|different|unsure", help="Whether they are about the same happening."),
    ],
    *,
    because: Annotated[str, typer.Option(metavar="WHY", help="The reason; it is kept with the judgement.")],
    by: Annotated[str | None, typer.Option(metavar="NAME", help=WHO)] = None,
    ledger: options.LedgerUrl = None,
) -> None:
    """Judge two claims: it is recorded, wins over the program's own decision, and can be retired, never erased."""
    work = import_module("selon.cli.incidents_work")
    name = by or import_module("getpass").getuser()
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        work.bring_up_to_date(opened)
        claims = tuple(work.claim_of(opened, subject) for subject in (left, right))
        print(work.judge(opened, claims, verdict, name, because))
