"""A server to ask in a test: over a small ledger, with or without accounts, its world in the test's hands."""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from tests.ledger.reports import RUN, english, french

from selon.ledger.ledger import Ledger
from selon.serve.app import create_app
from selon.serve.auth.passwords import Passwords
from selon.serve.state import Outside
from selon.settings import Serving, Settings

HOME = "http://localhost"
PASSWORD = "a long password"
CLAIM, OTHER = "c_0123456789abcdef", "c_0000000000000001"


@dataclass(slots=True)
class Time:
    """A clock that a test moves."""

    now: datetime = datetime(2024, 6, 1, 12, tzinfo=UTC)
    seconds: float = 0.0
    drawn: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def tell(self) -> datetime:
        return self.now

    def clock(self) -> float:
        return self.seconds

    def draw(self) -> str:
        return f"secret{next(self.drawn):040}"

    def pass_by(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.seconds += seconds


def cheap() -> Passwords:
    """Passwords that take no time: what Argon2 costs is not tested here."""
    return Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def one_thread() -> Executor:
    return ThreadPoolExecutor(1)


@dataclass(slots=True)
class Desk:
    """A server and what asks it."""

    ledger: Ledger
    time: Time
    client: TestClient

    @property
    def server(self) -> Any:
        return self.client.app.state.server  # type: ignore[attr-defined]

    def wait_for_incidents(self, reports: int) -> None:
        """Until the server's worker has merged so many reports."""
        for _ in range(1200):
            found = {report for incident in self.ledger.incidents() for report in incident.reports}
            if len(found) >= reports:
                return
            time.sleep(0.05)
        raise AssertionError(found)

    def token(self, name: str) -> dict[str, str]:
        """The header by which a program asks as that account."""
        _, secret = self.server.sessions.make_token(name, "test", None)
        return {"Authorization": f"Bearer {secret}"}

    def sign_in(self, name: str, password: str = PASSWORD) -> dict[str, str]:
        """Sign in as a browser; the header that goes with changes."""
        found = self.client.post("/api/session", json={"name": name, "password": password})
        assert found.status_code == 200, found.text
        return {"X-CSRF-Token": found.json()["csrf"]}


def fill(ledger: Ledger) -> None:
    """Three reports with five claims."""
    ledger.add(english(1), english(2), french(), run=RUN)


@cache
def filled(full: bool) -> bytes:
    """A ledger's file as it is when it was just made, with the three reports or empty: made once, copied often."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        with Ledger(str(path), clock=Time().tell) as ledger:
            if full:
                fill(ledger)
        return path.read_bytes()


@contextmanager
def open_desk(
    path: Path, *, auth: bool = False, full: bool = True, wait: float = 2.0, **outside: Any
) -> Iterator[Desk]:
    """A server over a ledger at that path; with `auth` it has an account of each role, named by it."""
    time = Time()
    if not path.exists():
        path.write_bytes(filled(full))
    with Ledger(str(path), clock=time.tell, wait=wait) as ledger:
        if full and not ledger.reports(1):
            fill(ledger)
        settings = Settings(serving=Serving(auth=auth), ledger=str(path))
        given = {"draw": time.draw, "clock": time.clock, "pool": one_thread, "passwords": cheap} | outside
        app = create_app(ledger, settings, Outside(**given))
        if auth and not app.state.server.accounts.count():
            for role in ("reader", "reviewer", "admin"):
                app.state.server.accounts.add(role, role, PASSWORD)
        with TestClient(app, base_url=HOME, raise_server_exceptions=False, follow_redirects=False) as client:
            yield Desk(ledger, time, client)
