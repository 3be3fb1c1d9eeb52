"""A web server on this machine that notes what it is asked, names that lead to it, and reports posted by address."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from tests.serve.desk import Desk

from selon.read.fetch.pieces import Web
from selon.read.fetch.request import World

# No language that is read: what matters here is only whether it is asked for.
PAGE = "Der Bürgermeister sagte am Montag, die Aufständischen hätten das Lager eingenommen.\n".encode()


class Inside:
    """What was asked of the server, and where it leads to, if anywhere."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.redirect = ""
        self.port = 0


@contextmanager
def open_inside() -> Iterator[Inside]:
    """A server that answers on every address of this machine."""
    inside = Inside()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            inside.asked.append(self.path)
            leads = inside.redirect and self.path == "/page"
            self.send_response(404 if self.path == "/robots.txt" else 302 if leads else 200)
            if leads:
                self.send_header("Location", inside.redirect)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(PAGE)))
            self.end_headers()
            self.wfile.write(PAGE)

        def log_message(self, *about: Any) -> None:
            pass

    server = ThreadingHTTPServer(("", 0), Handler)
    inside.port = server.server_port
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield inside
    server.shutdown()
    server.server_close()
    thread.join()


def resolve_by(monkeypatch: pytest.MonkeyPatch, look_up: Callable[..., Any]) -> None:
    """Let posted addresses be looked up so."""
    monkeypatch.setattr("selon.serve.jobs.reading.Web", partial(Web, world=World(resolve=look_up)))


def lead_to(monkeypatch: pytest.MonkeyPatch, names: Mapping[str, Sequence[str]]) -> None:
    """Let names lead to addresses."""
    resolve_by(monkeypatch, lambda host, port, **kind: [(2, 1, 6, "", (address, port)) for address in names[host]])


def posted(desk: Desk, given: dict[str, Any]) -> dict[str, Any]:
    """What became of a posted report."""
    made = desk.client.post("/api/reports", json=given, headers=desk.token("reviewer"))
    assert made.status_code == 202, made.text
    told: dict[str, Any] = {}
    for _ in range(1200):
        told = desk.client.get(made.headers["location"], headers=desk.token("reader")).json()
        if told["state"] in ("done", "failed"):
            return told
        time.sleep(0.05)
    raise AssertionError(told)
