"""Accounts: a name, a role, a password; kept beside the record."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update

from selon.ledger.desk_tables import accounts, sessions
from selon.ledger.ledger import Ledger
from selon.model.errors import WrongValue
from selon.serve.auth.passwords import Passwords

# What each may do, the least first: read; judge, review and add reports; retire reports, and what others judged.
ROLES = ("reader", "reviewer", "admin")
LONGEST_NAME = 64


@dataclass(frozen=True, slots=True)
class Account:
    """One account; `made` is in seconds since 1970."""

    name: str
    role: str
    made: int


def reaches(role: str, needed: str) -> bool:
    """Whether a role may do what another one may."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(needed)


def as_name(written: str) -> str:
    """The name of an account in one form; WrongValue where it cannot be one."""
    name = unicodedata.normalize("NFC", written).strip()
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise WrongValue("name", f"must have 1 to {LONGEST_NAME} signs that can be printed")
    return name


def as_role(written: str) -> str:
    """A role; WrongValue where it is none."""
    if written not in ROLES:
        raise WrongValue("role", f"{written!r} is none; known are {', '.join(ROLES)}")
    return written


def moment(at: datetime) -> int:
    """A time as the tables keep it."""
    return int(at.timestamp())


class Accounts:
    """The accounts of a ledger."""

    def __init__(self, ledger: Ledger, passwords: Passwords) -> None:
        self._ledger, self._passwords = ledger, passwords

    def add(self, name: str, role: str, password: str) -> Account:
        """Add an account; WrongValue where there is one of that name, or the role or password is none."""
        account = Account(as_name(name), as_role(role), moment(self._ledger.now()))
        row = {"name": account.name, "role": role, "made": account.made, "password": self._passwords.make(password)}
        with self._ledger.beside(writes=True) as connection:
            if connection.execute(select(accounts.c.name).where(accounts.c.name == account.name)).first():
                raise WrongValue("name", f"there is an account {account.name!r} already")
            connection.execute(accounts.insert(), row)
        return account

    def change(self, name: str, *, role: str | None = None, password: str | None = None) -> None:
        """Give an account another role or password; its sessions end with its old password."""
        values = {"role": as_role(role)} if role else {}
        values |= {"password": self._passwords.make(password)} if password else {}
        with self._ledger.beside(writes=True) as connection:
            done = connection.execute(update(accounts).where(accounts.c.name == as_name(name)).values(**values))
            if not done.rowcount:
                raise WrongValue("name", f"there is no account {name!r}")
            if password:
                connection.execute(delete(sessions).where(sessions.c.account == as_name(name)))

    def remove(self, name: str) -> None:
        """Remove an account, and with it its sessions and tokens; what it judged keeps its name."""
        with self._ledger.beside(writes=True) as connection:
            if not connection.execute(delete(accounts).where(accounts.c.name == as_name(name))).rowcount:
                raise WrongValue("name", f"there is no account {name!r}")

    def list(self) -> list[Account]:
        """All accounts by name."""
        wanted = select(accounts.c.name, accounts.c.role, accounts.c.made).order_by(accounts.c.name)
        with self._ledger.beside() as connection:
            return [Account(*row) for row in connection.execute(wanted)]

    def count(self) -> int:
        """How many accounts there are."""
        with self._ledger.beside() as connection:
            return connection.execute(select(func.count()).select_from(accounts)).scalar_one()

    def check(self, name: str, password: str) -> Account | None:
        """The account of that name where the password is its own; as slow where there is none."""
        named = unicodedata.normalize("NFC", name).strip()
        with self._ledger.beside() as connection:
            row = connection.execute(select(accounts).where(accounts.c.name == named)).mappings().first()
        fits = self._passwords.fits(row["password"] if row else None, password)
        return Account(row["name"], row["role"], row["made"]) if row and fits else None
