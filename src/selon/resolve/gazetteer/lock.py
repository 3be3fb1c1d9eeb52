"""One build of a file at a time: the others wait, and a process that dies lets go."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from selon.model.errors import StopRun

ASKED_EVERY = 0.5  # seconds; between two tries a waiting process can be stopped by the keyboard


@contextmanager
def locked(output: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the lock on `output`, waiting for whoever holds it; `waiting` is called once if so.

    SQLite's own lock on a file beside: it works on every system, and ends with the process.
    """
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        lock = sqlite3.connect(output.with_name(f".{output.name}.lock"), timeout=ASKED_EVERY, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise StopRun(f"{output}: its folder cannot be written: {error}") from error
    try:
        while not _taken(lock, output):
            if waiting:
                waiting()
                waiting = None
        yield
    finally:
        lock.close()


def _taken(lock: sqlite3.Connection, output: Path) -> bool:
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise StopRun(f"{output}: cannot be locked in its folder: {error}") from error
    return True
