#!/usr/bin/env python3
"""The share of each stage in the time of `selon read`, with the bar of "where, when, how many" (15 %).

    python eval/stages.py [--reports 200] [FILE…]

One process reads the reports (those of eval/bench.py without FILE) as `selon read` does; each stage's functions are
timed on the processor where the flow calls them, and held against the processor's time of the whole program, loading
included. "Where, when, how many" is all that finds, resolves and hands out places, times and numbers.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from bench import say, write_reports
from selon.cli.main import load_command

BARS = {"where, when, how many": 15.0}
# Stage to the functions that do it, as the modules that call them name them.
STAGES = {
    "reading files": (("selon.cli.run_files", "read"),),
    "parsing": (("selon.cli.work", "parse_reports"),),
    "where, when, how many": (
        ("selon.pipeline", "find_mentions"),
        ("selon.pipeline", "resolve_places"),
        ("selon.pipeline", "resolve_times"),
        ("selon.pipeline", "mark_mentions"),
        ("selon.pipeline", "weigh_places"),
        ("selon.extract.claims", "share_times"),
        ("selon.extract.claims", "share_quantities"),
        ("selon.extract.claims", "PlaceFinder.find"),
    ),
    "who says what": (("selon.pipeline", "find_attributions"), ("selon.pipeline", "resolve_sources")),
    "what happened": (("selon.extract.claims", "find_events"),),
}


class Stopwatch:
    """Seconds on the processor, by stage; a stage that stands within another is taken out of that one."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = 0.0

    def _switch(self) -> None:
        now = time.process_time()
        if self._open:
            self.spent[self._open[-1]] += now - self._since
        self._since = now

    def start(self, stage: str) -> None:
        """A stage begins."""
        self._switch()
        self._open.append(stage)

    def stop(self) -> None:
        """The stage that began last ends."""
        self._switch()
        self._open.pop()

    def watch(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed; where it gives an iterator, each step of that."""

        @wraps(function)
        def timed(*args: Any, **named: Any) -> Any:
            self.start(stage)
            try:
                given = function(*args, **named)
            finally:
                self.stop()
            return self._steps(stage, given) if hasattr(given, "__next__") else given

        return timed

    def _steps(self, stage: str, given: Any) -> Any:
        while True:
            self.start(stage)
            try:
                item = next(given)
            except StopIteration:
                return
            finally:
                self.stop()
            yield item


def watch_all(watch: Stopwatch) -> None:
    """Put the stopwatch around every function of the stages."""
    for stage, functions in STAGES.items():
        for module, name in functions:
            owner: Any = importlib.import_module(module)
            *within, last = name.split(".")
            for part in within:
                owner = getattr(owner, part)
            setattr(owner, last, watch.watch(stage, getattr(owner, last)))


def main() -> int:
    """Read, print each stage's share; exit status 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", help="reports to read in place of the bench's")
    parser.add_argument("--reports", type=int, default=200)
    args = parser.parse_args()
    watch = Stopwatch()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not args.files:
            (folder / "reports").mkdir()
            write_reports(folder / "reports", args.reports)
        made = time.process_time()
        watch_all(watch)
        options = ["--format", "jsonl", "--output", str(folder / "claims.jsonl"), "--jobs", "1"]
        load_command("read").main([*(args.files or [str(folder / "reports")]), *options], standalone_mode=False)
        whole = time.process_time() - made
        claims = sum(1 for _ in (folder / "claims.jsonl").open(encoding="utf-8"))
    shares = {stage: 100 * watch.spent[stage] / whole for stage in STAGES}
    print(f"{claims} claims in {whole:.1f} s of processor time, loading included")
    for stage, share in shares.items():
        print(f"{stage:<34}{share:>8.2f} %")
    print(f"{'all else: loading, sources, output':<34}{100 - sum(shares.values()):>8.2f} %")
    return 0 if all([say(stage, shares[stage], "%", bar) for stage, bar in BARS.items()]) else 1


if __name__ == "__main__":
    sys.exit(main())
