"""The tables: what is recorded, each row once and for ever, and what is derived from it for finding.

Recorded: entries (the chain), runs, reports, documents, attributions, claims, judgements, retirements, reviews. A
row's number is that of the entry that added it; `key` is the document's number times KEYS plus the place in the
document.
Derived, and made again from the record where it is lost: standing (one row a claim of the view), decided (what reviews
say of such a claim, `decided.py`), and beside them the tables for words, places and days that each database has in its
own way (`standing.py`).
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

KEYS = 1 << 20  # no report holds a million claims: the limit on its length sees to that

metadata = MetaData()
_Number = BigInteger().with_variant(Integer, "sqlite")  # only an INTEGER PRIMARY KEY is SQLite's own row number


def _number(name: str = "number") -> Column[int]:
    return Column(name, _Number, primary_key=True, autoincrement=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


entries = Table(
    "entries",
    metadata,
    _number(),
    _text("at"),
    _text("what"),
    _text("subject"),
    Column("rows", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
runs = Table(
    "runs",
    metadata,
    _number(),
    _text("id"),
    _text("version"),
    _text("language_data"),
    _text("body"),
    Index("runs_id", "id", unique=True),
)
reports = Table(
    "reports",
    metadata,
    _number(),
    _text("id"),
    Column("sha256", LargeBinary, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    _text("obtained_at"),
    Column("obtained_from", Text),
    Column("url", Text),
    Column("outlet", Text),
    Column("published", Text),
    Index("reports_id", "id", unique=True),
    Index("reports_sha256", "sha256"),
)
documents = Table(
    "documents",
    metadata,
    _number(),
    _text("id"),
    Column("report", _Number, ForeignKey("reports.number"), nullable=False),
    Column("run", _Number, ForeignKey("runs.number"), nullable=False),
    _text("language"),
    _text("about"),
    Column("text", LargeBinary, nullable=False),
    Index("documents_id", "id", unique=True),
    Index("documents_report", "report"),
)
attributions = Table("attributions", metadata, _number("key"), _text("body"))
claims = Table("claims", metadata, _number("key"), _text("id"), _text("body"), Index("claims_id", "id"))
judgements = Table(
    "judgements",
    metadata,
    _number(),
    _text("id"),
    _text("left"),
    _text("right"),
    _text("verdict"),
    _text("by"),
    _text("why"),
    _text("at"),
    Index("judgements_id", "id", unique=True),
    Index("judgements_left", "left"),
    Index("judgements_right", "right"),
)
retirements = Table(
    "retirements",
    metadata,
    _number(),
    _text("subject"),
    _text("by"),
    _text("why"),
    _text("at"),
    Index("retirements_subject", "subject"),
)
reviews = Table(
    "reviews",
    metadata,
    _number(),
    _text("id"),
    _text("claim"),
    _text("verdict"),
    _text("correction"),
    _text("by"),
    _text("why"),
    _text("at"),
    Index("reviews_id", "id", unique=True),
    Index("reviews_claim", "claim"),
)
standing = Table(
    "standing",
    metadata,
    _number("key"),
    _text("kind"),
    _text("certainty"),
    Column("outlet", Text),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("first_day", Integer),
    Column("last_day", Integer),
    Index("standing_kind", "kind"),
    Index("standing_certainty", "certainty"),
    Index("standing_outlet", "outlet"),
)

# `newest` and `correction` are numbers of reviews, `body` is the claim's as corrected.
decided = Table(
    "decided",
    metadata,
    _number("key"),
    Column("newest", _Number, nullable=False),
    Column("correction", _Number),
    Column("rejected", Boolean, nullable=False),
    Column("body", Text),
)

# In the order in which an entry's rows are hashed.
RECORDED = (runs, reports, documents, attributions, claims, judgements, retirements, reviews)
