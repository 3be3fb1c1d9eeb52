"""What every route may need of the server: the ledger, the settings and what stands beside them, as dependencies."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from selon.ledger.ledger import Ledger
from selon.model.gazetteer import Candidate
from selon.resolve.gazetteer import open_gazetteer
from selon.serve.auth.accounts import Accounts
from selon.serve.auth.limits import Guesses, Limiter
from selon.serve.auth.passwords import Passwords
from selon.serve.auth.sessions import Sessions, draw_secret
from selon.serve.guard import BODY_SECONDS
from selon.serve.jobs.store import Jobs
from selon.serve.jobs.worker import Pool, Worker, own_process
from selon.settings import Settings
from selon.show.asking import FindPlace


@dataclass(frozen=True, slots=True)
class Outside:
    """What the server needs from outside: secrets of 256 bits, a clock in seconds, a process that reads, limits.

    `allow_private` lets posted addresses lead to private networks; `body_seconds` is the time that a body may take.
    """

    draw: Callable[[], str] = draw_secret
    clock: Callable[[], float] = time.monotonic
    pool: Pool = own_process
    passwords: Callable[[], Passwords] = Passwords
    allow_private: bool = False
    body_seconds: float = BODY_SECONDS


class Streams:
    """How many answers are open that go on for long; counted by the one thread that sends them."""

    def __init__(self) -> None:
        self.count = 0

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """Count one while it lasts."""
        self.count += 1
        try:
            yield
        finally:
            self.count -= 1


@dataclass(frozen=True, slots=True)
class Server:
    """One server: all that its routes share."""

    ledger: Ledger
    settings: Settings
    outside: Outside
    accounts: Accounts
    sessions: Sessions
    guesses: Guesses
    postings: Limiter
    jobs: Jobs
    worker: Worker
    streams: Streams
    find_place: FindPlace = field(repr=False)


async def server_of(request: Request) -> Server:
    """The server."""
    found: Server = request.app.state.server
    return found


async def ledger_of(request: Request) -> Ledger:
    """The ledger that is served."""
    found: Server = request.app.state.server
    return found.ledger


async def settings_of(request: Request) -> Settings:
    """The settings of this run."""
    found: Server = request.app.state.server
    return found.settings


# Asynchronous, though they wait for nothing: each that is not would be sent to a thread of its own.
TheServer = Annotated[Server, Depends(server_of)]
TheLedger = Annotated[Ledger, Depends(ledger_of)]
TheSettings = Annotated[Settings, Depends(settings_of)]


def place_finder(settings: Settings) -> FindPlace:
    """What finds places by name in the gazetteer of the settings, opened when it is first asked."""

    @lru_cache(maxsize=500)
    def find(written: str) -> tuple[Candidate, ...]:
        path = Path(settings.gazetteer) if settings.gazetteer else None
        return open_gazetteer(path, folder=Path(settings.cache).expanduser()).find(written)

    return find
