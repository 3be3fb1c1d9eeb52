"""What was done behind the ledger's back is found, and named."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.ledger.conftest import same_moment
from tests.ledger.reports import NEWER, RUN, english, french

from selon.ledger.ledger import Ledger
from selon.ledger.tables import KEYS
from selon.model.errors import StopRun

FIRST = f"{2 * KEYS}"  # the key of the first claim of the first reading: entry 1 is its run
DONE = {
    "altered": {
        "UPDATE claims SET body = replace(body, 'kill', 'wound')": "claims 2.0 (c_0123456789abcdef): altered",
        "UPDATE reports SET outlet = 'Le Faux' WHERE number = 2": "reports 2 (r_",
        "UPDATE reports SET raw = sha256 WHERE number = 3": "reports 3 (r_",
        "UPDATE documents SET text = id_text WHERE number = 2": "documents 2 (d_",
        "UPDATE attributions SET body = '{}'": "attributions 2.0: altered",
        "UPDATE runs SET version = '9'": "runs 1 (n_",
        "UPDATE retirements SET why = 'none'": "retirements 4: altered",
        "UPDATE entries SET at = '2020' WHERE number = 2": "entry 2 (reading d_",
        "UPDATE entries SET hash = rows WHERE number = 3": "entry 3 (reading d_",
    },
    "lost": {
        f"DELETE FROM claims WHERE key = {3 * KEYS}": "a row of it lost: claims 3.0",
        "DELETE FROM retirements": "entry 4 (retirement c_0000000000000001): a row of it lost",
        "DELETE FROM entries WHERE number = 3": "entry 3: lost",
    },
    "added outside": {
        f"INSERT INTO claims VALUES ({2 * KEYS + 1}, 'c_f', '{{}}')": "claims 2.1 (c_f): added outside",
        f"INSERT INTO claims VALUES ({9 * KEYS}, 'c_f', '{{}}')": "claims 9.0 (c_f): added outside",
        "INSERT INTO retirements VALUES (7, 'c_1', 'x', 'y', 'z')": "retirements 7: added outside",
    },
}
CASES = [(said, statement, found) for said, cases in DONE.items() for statement, found in cases.items()]


def fill(url: str) -> None:
    with Ledger(url, clock=same_moment) as ledger:
        ledger.add(french(), english(1), run=RUN)
        ledger.retire("c_0000000000000001", by="an editor", why="misread")


def let_change(url: str, statement: str) -> None:
    """Change a ledger as someone would who owns the database."""
    engine = create_engine(url)
    with engine.begin() as connection:
        if engine.dialect.name == "sqlite":
            names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
            for name in names:
                connection.execute(text(f"DROP TRIGGER {name}"))
            statement = statement.replace("id_text", "CAST(id AS BLOB)")
        else:
            connection.execute(text("SET session_replication_role = replica"))
            statement = statement.replace("id_text", "CAST(id AS BYTEA)")
        connection.execute(text(statement.replace(":", "\\:")))
    engine.dispose()


@pytest.mark.parametrize(("said", "statement", "found"), CASES, ids=[statement for _, statement, _ in CASES])
def test_every_change_is_found_and_named(url: str, said: str, statement: str, found: str) -> None:
    fill(url)
    let_change(url, statement)
    with Ledger(url) as ledger:
        findings = ledger.verify().findings
    assert len(findings) == 1, findings
    assert found in findings[0] and said in findings[0]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE standing SET kind = 'hold'",
        "UPDATE standing SET first_day = 1 WHERE kind = 'kill'",
        "DELETE FROM standing",
        "DELETE FROM standing_words WHERE {}",
        "UPDATE standing_places SET low_lat = 1",
        "DELETE FROM standing_days",
    ],
)
def test_a_view_that_is_not_the_record_is_found_and_made_again(url: str, statement: str) -> None:
    fill(url)
    sqlite = url.startswith("sqlite")
    if "standing_words" in statement and sqlite:
        statement = "INSERT INTO standing_words (rowid, words, source) VALUES (1, 'x', 'y')"
    if not sqlite and ("places" in statement or "days" in statement):
        statement = "UPDATE standing_words SET words = to_tsvector('simple', 'other')"
    let_change(url, statement.format("TRUE"))
    with Ledger(url) as ledger:
        findings = ledger.verify().findings
        assert findings and all("the view" in finding and "--rebuild" in finding for finding in findings)
        ledger.rebuild()
        assert not ledger.verify().findings


def test_a_hash_noted_before_tells_of_a_chain_cut_short(url: str) -> None:
    fill(url)
    with Ledger(url) as ledger:
        head = ledger.verify().head
        assert ledger.has_hash(head) and ledger.has_hash(head[:8])
    let_change(url, "DELETE FROM retirements")
    let_change(url, "DELETE FROM entries WHERE number = 4")
    with Ledger(url) as ledger:
        assert not ledger.has_hash(head)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("bytes") / "ledger.db"
    with Ledger(str(path), clock=same_moment) as ledger:
        ledger.add(french(), *(english(number) for number in range(1, 30)), run=RUN)
        ledger.add(french(), run=NEWER)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("VACUUM")  # so that no page holds what was deleted
    return path


def values_of(path: Path) -> list[tuple[object, ...]]:
    """Every value of the record, as SQLite gives it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        tables = (
            "entries",
            "runs",
            "reports",
            "documents",
            "attributions",
            "claims",
            "judgements",
            "retirements",
            "reviews",
        )
        return [row for table in tables for row in connection.execute(f"SELECT * FROM {table}")]


def changes(size: int, count: int) -> Iterator[tuple[int, int]]:
    draw = random.Random(0)
    for _ in range(count):
        yield draw.randrange(100, size), draw.randrange(1, 256)


def test_a_changed_byte_is_found_or_refused_or_changes_no_value(
    pages: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    whole, values = pages.read_bytes(), values_of(pages)
    changed, copy = 0, tmp_path / "copy.db"
    for place, mask in changes(len(whole), 120):
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :])
        try:
            with Ledger(str(copy), make=False) as ledger:
                found = bool(ledger.verify().findings)
        except StopRun:
            found = True
        try:
            same = values_of(copy) == values
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            same = False
        changed += not same
        assert found or same, f"byte {place} changed by {mask} was not found"
    assert changed > 10
    assert not caplog.records, "a walk that is broken off leaves nothing open"
