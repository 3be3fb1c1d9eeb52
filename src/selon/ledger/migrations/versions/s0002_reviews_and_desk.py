"""Reviews, which are record; accounts, sessions, tokens and jobs, which are not."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, ForeignKey, Integer, LargeBinary, Text

revision = "0002"
down_revision = "0001"

NUMBER = BigInteger().with_variant(Integer, "sqlite")

SQLITE = tuple(
    f"CREATE TRIGGER reviews_{action.lower()} BEFORE {action} ON reviews "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is only added to: reviews'); END"
    for action in ("UPDATE", "DELETE")
)
POSTGRESQL = (
    "CREATE TRIGGER reviews_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON reviews "
    "FOR EACH STATEMENT EXECUTE FUNCTION only_added()",
)


def upgrade() -> None:
    """Make everything."""
    op.create_table(
        "reviews",
        Column("number", NUMBER, primary_key=True, autoincrement=False),
        *_texts("id", "claim", "verdict", "correction", "by", "why", "at"),
    )
    op.create_index("reviews_id", "reviews", ["id"], unique=True)
    op.create_index("reviews_claim", "reviews", ["claim"])
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)
    _make_accounts()
    _make_jobs()


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def _moment(name: str) -> Column[int]:
    return Column(name, NUMBER, nullable=False)


def _account() -> Column[str]:
    return Column("account", Text, ForeignKey("accounts.name", ondelete="CASCADE"), nullable=False)


def _make_accounts() -> None:
    op.create_table("accounts", Column("name", Text, primary_key=True), *_texts("role", "password"), _moment("made"))
    op.create_table(
        "sessions", Column("hash", LargeBinary, primary_key=True), _account(), _moment("made"), _moment("ends")
    )
    op.create_index("sessions_ends", "sessions", ["ends"])
    op.create_table(
        "tokens",
        Column("id", Text, primary_key=True),
        Column("hash", LargeBinary, nullable=False),
        _account(),
        *_texts("label"),
        _moment("made"),
        Column("ends", NUMBER),
    )
    op.create_index("tokens_hash", "tokens", ["hash"], unique=True)
    for table in ("sessions", "tokens"):
        op.create_index(f"{table}_account", table, ["account"])


def _make_jobs() -> None:
    op.create_table(
        "jobs",
        Column("id", Text, primary_key=True),
        _moment("number"),
        *_texts("by", "state"),
        Column("tries", Integer, nullable=False),
        *(_moment(name) for name in ("made", "changed")),
        *_texts("given"),
        Column("raw", LargeBinary, nullable=False),
        *_texts("told"),
    )
    op.create_index("jobs_number", "jobs", ["number"], unique=True)
    op.create_index("jobs_state", "jobs", ["state"])
