"""`selon user`: the accounts of `selon serve --auth`, and tokens for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getpass
from importlib import import_module
from typing import Annotated, Any, Literal

import typer

from selon.cli import options
from selon.model.errors import StopRun

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="The accounts of `selon serve --auth`, and tokens for programs.",
)

ADD_EXAMPLES = """\b
Examples:
  selon user add ana --role admin
  pass show selon/ana | selon user add ana --role reviewer
"""
CHANGE_EXAMPLES = """\b
Examples:
  selon user change ana --role reviewer
  selon user change ana --password
"""
LIST_EXAMPLES = """\b
Example:
  selon user list
"""
REMOVE_EXAMPLES = """\b
Examples:
  selon user remove ana
  selon user remove t_5d41402abc4b
"""
TOKEN_EXAMPLES = """\b
Example:
  selon user token ana --label "nightly export" --days 90
"""
Name = Annotated[str, typer.Argument(metavar="NAME", help="The account's name.")]
Role = Literal["reader", "reviewer", "admin"]
ROLE_HELP = "What it may do: read; also judge, review and add reports; also retire reports and what others said."


@app.command(epilog=ADD_EXAMPLES)
def add(
    name: Name, *, role: Annotated[Role, typer.Option(help=ROLE_HELP)] = "reader", ledger: options.LedgerUrl = None
) -> None:
    """Add an account; its password is asked for, or taken from the first line of standard input."""
    with _desk(ledger) as (accounts, _):
        account = accounts.add(name, role, _new_password())
    print(f"{account.name} may now sign in, as {account.role}")


@app.command(epilog=CHANGE_EXAMPLES)
def change(
    name: Name,
    *,
    role: Annotated[Role | None, typer.Option(help=ROLE_HELP)] = None,
    password: Annotated[bool, typer.Option("--password", help="Also ask for a new password.")] = False,
    ledger: options.LedgerUrl = None,
) -> None:
    """Give an account another role or password; a new password ends its sessions."""
    if role is None and not password:
        raise StopRun("selon user change: say --role or --password")
    with _desk(ledger) as (accounts, _):
        accounts.change(name, role=role, password=_new_password() if password else None)
    print(f"{name} is changed")


@app.command(name="list", epilog=LIST_EXAMPLES)
def list_users(*, ledger: options.LedgerUrl = None) -> None:
    """List accounts and tokens; neither passwords nor secrets are kept, so none is shown."""
    with _desk(ledger) as (accounts, sessions):
        for account in accounts.list():
            print(f"{account.name:<24} {account.role:<9} since {_day(account.made)}")
        for token in sessions.list_tokens():
            ends = f", until {_day(token.ends)}" if token.ends else ""
            print(f"{token.account:<24} {token.id} since {_day(token.made)}{ends}  {token.label}")


@app.command(epilog=REMOVE_EXAMPLES)
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME|TOKEN", help="An account's name, or a token's id (t_…).")],
    *,
    ledger: options.LedgerUrl = None,
) -> None:
    """Remove an account with its sessions and tokens, or one token; what it judged keeps its name."""
    with _desk(ledger) as (accounts, sessions):
        if name.startswith("t_"):
            sessions.remove_token(name)
        else:
            accounts.remove(name)
    print(f"{name} is removed")


@app.command(epilog=TOKEN_EXAMPLES)
def token(
    name: Name,
    *,
    label: Annotated[str, typer.Option(metavar="TEXT", help="What it is for.")] = "",
    days: Annotated[int | None, typer.Option(min=1, max=36_500, metavar="N", help="How long it holds.")] = None,
    ledger: options.LedgerUrl = None,
) -> None:
    """Make a token by which a program asks the API as that account; it is shown this once."""
    with _desk(ledger) as (_, sessions):
        made, secret = sessions.make_token(name, label, days)
    print(f"{made.id}: send it as `Authorization: Bearer …`; it is not shown again", file=sys.stderr)
    print(secret)


@contextmanager
def _desk(ledger: str | None) -> Iterator[tuple[Any, Any]]:
    """The accounts and sessions of the ledger."""
    accounts, sessions, passwords = (
        import_module(f"selon.serve.auth.{name}") for name in ("accounts", "sessions", "passwords")
    )
    with import_module("selon.cli.ledgers").open_existing(ledger) as opened:
        yield accounts.Accounts(opened, passwords.Passwords()), sessions.Sessions(opened, sessions.draw_secret)


def _new_password() -> str:
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass("password: ")
    if getpass("once more: ") != first:
        raise StopRun("the two passwords differ; nothing is changed")
    return first


def _day(seconds: int) -> str:
    return str(import_module("selon.serve.jobs.store").as_moment(seconds)[:10])
