"""The tables of merging: derived from the record and from judgements, and made again where they are lost.

`merged` tells which documents are in, and `reopened` which of them a person's word asks to be worked in anew; `threads`
what each tells of one happening, `crowds` which of those that tell the very same stands for them; `thread_keys` and
`thread_edges` how threads find each other; `runs_of_words` and `copies` what is copied; `incidents`, `incident_claims`
and `disputes` are what people ask for.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, Double, Index, Integer, Table, Text

from selon.ledger.tables import metadata

_BIG = BigInteger()
_SORTED: dict[str, Any] = {"sqlite_with_rowid": False}  # rows stand in the order of their key, which is held once


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, nullable=False, primary_key=key)


merged = Table("merged", metadata, Column("document", _BIG, primary_key=True, autoincrement=False), _text("report"))
reopened = Table("reopened", metadata, Column("document", _BIG, primary_key=True, autoincrement=False))
threads = Table(
    "threads",
    metadata,
    Column("document", _BIG, primary_key=True, autoincrement=False),
    _text("id", key=True),
    _text("report"),
    _text("body"),
    Column("incident", Text),
    Column("echo", _BIG),
    Column("tellings", Text),
    Index("threads_id", "id"),
    Index("threads_incident", "incident"),
    Index("threads_echo", "echo", "report", "id"),
)
crowds = Table("crowds", metadata, Column("echo", _BIG, primary_key=True, autoincrement=False), _text("thread"))
thread_keys = Table(
    "thread_keys",
    metadata,
    Column("key", _BIG, primary_key=True, autoincrement=False),
    _text("thread", key=True),
    Index("thread_keys_thread", "thread"),
    **_SORTED,
)
thread_edges = Table(
    "thread_edges",
    metadata,
    _text("left", key=True),
    _text("right", key=True),
    Index("thread_edges_right", "right"),
    **_SORTED,
)
runs_of_words = Table(
    "runs_of_words",
    metadata,
    Column("run", _BIG, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),
    _text("report", key=True),
    Index("runs_of_words_report", "report"),
    **_SORTED,
)
copies = Table(
    "copies",
    metadata,
    _text("report", key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    _text("origin", key=True),
    Column("origin_start", Integer, primary_key=True, autoincrement=False),
    _text("body"),
    Index("copies_origin", "origin"),
    **_SORTED,
)
incidents = Table(
    "incidents",
    metadata,
    _text("id", key=True),
    _text("kind"),
    Column("latitude", Double),
    Column("longitude", Double),
    Column("radius_km", Double),
    Column("first_day", Integer),
    Column("last_day", Integer),
    _text("parties"),
    Column("claims", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("disputed", Double, nullable=False),
    Column("part_of", Text),
    _text("body"),
    Index("incidents_disputed", "disputed"),
    Index("incidents_reports", "reports"),
    Index("incidents_days", "first_day"),
    Index("incidents_part_of", "part_of"),
)
incident_claims = Table(
    "incident_claims",
    metadata,
    _text("claim", key=True),
    _text("incident"),
    Index("incident_claims_of", "incident"),
    **_SORTED,
)
disputes = Table(
    "disputes",
    metadata,
    _text("id", key=True),
    _text("matter"),
    Column("strength", Double, nullable=False),
    _text("incident"),
    _text("report"),
    _text("body"),
    Index("disputes_incident", "incident"),
    Index("disputes_report", "report"),
    Index("disputes_strength", "strength"),
)

# In the order in which they may be emptied.
MERGING = (
    *(merged, reopened, threads, crowds, thread_keys, thread_edges),
    *(runs_of_words, copies, incidents, incident_claims, disputes),
)
