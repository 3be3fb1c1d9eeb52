"""What reviews say of claims that stand, and which documents are to be merged anew; both are derived."""

from __future__ import annotations

from alembic import op
from sqlalchemy import select

from selon.ledger.merge_tables import merged, reopened
from selon.ledger.standing import rebuild
from selon.ledger.tables import decided, reviews

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; where claims were reviewed, the view is made again with the corrections in it."""
    connection = op.get_bind()
    for table in (decided, reopened):
        table.create(connection, checkfirst=True)
    if connection.execute(select(reviews.c.number).limit(1)).first():
        rebuild(connection)
        connection.execute(reopened.insert().from_select(["document"], select(merged.c.document)))
