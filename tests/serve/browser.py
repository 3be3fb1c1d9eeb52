"""A browser and a server for it: over the example reports, each read once, on a port of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from tests.serve.desk import cheap, one_thread

from selon.ledger.ledger import Ledger
from selon.serve.app import create_app
from selon.serve.state import Outside
from selon.settings import Serving, Settings

EXAMPLES = Path(__file__).parents[2] / "examples"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
OPTIONS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
LOCALES = {"en": "en-GB", "fr": "fr-FR"}


def need_browser() -> None:
    """Skip, with the reason, where there is no browser to test with."""
    pytest.importorskip("playwright", reason="the Python package playwright is not installed")
    pytest.importorskip("axe_playwright_python", reason="the Python package axe-playwright-python is not installed")
    if not CHROMIUM:
        pytest.skip("no Chromium is installed (or named by CHROMIUM)")


@contextmanager
def serve(path: Path, **serving: Any) -> Iterator[str]:
    """A server over the ledger at that path, with settings of serving; its address. It merges in a thread of its own.

    Another process for that would take longer to begin than many a test.
    """
    settings = Settings(serving=Serving(**serving), ledger=str(path))
    with Ledger(str(path)) as ledger, socket.socket() as listener:
        app = create_app(ledger, settings, Outside(pool=one_thread, passwords=cheap))
        listener.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@dataclass(slots=True)
class Watched:
    """A page, and what went wrong in it: errors of scripts, messages of the console, requests to other hosts."""

    page: Any
    address: str
    trouble: list[str] = field(default_factory=list)

    def go(self, path: str) -> Any:
        """Open a page of the server, and wait until all of it is there."""
        answer = self.page.goto(path if "://" in path else self.address + path)
        self.page.wait_for_load_state("networkidle")
        return answer

    def wait(self, expression: str) -> None:
        """Wait until a script's expression holds."""
        self.page.wait_for_function(f"() => {expression}")


@contextmanager
def open_page(browser: Any, address: str, language: str = "en", width: int = 1280, **more: Any) -> Iterator[Watched]:
    """A page of a browser that asks for a language."""
    context = browser.new_context(viewport={"width": width, "height": 860}, locale=LOCALES[language], **more)
    watched = Watched(context.new_page(), address)
    page, trouble = watched.page, watched.trouble
    page.on("pageerror", lambda error: trouble.append(f"error {error}"))
    page.on("console", lambda told: trouble.append(f"console {told.text}") if told.type == "error" else None)
    allowed = (address, "data:", "blob:", "file:")
    page.on("request", lambda asked: None if asked.url.startswith(allowed) else trouble.append(f"left for {asked.url}"))
    try:
        yield watched
    finally:
        context.close()
