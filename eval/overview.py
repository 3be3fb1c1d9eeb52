#!/usr/bin/env python3
"""The overview's bars: how soon its first view is drawn, and how soon a filter is, in headless Chromium.

    python eval/overview.py [--claims 100000] [--database big.db] [--times 20] [--from reports/]

A ledger is generated from the readings of some reports (the examples without `--from`), every five of its claims are
made an incident with a dispute (merging is measured elsewhere), `selon serve` is started over it, and the page is
loaded and filtered `--times` times each. First view: from the start of the navigation until map and timeline are
drawn, ground and claims. Filter: from the change of a filter until both are drawn again. Exit status 1 where a bar is
missed.
"""

from __future__ import annotations

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

from bench import SELON, say
from ledger_find import fill
from selon import Ledger, read
from selon.ledger.asked import IncidentQuery
from selon.ledger.merged import Taken
from selon.model.errors import SkipReport
from selon.model.incident import Dispute, Incident, Version, Where

EXAMPLES = str(Path(__file__).resolve().parent.parent / "examples")
BARS = {"first view": 1500, "filter": 300}
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
# Does something in the page, and tells how many milliseconds until both drawings have followed.
TIMED = """async (act) => {
  const once = { once: true };
  const drawn = (id) => new Promise((done) => document.getElementById(id).addEventListener("drawn", done, once));
  const both = Promise.all([drawn("map"), drawn("days")]);
  const start = performance.now();
  const [what, name] = act;
  if (what === "box") document.querySelector(`input[value="${name}"]`).click();
  if (what === "days") {
    const form = document.querySelector(".filters");
    [form.elements.from.value, form.elements.to.value] = name;
    form.requestSubmit();
  }
  if (what === "move") {
    const canvas = document.querySelector(".map canvas");
    canvas.dispatchEvent(new KeyboardEvent("keydown", { key: name, bubbles: true }));
  }
  await both;
  return performance.now() - start;
}"""
FIRST = """() => new Promise((done) => {
  const told = () => {
    const marks = ["selon:drawn", "selon:ground"].map((name) => performance.getEntriesByName(name)[0]);
    if (marks.every(Boolean)) requestAnimationFrame(() => done(performance.now()));
    else setTimeout(told, 5);
  };
  told();
})"""


def main() -> int:
    """Measure; exit status 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--database", type=Path, help="keep the generated ledger here, and use it where it is")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--from", dest="reports_from", nargs="+", default=[EXAMPLES])
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = args.database or Path(folder) / "big.db"
        make_ledger(database, args)
        with serve(database) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET])
            held = [measure(browser.new_page(viewport={"width": 1440, "height": 900}), address, args.times)]
            browser.close()
    return 0 if all(held) else 1


def make_ledger(database: Path, args: argparse.Namespace) -> None:
    """Fill the ledger where it does not hold so many claims yet, and give it incidents."""
    skipped: list[SkipReport] = []
    with Ledger(str(database)) as ledger:
        start = time.perf_counter()
        if ledger.stats().standing < args.claims:
            fill(ledger, list(read(args.reports_from, skipped=skipped)), args.claims)
        if not ledger.incidents(IncidentQuery(limit=1)):
            invent_incidents(ledger)
        print(f"{ledger.stats().standing:,} claims, {time.perf_counter() - start:.0f} s")


def invent_incidents(ledger: Ledger) -> None:
    """Every five claims in the order of the ledger as one incident of two versions that differ."""
    marks = ledger.marks(ledger.mark_keys())
    made = {}
    for start in range(0, len(marks) - 4, 5):
        part = marks[start : start + 5]
        ids, name = tuple(mark.id for mark in part), f"i_{start:024x}"
        sides = ids[:3], ids[3:]
        versions = tuple(
            Version(f"{name}{number}", side, (part[0].source or "",), (part[0].report,), 1, None, None)
            for number, side in enumerate(sides)
        )
        dispute = Dispute(f"x_{start:024x}", "how_many", *sides, 0.5, ("invented",), name)
        where = Where(part[0].place or "", part[0].latitude, part[0].longitude, 10) if part[0].latitude else None
        reports = tuple(dict.fromkeys(mark.report for mark in part))
        made[Incident(name, ids, part[0].kind, where, None, versions, (dispute,), reports)] = (name,)
    with ledger.merging() as store:
        # So that the server does not merge them: they are copies of a few reports.
        store.put([Taken(document, "", None, (), (), ()) for document in store.pending()])
        store.replace_incidents(made, ())


@contextmanager
def serve(database: Path) -> Iterator[str]:
    """`selon serve` over the ledger, once it answers; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([*SELON, "serve", "--ledger", str(database), "--port", str(port)])
    address = f"http://127.0.0.1:{port}"
    try:
        start = time.perf_counter()
        while True:
            try:
                urlopen(f"{address}/data/marks.json").read()
                break
            except OSError:
                if process.poll() is not None or time.perf_counter() - start > 120:
                    raise
                time.sleep(0.2)
        print(f"{'first answer after the start':<34}{time.perf_counter() - start:>8.2f} s")
        yield address
    finally:
        process.terminate()
        process.wait()


def measure(page: Page, address: str, times: int) -> bool:
    """Load and filter the page; whether both bars are held."""
    first = [_load(page, address) for _ in range(times)]
    kinds = ("kill", "strike", "attack", "capture")
    acts: dict[str, Callable[[int], Any]] = {
        "filter": lambda number: ["box", kinds[number % len(kinds)]],
        "filter by certainty": lambda number: ["box", ("certain", "reported")[number % 2]],
        "filter by days": lambda number: ["days", [f"2022-0{number % 9 + 1}", f"2022-{number % 3 + 10}"]],
        "move the map": lambda number: ["move", ("ArrowLeft", "ArrowUp", "+", "-")[number % 4]],
    }
    held = say("first view", statistics.median(first), "ms", BARS["first view"])
    for name, act in acts.items():
        _load(page, address)
        page.locator(".filter-drawer").evaluate("(drawer) => { drawer.open = true; }")
        taken = [page.evaluate(TIMED, act(number)) for number in range(times)]
        held &= say(name, statistics.median(taken), "ms", BARS["filter"])
        print(f"{'':<8}longest {max(taken):.0f} ms")
    return held


def _load(page: Page, address: str) -> float:
    page.goto(address)
    taken: float = page.evaluate(FIRST)
    return taken


if __name__ == "__main__":
    sys.exit(main())
