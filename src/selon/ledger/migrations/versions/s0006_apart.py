"""Incidents by the rule that settlements apart weigh as days apart: all are made again when next asked for."""

from __future__ import annotations

from alembic import op

from selon.ledger.merge_tables import MERGING

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Empty what merging keeps; it is derived."""
    for table in MERGING:
        op.execute(table.delete())
