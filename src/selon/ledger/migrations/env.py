"""What Alembic runs: the steps that are missing, in the transaction that is open."""

from __future__ import annotations

from alembic import context

from selon.ledger import desk_tables

context.configure(connection=context.config.attributes["connection"], target_metadata=desk_tables.accounts.metadata)
with context.begin_transaction():
    context.run_migrations()
