"""The database's own trouble as ours: busy, read-only, or broken, each with the database's name and a way out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError, TimeoutError

from selon.model.errors import Busy, ReadOnly, StopRun

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_READ_ONLY_STATES = ("25006", "42501")  # read_only_sql_transaction, insufficient_privilege
_SQLITE_READ_ONLY, _SQLITE_BUSY = sqlite3.SQLITE_READONLY, (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def told(engine: Engine) -> Iterator[None]:
    """Raise what the database says as StopRun: Busy where it may pass, ReadOnly where writing is not permitted."""
    shown = f"--ledger: {engine.url.render_as_string(hide_password=True)}"
    try:
        yield
    except UnicodeDecodeError as error:
        # Python cannot make SQLite's own message: a name in the file's schema is broken.
        raise StopRun(f"{shown}: the file is broken: {error}") from error
    except TimeoutError as error:
        raise Busy(f"{shown}: too many ask at once; try again in a moment") from error
    except DatabaseError as error:
        raise _as_ours(shown, error) from error


def _as_ours(shown: str, error: DatabaseError) -> StopRun:
    said = str(error.orig).strip().partition("\n")[0]
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF  # without SQLite's finer distinctions
    if code == _SQLITE_READ_ONLY or getattr(error.orig, "sqlstate", None) in _READ_ONLY_STATES:
        return ReadOnly(f"{shown}: {said}; it can be read and not written: see who may write its file and folder")
    if code in _SQLITE_BUSY:
        return Busy(f"{shown}: {said}; another program holds it: is it there, and free to use?")
    if isinstance(error, OperationalError):
        kind = Busy if _is_away(error) else StopRun
        return kind(f"{shown}: {said}; is it there, and free to use?")
    return StopRun(f"{shown}: {said}; `selon verify` tells more")


def _is_away(error: DBAPIError) -> bool:
    """Whether it is a server that does not answer, which a file is not."""
    return not isinstance(error.orig, sqlite3.Error)
