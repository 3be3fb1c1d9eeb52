#!/usr/bin/env python3
"""The speed bars: medians, and ratios within one run.

    python eval/bench.py [--reports 500] [--rounds 3] [--jobs N]

Reports of about 500 words are made from the example reports' sentences, the same at every run. Reading them is
compared with the bare spaCy parse of the same texts (eval/bare.py), both as whole programs, loading included.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HOME = Path(__file__).resolve().parent
EXAMPLES = HOME.parent / "examples"
SELON = [sys.executable, "-m", "selon"]
BARS = {"ratio": 1.6, "memory_gb": 1.2, "cold_s": 4.0, "help_s": 0.4}


def write_reports(folder: Path, count: int, words: int = 500) -> None:
    """`count` reports, French and English in turn, of sentences drawn from the examples."""
    draw = random.Random(0)
    stock = {
        code: [
            sentence
            for path in sorted(EXAMPLES.glob(f"*-{code}.txt"))
            for sentence in re.split(r"(?<=[.!?»”])\s+", path.read_text(encoding="utf-8").split("\n\n", 1)[1])
            if sentence.strip()
        ]
        for code in ("en", "fr")
    }
    for number in range(count):
        code = ("en", "fr")[number % 2]
        text = ""
        while len(text.split()) < words:
            text += " ".join(draw.sample(stock[code], 4)) + "\n\n"
        head = f"date: 2024-05-{number % 28 + 1:02d}\noutlet: Bench\nlanguage: {code}\n\n"
        (folder / f"report-{number:04d}.txt").write_text(head + text, encoding="utf-8")


def run_timed(command: list[str]) -> float:
    """Seconds that a program takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(folder: Path, rounds: int, jobs: int) -> tuple[float, float]:
    """Median seconds of reading and of the bare parse, taken in turn."""
    read, bare = [], []
    for _ in range(rounds):
        bare.append(run_timed([sys.executable, str(HOME / "bare.py"), str(folder), str(jobs)]))
        read.append(run_timed([*SELON, "read", str(folder), "--format", "jsonl", "--jobs", str(jobs)]))
    return statistics.median(read), statistics.median(bare)


def same_output(folder: Path, jobs: int) -> bool:
    """Whether one process and several write the same bytes."""
    outputs = []
    for count in (1, jobs):
        command = [*SELON, "read", str(folder), "--format", "jsonl", "--jobs", str(count)]
        outputs.append(subprocess.run(command, check=True, capture_output=True).stdout)
    return outputs[0] == outputs[1]


def peak_gb() -> float:
    """The most memory that any one process of this run has held, in GB."""
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak / 1e9 if sys.platform == "darwin" else peak * 1024 / 1e9


def say(name: str, value: float, unit: str, bar: float) -> bool:
    """Print a figure beside its bar; whether it is held."""
    held = value <= bar
    print(f"{name:<34}{value:>8.2f} {unit:<3} at most {bar:g}  {'held' if held else 'MISSED'}")
    return held


def main() -> int:
    """Measure all bars; exit status 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    args = parser.parse_args()
    one = str(next(iter(sorted(EXAMPLES.glob("*.txt")))))
    help_time = statistics.median(run_timed([*SELON, "--help"]) for _ in range(5))
    cold = statistics.median(run_timed([*SELON, "read", one]) for _ in range(args.rounds))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_reports(folder, args.reports)
        read, bare = compare(folder, args.rounds, args.jobs)
        same = same_output(folder, args.jobs)
    print(f"{args.reports} reports, {args.jobs} processes: read {read:.1f} s, bare parse {bare:.1f} s")
    held = [
        say("reading / bare parse", read / bare, "×", BARS["ratio"]),
        say("memory of the largest process", peak_gb(), "GB", BARS["memory_gb"]),
        say("one report from a cold start", cold, "s", BARS["cold_s"]),
        say("selon --help", help_time, "s", BARS["help_s"]),
        same,
    ]
    print(f"one process and {args.jobs}: {'the same bytes' if same else 'DIFFERENT output'}")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
