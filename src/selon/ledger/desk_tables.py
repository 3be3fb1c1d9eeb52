"""The tables of the desk: who may do what, and what is still to be read. They are no record: rows change and go.

They stand in the ledger's database, so that one backup holds all and every process of a server sees the same; they
are outside the chain, so that `selon verify` and an archive know nothing of them. Times are seconds since 1970.
Sessions and tokens are kept as SHA-256 of what their bearers hold, passwords as Argon2 writes them.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from selon.ledger.tables import metadata

_Moment = BigInteger().with_variant(Integer, "sqlite")


def _moment(name: str) -> Column[int]:
    return Column(name, _Moment, nullable=False)


def _account() -> Column[str]:
    return Column("account", Text, ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False)


accounts = Table(
    "accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    _moment("made"),
)
sessions = Table(
    "sessions",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    _account(),
    _moment("made"),
    _moment("ends"),
    Index("sessions_account", "account"),
    Index("sessions_ends", "ends"),
)
tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("hash", LargeBinary, nullable=False),
    _account(),
    Column("label", Text, nullable=False),
    _moment("made"),
    Column("ends", _Moment),
    Index("tokens_hash", "hash", unique=True),
    Index("tokens_account", "account"),
)
# `given` is what was posted beside the report itself, `told` what is known of the outcome, both as JSON; `raw` is
# emptied once the report is in the record. `by` is a name, and outlives its account.
jobs = Table(
    "jobs",
    metadata,
    Column("id", Text, primary_key=True),
    Column("number", _Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    _moment("made"),
    _moment("changed"),
    Column("given", Text, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("told", Text, nullable=False),
    Index("jobs_number", "number", unique=True),
    Index("jobs_state", "state"),
)
