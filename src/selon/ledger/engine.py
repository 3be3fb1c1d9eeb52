"""Databases by URL: SQLite (a path or `sqlite:///path`) and PostgreSQL (`postgresql+psycopg://…`), and their locks.

Every write is one transaction that no other writer shares: the chain needs the entry before.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from selon.ledger.trouble import told
from selon.model.errors import StopRun

WAIT_S = 120.0  # for another writer; a batch takes well under a second
_LOCK = 0x5E10  # PostgreSQL's advisory lock: any number that is ours

KNOWN = "a path (ledger.db), sqlite:///PATH or postgresql+psycopg://USER@HOST/DATABASE"


def open_engine(url: str, *, make: bool, pooled: bool, wait: float = WAIT_S) -> Engine:
    """The engine of that URL; StopRun where it is none, or nothing is there and it may not be made.

    Not `pooled`, no connection outlives its transaction: so none is carried into a process that is forked. `wait` is
    how many seconds SQLite waits for another program that holds the file.
    """
    parsed, pool = _parse(url), None if pooled else NullPool
    if parsed.get_backend_name() == "sqlite":
        _check_file(parsed, make=make)
        engine = create_engine(_without_log(parsed), connect_args={"timeout": wait}, poolclass=pool)
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(parsed, poolclass=pool)


def is_sqlite(connection: Connection) -> bool:
    """Whether the database is SQLite; else it is PostgreSQL."""
    return connection.dialect.name == "sqlite"


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection whose queries all see the ledger as it was at the first of them."""
    with told(engine), engine.connect() as connection:
        if not is_sqlite(connection):
            connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection that alone may write until its transaction ends."""
    with told(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
        if not is_sqlite(connection):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        yield connection


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url) if ":/" in url else URL.create("sqlite", database=url)
        known = parsed.get_dialect().name
    except (ArgumentError, NoSuchModuleError) as error:
        raise StopRun(f"--ledger: {url!r} is no database; write {KNOWN}") from error
    if known not in ("sqlite", "postgresql") or (known == "sqlite" and parsed.database in (None, "", ":memory:")):
        raise StopRun(f"--ledger: {url!r} cannot hold a ledger; write {KNOWN}")
    return parsed.set(drivername="postgresql+psycopg") if known == "postgresql" else parsed


def _check_file(url: URL, *, make: bool) -> None:
    path = Path(url.database or "")
    if not path.exists() and not make:
        raise StopRun(f"--ledger: {path}: there is no ledger; `selon add` makes one")
    if not path.parent.is_dir():
        raise StopRun(f"--ledger: {path}: its folder does not exist")


def _without_log(url: URL) -> URL:
    """The same file opened as one that nobody writes, where it or its folder cannot be written and no log is left.

    SQLite reads a file with a write-ahead log by means of two more files beside it, which it could not make.
    """
    path = Path(url.database or "")
    log = Path(f"{path}-wal")
    writable = _may_write(path) and _may_write(path.parent)
    if not path.exists() or writable or (log.exists() and log.stat().st_size):
        return url
    return url.set(database=f"file:{quote(str(path))}").update_query_dict({"immutable": "1", "uri": "true"})


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _set_up_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    connection.isolation_level = None  # transactions are begun below, not by the driver
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-64000", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
