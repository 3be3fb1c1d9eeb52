"""The tables of merging: threads, copies, incidents, disputes. All of it is derived."""

from __future__ import annotations

from alembic import op

from selon.ledger.merge_tables import MERGING

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make everything."""
    for table in MERGING:
        table.create(op.get_bind(), checkfirst=True)
