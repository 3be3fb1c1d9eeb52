"""Sessions of the pages and tokens of programs: secrets that stand for an account; only their hashes are kept."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Table, delete, or_, select

from selon.ledger.desk_tables import accounts, sessions, tokens
from selon.ledger.ledger import Ledger
from selon.model.errors import WrongValue
from selon.serve.auth.accounts import Account, as_name, moment

HOURS = 12
MOST_SESSIONS = 20  # of one account; the oldest ends for the next
PREFIX = "selon_"

Draw = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret; times in seconds since 1970, `ends` None where it does not."""

    id: str
    account: str
    label: str
    made: int
    ends: int | None


def draw_secret() -> str:
    """A secret of 256 bits."""
    return secrets.token_urlsafe(32)


def proof_of(session: str) -> str:
    """The CSRF token that goes with a session: who cannot read the pages cannot make it."""
    return hmac.new(session.encode(), b"csrf", sha256).hexdigest()


class Sessions:
    """The sessions and tokens of a ledger's accounts; `draw` gives secrets of 256 bits."""

    def __init__(self, ledger: Ledger, draw: Draw) -> None:
        self._ledger, self._draw = ledger, draw

    def begin(self, account: Account, old: str | None = None) -> str:
        """The secret of a new session; the `old` one of the same browser ends, and those that are over go."""
        secret, now = self._draw(), moment(self._ledger.now())
        row = {"hash": _hash(secret), "account": account.name, "made": now, "ends": now + HOURS * 3600}
        own = sessions.c.account == account.name
        kept = select(sessions.c.hash).where(own).order_by(sessions.c.made.desc()).limit(MOST_SESSIONS - 1)
        with self._ledger.beside(writes=True) as connection:
            over = or_(sessions.c.ends <= now, sessions.c.hash == _hash(old or ""))
            connection.execute(delete(sessions).where(over))
            connection.execute(delete(sessions).where(own, sessions.c.hash.not_in(kept)))
            connection.execute(sessions.insert(), row)
        return secret

    def end(self, secret: str) -> None:
        """End a session."""
        with self._ledger.beside(writes=True) as connection:
            connection.execute(delete(sessions).where(sessions.c.hash == _hash(secret)))

    def find(self, secret: str) -> Account | None:
        """The account that a session stands for, while it lasts."""
        return self._find(sessions, secret)

    def find_by_token(self, secret: str) -> Account | None:
        """The account that a token stands for."""
        return self._find(tokens, secret) if secret.startswith(PREFIX) else None

    def make_token(self, name: str, label: str, days: int | None) -> tuple[Token, str]:
        """A new token for an account, and its secret, which is told this once."""
        secret, now = PREFIX + self._draw(), moment(self._ledger.now())
        digest = _hash(secret)
        made = Token(f"t_{digest.hex()[:12]}", as_name(name), label, now, now + days * 86_400 if days else None)
        row = {"id": made.id, "hash": digest, "account": made.account, "label": label, "made": now, "ends": made.ends}
        with self._ledger.beside(writes=True) as connection:
            if not connection.execute(select(accounts.c.name).where(accounts.c.name == made.account)).first():
                raise WrongValue("name", f"there is no account {name!r}")
            connection.execute(tokens.insert(), row)
        return made, secret

    def list_tokens(self) -> list[Token]:
        """All tokens, by account and time."""
        columns = (tokens.c[name] for name in ("id", "account", "label", "made", "ends"))
        with self._ledger.beside() as connection:
            rows = connection.execute(select(*columns).order_by(tokens.c.account, tokens.c.made, tokens.c.id))
            return [Token(*row) for row in rows]

    def remove_token(self, token_id: str) -> None:
        """Let a token stand for nothing."""
        with self._ledger.beside(writes=True) as connection:
            if not connection.execute(delete(tokens).where(tokens.c.id == token_id)).rowcount:
                raise WrongValue("token", f"there is no token {token_id!r}")

    def _find(self, table: Table, secret: str) -> Account | None:
        now: Any = moment(self._ledger.now())
        lasts = or_(table.c.ends.is_(None), table.c.ends > now)
        wanted = select(accounts.c.name, accounts.c.role, accounts.c.made)
        wanted = wanted.join(table, table.c.account == accounts.c.name).where(table.c.hash == _hash(secret), lasts)
        with self._ledger.beside() as connection:
            row = connection.execute(wanted).first()
        return Account(*row) if row else None


def _hash(secret: str) -> bytes:
    return sha256(secret.encode("utf-8", "surrogateescape")).digest()
