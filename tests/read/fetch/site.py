"""A web server of this machine, for tests that fetch."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Site:
    """A web server: paths to what is done with a request, and what was asked for."""

    def __init__(self) -> None:
        self.paths: dict[str, Callable[[Any], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                self.close_connection = True
                site.paths.get(self.path, lambda handler: answer(handler, 404, b"none"))(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def give(self, path: str, body: bytes | str, status: int = 200, **lines: str) -> None:
        raw = body.encode() if isinstance(body, str) else body
        self.paths[path] = lambda handler: answer(handler, status, raw, **lines)

    def times_asked(self) -> Counter[str]:
        return Counter(path for path, _ in self.asked)


def answer(handler: Any, status: int, body: bytes, **lines: str) -> None:
    known = {name.replace("_", "-"): value for name, value in lines.items()}
    tag = known.get("ETag")
    if tag and handler.headers.get("If-None-Match") == tag:
        status, body = 304, b""
    handler.send_response(status)
    for name, value in ({"Content-Length": str(len(body)), "Content-Type": "text/html"} | known).items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture(name="site")
def running_site() -> Iterator[Site]:
    site = Site()
    yield site
    site.server.shutdown()
    site.server.server_close()
