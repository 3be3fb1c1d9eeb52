"""A server that really listens, and raw words to it."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import uvicorn
from tests.serve.desk import cheap, fill, one_thread

from selon.ledger.ledger import Ledger
from selon.serve.app import create_app
from selon.serve.server import configure
from selon.serve.state import Outside
from selon.settings import Serving, Settings


@dataclass(frozen=True, slots=True)
class Running:
    """A server at a port of this machine."""

    port: int

    def say(self, words: bytes) -> bytes:
        """All that it answers to those bytes."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(words)
            return self._rest(connection)

    def drip(self, first: bytes, part: bytes, *, every: float) -> bytes:
        """All that it answers to who sends `first` and then `part` again and again, up to ten seconds."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(first)
            connection.settimeout(every)
            end, answer = time.monotonic() + 10, b""
            while time.monotonic() < end:
                try:
                    connection.sendall(part)
                    answer += (piece := connection.recv(65_536))
                    if not piece:
                        return answer
                except TimeoutError:
                    continue
                except OSError:
                    return answer
            raise AssertionError("it was never cut off")

    def _rest(self, connection: socket.socket) -> bytes:
        parts = []
        try:
            while part := connection.recv(65_536):
                parts.append(part)
        except OSError:
            pass  # ended without a word more
        return b"".join(parts)


@contextmanager
def run_server(path: Path, *, body_seconds: float, head_seconds: float, auth: bool = False) -> Iterator[Running]:
    """A server over a small ledger at that path, in a thread."""
    with Ledger(str(path)) as ledger:
        fill(ledger)
        settings = Settings(serving=Serving(port=0, auth=auth), ledger=str(path))
        outside = Outside(pool=one_thread, passwords=cheap, body_seconds=body_seconds)
        config = configure(create_app(ledger, settings, outside), settings.serving, head_seconds=head_seconds)
        server = uvicorn.Server(config)
        thread = Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Running(server.servers[0].sockets[0].getsockname()[1])
        server.should_exit = True
        thread.join(10)
