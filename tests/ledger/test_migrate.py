"""The steps make what tables.py says; a ledger of another version is not touched."""

from __future__ import annotations

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from selon.ledger.desk_tables import metadata
from selon.ledger.ledger import Ledger
from selon.ledger.migrate import STEPS
from selon.model.errors import StopRun


def is_ours(item: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    """Everything but what each database has in its own way."""
    return not (reflected and other is None and str(name).startswith(("standing_", "rtree_")))


def test_the_steps_make_the_tables(url: str) -> None:
    Ledger(url).close()
    engine = create_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": is_ours})
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == STEPS[-1]
    engine.dispose()


def test_a_ledger_of_a_newer_version_is_refused(url: str) -> None:
    Ledger(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StopRun, match="newer Selon"):
        Ledger(url)
