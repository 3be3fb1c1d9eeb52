"""The ledger's tables made, and brought up to this version: Alembic, its steps inside the package."""

from __future__ import annotations

import time
from importlib import import_module
from importlib.resources import files

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from selon.ledger.engine import is_sqlite, reading, writing
from selon.ledger.trouble import told
from selon.model.errors import ReadOnly, StopRun

STEPS = ("0001", "0002", "0003", "0004", "0005", "0006")  # in migrations/versions, oldest first
HEAD = STEPS[-1]
_TRIES = 100


def bring_up(engine: Engine, *, make: bool) -> None:
    """Make the tables where there are none and `make` allows it, or add what this version needs."""
    with reading(engine) as connection:
        found = _version(connection)
    if found == HEAD:
        return
    if found is None and not make:
        raise StopRun(f"--ledger: {engine.url.render_as_string()}: there is no ledger; `selon add` makes one")
    if found is not None and found not in STEPS:
        raise StopRun(f"--ledger: made by a newer Selon (step {found!r}; this one knows {HEAD}); install that one")
    try:
        with told(engine):
            _use_wal(engine)
        with writing(engine) as connection:
            if _version(connection) != HEAD:  # another process may have been quicker
                _upgrade(connection)
    except ReadOnly as error:
        raise ReadOnly(f"{error}. An older Selon made it, and it must be brought up to this one first") from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    # Loaded only here: Alembic takes longer to load than a command to run.
    config = import_module("alembic.config").Config()
    config.set_main_option("script_location", str(files("selon.ledger") / "migrations"))
    config.attributes["connection"] = connection
    import_module("alembic.command").upgrade(config, "head")


def _use_wal(engine: Engine) -> None:
    """Write-ahead logging, which stays set in the file; SQLite does not wait for a lock here, so we do."""
    with engine.connect() as connection:
        if not is_sqlite(connection):
            return
        driver = connection.connection.driver_connection
        assert driver is not None
        for last in (number == _TRIES - 1 for number in range(_TRIES)):
            try:
                driver.execute("PRAGMA journal_mode=WAL")
                return
            except (OperationalError, driver.OperationalError):
                if last:
                    raise
                time.sleep(0.05)
