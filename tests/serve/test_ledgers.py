"""Ledgers in trouble: empty, locked, read-only, of a newer version, gone; each has a clear behaviour."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.ledger.reports import RUN, english
from tests.serve.desk import CLAIM, Desk, fill, open_desk

from selon.ledger.ledger import Ledger
from selon.model.errors import Busy, ReadOnly, StopRun

REVIEW = {"claim": CLAIM, "verdict": "accept", "why": "x"}
NOBODY = 65534


def test_an_empty_ledger_answers_empty_lists(tmp_path: Path) -> None:
    with open_desk(tmp_path / "ledger.db", full=False) as desk:
        for address in ("claims", "reports", "incidents", "disputes", "judgements", "reviews", "entries", "jobs"):
            found = desk.client.get(f"/api/{address}")
            assert (found.status_code, found.json()) == (200, {"items": [], "next": None}), address
        assert desk.client.get("/api/geojson").json()["features"] == []
        assert desk.client.get("/api/stats").json()["standing"] == 0
        assert desk.client.get("/api/health").status_code == 200


@pytest.fixture
def locked(tmp_path: Path) -> Iterator[Desk]:
    """A server that waits a moment only, while another program holds the ledger for writing."""
    with open_desk(tmp_path / "ledger.db", auth=True, wait=0.05) as desk:
        desk.wait_for_incidents(3)
        headers = {role: desk.token(role) for role in ("reader", "reviewer")}
        desk.client.headers = headers["reviewer"]
        with closing(sqlite3.connect(tmp_path / "ledger.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            yield desk
            other.execute("ROLLBACK")
        assert desk.client.post("/api/reviews", json=REVIEW).status_code == 201, "free again, it goes on"


def test_a_locked_ledger_is_read_and_not_written(locked: Desk) -> None:
    assert locked.client.get("/api/claims").status_code == 200
    for address, given in (("reviews", REVIEW), ("reports", {"text": "x"})):
        found = locked.client.post(f"/api/{address}", json=given)
        assert (found.status_code, found.json()["error"]["code"]) == (503, "busy")
        assert found.headers["retry-after"] == "5"
    signing = locked.client.post("/api/session", json={"name": "admin", "password": "a long password"})
    assert signing.status_code == 503


def test_a_ledger_that_cannot_even_be_read_is_said_to_be_unwell(tmp_path: Path) -> None:
    with open_desk(tmp_path / "ledger.db", wait=0.05) as desk:
        desk.wait_for_incidents(3)
        assert desk.client.get("/").status_code == 200, "what pages are drawn from is made: nothing reads beside us"
        desk.ledger.close()
        (tmp_path / "ledger.db").write_bytes(b"no database any more" * 1000)
        for left in tmp_path.glob("ledger.db-*"):
            left.unlink()
        found = desk.client.get("/api/health")
        assert (found.status_code, found.json()["error"]["code"]) == (500, "broken")
        assert str(tmp_path) not in found.text, "where the file lies is for the log"


def test_a_ledger_of_a_newer_version_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    Ledger(str(path)).close()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StopRun, match="newer Selon"), open_desk(path):
        pass


def test_a_locked_ledger_that_must_be_brought_up_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Busy, match="another program holds it"):
            Ledger(str(path), wait=0.05)


@pytest.fixture(params=["file", "folder"])
def read_only(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A ledger whose file, or file and folder, this process may not write."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() == Path.home().owner() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    folder = tmp_path / "kept"
    folder.mkdir()
    path = folder / "ledger.db"
    with Ledger(str(path)) as ledger:
        fill(ledger)
    path.chmod(0o444)
    folder.chmod(0o555 if request.param == "folder" else 0o777)
    root = os.geteuid() == 0
    if root:  # who may write anything
        os.seteuid(NOBODY)
    yield path
    if root:
        os.seteuid(0)
    folder.chmod(0o755)


def test_a_read_only_ledger_is_read_and_says_so_where_it_should_be_written(read_only: Path) -> None:
    with open_desk(read_only) as desk:
        assert len(desk.client.get("/api/claims").json()["items"]) == 5
        assert desk.client.get("/api/incidents").json()["items"] == []
        with pytest.raises(ReadOnly, match="can be read and not written"):
            desk.ledger.add(english(9), run=RUN)


def test_a_read_only_ledger_has_no_room_for_accounts(read_only: Path) -> None:
    with pytest.raises(ReadOnly), open_desk(read_only, auth=True):
        pass
