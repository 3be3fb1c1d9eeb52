"""The first tables: the record, which can only be added to, and what is derived from it."""

from __future__ import annotations

from alembic import op
from sqlalchemy import BigInteger, Column, Double, ForeignKey, Integer, LargeBinary, Text

revision = "0001"
down_revision = None

NUMBER = BigInteger().with_variant(Integer, "sqlite")
RECORDED = ("entries", "runs", "reports", "documents", "attributions", "claims", "judgements", "retirements")

SQLITE = (
    "CREATE VIRTUAL TABLE standing_words USING fts5(words, source, content='', columnsize=0, tokenize='ascii')",
    "CREATE VIRTUAL TABLE standing_places USING rtree(key, low_lat, high_lat, low_lon, high_lon)",
    "CREATE VIRTUAL TABLE standing_days USING rtree_i32(key, first_day, last_day)",
    *(
        f"CREATE TRIGGER {table}_{action.lower()} BEFORE {action} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the ledger is only added to: {table}'); END"
        for table in RECORDED
        for action in ("UPDATE", "DELETE")
    ),
)
POSTGRESQL = (
    "CREATE TABLE standing_words (key BIGINT PRIMARY KEY, words TSVECTOR NOT NULL, source TSVECTOR NOT NULL)",
    "CREATE INDEX standing_words_words ON standing_words USING gin (words)",
    "CREATE INDEX standing_words_source ON standing_words USING gin (source)",
    "CREATE INDEX standing_places ON standing (latitude, longitude)",
    "CREATE INDEX standing_days ON standing USING gist (int4range(first_day, last_day, '[]'))"
    " WHERE first_day IS NOT NULL",
    "CREATE FUNCTION only_added() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the ledger is only added to: %', TG_TABLE_NAME; END $$",
    *(
        f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION only_added()"
        for table in RECORDED
    ),
)


def upgrade() -> None:
    """Make everything."""
    _make_reports()
    _make_claims()
    _make_decisions()
    _make_standing()
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def _number(name: str = "number") -> Column[int]:
    return Column(name, NUMBER, primary_key=True, autoincrement=False)


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def _make_reports() -> None:
    op.create_table(
        "entries",
        _number(),
        *_texts("at", "what", "subject"),
        Column("rows", LargeBinary, nullable=False),
        Column("hash", LargeBinary, nullable=False),
    )
    op.create_table("runs", _number(), *_texts("id", "version", "language_data", "body"))
    op.create_table(
        "reports",
        _number(),
        *_texts("id"),
        Column("sha256", LargeBinary, nullable=False),
        Column("raw", LargeBinary, nullable=False),
        *_texts("obtained_at"),
        *(Column(name, Text) for name in ("obtained_from", "url", "outlet", "published")),
    )
    op.create_table(
        "documents",
        _number(),
        *_texts("id"),
        Column("report", NUMBER, ForeignKey("reports.number"), nullable=False),
        Column("run", NUMBER, ForeignKey("runs.number"), nullable=False),
        *_texts("language", "about"),
        Column("text", LargeBinary, nullable=False),
    )
    for table in ("runs", "reports", "documents"):
        op.create_index(f"{table}_id", table, ["id"], unique=True)
    op.create_index("reports_sha256", "reports", ["sha256"])
    op.create_index("documents_report", "documents", ["report"])


def _make_claims() -> None:
    op.create_table("attributions", _number("key"), *_texts("body"))
    op.create_table("claims", _number("key"), *_texts("id", "body"))
    op.create_index("claims_id", "claims", ["id"])


def _make_decisions() -> None:
    op.create_table("judgements", _number(), *_texts("id", "left", "right", "verdict", "by", "why", "at"))
    op.create_index("judgements_id", "judgements", ["id"], unique=True)
    for side in ("left", "right"):
        op.create_index(f"judgements_{side}", "judgements", [side])
    op.create_table("retirements", _number(), *_texts("subject", "by", "why", "at"))
    op.create_index("retirements_subject", "retirements", ["subject"])


def _make_standing() -> None:
    op.create_table(
        "standing",
        _number("key"),
        *_texts("kind", "certainty"),
        Column("outlet", Text),
        *(Column(name, Double) for name in ("latitude", "longitude")),
        *(Column(name, Integer) for name in ("first_day", "last_day")),
    )
    for column in ("kind", "certainty", "outlet"):
        op.create_index(f"standing_{column}", "standing", [column])
