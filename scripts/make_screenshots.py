#!/usr/bin/env python3
"""Make the pictures of docs/desk.md again: `selon serve` over the example reports, in headless Chromium.

python scripts/make_screenshots.py
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

HOME = Path(__file__).resolve().parents[1]
PICTURES = HOME / "docs" / "pictures"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SELON = [sys.executable, "-m", "selon"]
PASSWORD = "only for pictures"
PATIENCE = 600_000  # milliseconds: on a machine at work everything comes, only later
# The overview has drawn its ground, its claims and its list.
DRAWN = """() => ["selon:ground", "selon:drawn"].every((name) => performance.getEntriesByName(name).length)
  && document.querySelector("#cards .card .sentence")"""
# Letters are there, nothing moves, and what was asked to be drawn is.
STILL = """async () => {
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode()));
  await Promise.all(document.getAnimations().map((moved) => moved.finished));
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
}"""


def main() -> None:
    """Read the examples into a ledger, serve it with an account, and take each picture."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = ["--ledger", f"{folder}/ledger.db"]
        examples = sorted(str(path.relative_to(HOME)) for path in (HOME / "examples").glob("*.txt"))
        known = {**os.environ, "SOURCE_DATE_EPOCH": "1717243200"}
        subprocess.run([*SELON, "add", *examples, *ledger], check=True, cwd=HOME, env=known)
        subprocess.run(
            [*SELON, "user", "add", "ana", "--role", "reviewer", *ledger],
            check=True,
            cwd=HOME,
            input=f"{PASSWORD}\n{PASSWORD}\n",
            text=True,
        )
        # Merged before anything is served, so that no picture is of a page that waits for it.
        subprocess.run([*SELON, "disputes", *ledger], check=True, cwd=HOME, env=known, stdout=subprocess.DEVNULL)
        port = free_port()
        server = subprocess.Popen([*SELON, "serve", "--auth", "--port", str(port), *ledger], cwd=HOME, env=known)
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/api/health", server)
            with sync_playwright() as playwright:
                take(playwright, address)
        finally:
            server.terminate()
            server.wait()


def take(playwright: Any, address: str) -> None:
    """All pictures, in the order in which the tutorial shows them."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/login")
    page.fill("#name", "ana")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_function(DRAWN)
    save(page, "overview")
    page.locator("#cards .card a").first.click()
    page.wait_for_selector(".versions")
    save(page, "incident")
    cell = page.locator(".versions td.disputed .cell summary").first
    cell.click()
    page.evaluate("document.getElementById('versions-title').scrollIntoView({ behavior: 'instant' })")
    save(page, "versions")
    page.goto(page.url.split("?")[0])
    page.locator(".dispute .both section a").first.click()
    page.wait_for_selector(".report-text")
    save(page, "report")
    page.goto(f"{address}/source?name=The%20army")
    save(page, "source")
    page.goto(f"{address}/review")
    save(page, "review")
    narrow = browser.new_context(
        viewport={"width": 360, "height": 720},
        locale="fr-FR",
        color_scheme="dark",
        storage_state=page.context.storage_state(),
    ).new_page()
    narrow.set_default_timeout(PATIENCE)
    narrow.goto(address)
    narrow.wait_for_function(DRAWN)
    save(narrow, "narrow")
    browser.close()


def save(page: Any, name: str) -> None:
    """One picture, once the page stands still."""
    page.wait_for_load_state("load")
    page.evaluate(STILL)
    page.screenshot(path=PICTURES / f"{name}.png")
    print(f"docs/pictures/{name}.png")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, for as long as it lives."""
    while server.poll() is None:
        try:
            urlopen(address).read()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit(f"make_screenshots: the server ended with {server.returncode}")


if __name__ == "__main__":
    main()
