"""Verifying: every row held against the digest in its entry, every entry against the one before, the view against both.

What is found is named: a row altered, lost or added outside; an entry altered, lost or out of its place; a row of the
view that is not what the record says; what the database itself finds broken in its file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, Engine, func, select, text

from selon.ledger.chain import BEGINNING, DIGEST, Row, digest_row, hash_entry
from selon.ledger.engine import is_sqlite, reading
from selon.ledger.record import Recorded, name_row, read_record
from selon.ledger.tables import KEYS, entries
from selon.ledger.view_check import check_view
from selon.model.errors import StopRun

MOST = 1000  # findings that are listed; a ledger with more is past naming rows


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check went through, the hash of the last entry, and what is wrong, in words; nothing where all is well."""

    entries: int
    rows: int
    head: str
    findings: tuple[str, ...]


@dataclass(slots=True)
class _Walk:
    """How far the walk along the chain has come; `before` are the hashes that the next entry may build on.

    Those are the last entry's hash as it stands and as it should be: so an altered hash is not laid to its neighbour.
    None where an entry is lost.
    """

    entries: int = 0
    rows: int = 0
    number: int = 0
    hash: bytes = BEGINNING
    before: tuple[bytes, ...] | None = (BEGINNING,)


def check_all(engine: Engine) -> Checked:
    """Check the file, then the record, then the view; the view only where the record is whole."""
    walk, findings = _Walk(), list[str]()
    try:
        with reading(engine) as connection, _any_bytes(connection):
            findings += _check_file(connection)
            with closing(read_record(connection)) as record:
                findings.extend(islice(_check_record(connection, record, walk), max(0, MOST - len(findings))))
            if not findings:
                findings += check_view(connection)
    except StopRun as stop:
        findings.append(str(stop))
    return Checked(walk.entries, walk.rows, walk.hash.hex(), tuple(findings))


@contextmanager
def _any_bytes(connection: Connection) -> Iterator[None]:
    """Let SQLite give text that is no UTF-8 any more: it is to be named, not to end the walk."""
    driver = connection.connection.driver_connection
    if driver is None or not is_sqlite(connection):
        yield
        return
    driver.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        driver.text_factory = str


def _check_file(connection: Connection) -> Iterator[str]:
    if is_sqlite(connection):
        for found in connection.exec_driver_sql("PRAGMA integrity_check").scalars():
            if found != "ok":
                yield f"the database's file is broken: {found}"
        for table in ("standing_places", "standing_days"):
            found = connection.execute(text("SELECT rtreecheck(:table)"), {"table": table}).scalar()
            if found != "ok":
                yield f"{table}: {found}"


def _check_record(connection: Connection, record: Iterable[Recorded], walk: _Walk) -> Iterator[str]:
    last = connection.execute(select(func.max(entries.c.number))).scalar() or 0
    for recorded in record:
        walk.rows += len(recorded.rows)
        if recorded.entry is not None:
            yield from _check_link(recorded.entry, walk)
            yield from _check_rows(recorded, recorded.entry)
        elif recorded.number > last:
            yield from (f"{name_row(table, row)}: added outside: no entry tells of it" for table, row in recorded.rows)
        else:
            yield f"entry {recorded.number}: lost; its rows are there, from {name_row(*recorded.rows[0])} on"
            walk.number, walk.before = recorded.number, None


def _check_link(entry: Row, walk: _Walk) -> Iterator[str]:
    number, expected = entry["number"], walk.number + 1
    if number != expected:
        yield f"entry {expected}: lost" if number == expected + 1 else f"entries {expected} to {number - 1}: lost"
        walk.before = None
    whole = isinstance(entry["rows"], bytes) and isinstance(entry["hash"], bytes)
    made = [hash_entry(before, entry) for before in walk.before or ()] if whole else []
    if not whole or (walk.before is not None and entry["hash"] not in made):
        yield f"entry {number} ({entry['what']} {entry['subject']}): altered, or put in another's place"
    walk.entries += 1
    walk.number, walk.hash = number, entry["hash"] if whole else BEGINNING
    walk.before = (walk.hash, *made)


def _check_rows(recorded: Recorded, entry: Row) -> Iterator[str]:
    """Compare the rows with the digests in their entry; rows and digests without a partner are named."""
    told = entry["rows"] if isinstance(entry["rows"], bytes) else b""
    missing = [told[start : start + DIGEST] for start in range(0, len(told), DIGEST)]
    strange = []
    for table, row in recorded.rows:
        digest = digest_row(table, row)
        if digest in missing:
            missing.remove(digest)
        else:
            strange.append(name_row(table, row))
    for place, name in enumerate(strange):
        yield f"{name}: " + ("altered" if place < len(missing) else "added outside: its entry does not tell of it")
    if len(missing) > len(strange):
        rows = "a row" if len(missing) == len(strange) + 1 else f"{len(missing) - len(strange)} rows"
        yield f"entry {recorded.number} ({entry['what']} {entry['subject']}): {rows} of it lost{_places(recorded)}"


def _places(recorded: Recorded) -> str:
    """Where keys leave gaps, which rows those were."""
    gaps = []
    for name in ("attributions", "claims"):
        there = [row["key"] for table, row in recorded.rows if table.name == name]
        if there:
            first = recorded.number * KEYS
            gaps += [f"{name} {recorded.number}.{key - first}" for key in range(first, max(there)) if key not in there]
    return f": {', '.join(gaps)}" if gaps else ""
