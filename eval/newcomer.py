#!/usr/bin/env python3
"""A new user, timed: from `git clone` to a disputed incident, both sentences of it, on the screen. Two commands.

    python eval/newcomer.py [--from URL] [--folder DIR]

Clones the project into an empty folder, runs there what the README says (`make demo`, then `selon serve`), and opens
the overview in headless Chromium, follows the first dispute, and waits for the words of both sides. What pip fetches
comes from its index, or from its cache where it has one. Exit status 1 where anything does not come.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

HOME = Path(__file__).resolve().parents[1]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PATIENCE = 120_000  # milliseconds


def main() -> int:
    """Do as the README says, and tell how long each part takes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="origin", default=str(HOME), help="what is cloned")
    parser.add_argument("--folder", type=Path, help="where, which must not be there yet; else a temporary folder")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = args.folder or Path(temporary) / "selon"
        start = time.perf_counter()
        timed("git clone", lambda: subprocess.run(["git", "clone", "--quiet", args.origin, str(place)], check=True))
        timed("make demo", lambda: subprocess.run(["make", "demo"], check=True, cwd=place, env=plain()))
        port = free_port()
        command = [str(place / ".venv/bin/selon"), "serve", "--ledger", "demo.db", "--port", str(port)]
        with subprocess.Popen(command, cwd=place, env=plain()) as server:
            try:
                sentences = timed("selon serve, until both are read", lambda: read_both(port, server))
            finally:
                server.terminate()
        print("\n".join(sentences))
        print(f"{'in all':<40}{time.perf_counter() - start:>8.1f} s")
    return 0 if len(sentences) == 2 else 1


def timed(name: str, do: Callable[[], Any]) -> Any:
    """What it gives, its seconds printed."""
    start = time.perf_counter()
    found = do()
    print(f"{name:<40}{time.perf_counter() - start:>8.1f} s", flush=True)
    return found


def plain() -> dict[str, str]:
    """The environment without what would lead a new user's Python elsewhere."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}


def read_both(port: int, server: subprocess.Popen[bytes]) -> list[str]:
    """The sentences of both sides of the first dispute, once they stand on the screen."""
    address = f"http://127.0.0.1:{port}"
    while True:
        try:
            urlopen(f"{address}/api/health").read()
            break
        except OSError:
            if server.poll() is not None:
                sys.exit(f"newcomer: the server ended with {server.returncode}")
            time.sleep(0.1)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE)
        page.goto(address)
        page.locator("#cards .card.differs a").first.click()
        sides = page.locator(".dispute .both").first.locator("section")
        found = [sides.nth(number).locator("blockquote").first.inner_text() for number in range(2)]
        browser.close()
    return found


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
