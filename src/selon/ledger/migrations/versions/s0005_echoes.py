"""The tables of merging anew: threads that tell the very same, and runs of words without a second copy of themselves.

All of it is derived, so that it is emptied and made again when the ledger is next asked for incidents.
"""

from __future__ import annotations

from alembic import op
from sqlalchemy import inspect

from selon.ledger.merge_tables import MERGING

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make everything anew."""
    known = set(inspect(op.get_bind()).get_table_names())
    for table in reversed(MERGING):
        if table.name in known:
            table.drop(op.get_bind())
    for table in MERGING:
        table.create(op.get_bind())
