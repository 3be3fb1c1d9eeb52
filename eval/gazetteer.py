#!/usr/bin/env python3
"""The gazetteer's bars: build, memory, look-up; and a build of generated dumps as large as all of GeoNames.

    python eval/gazetteer.py [--rows 13000000] [--folder FOLDER]

Look-ups are of names that were not asked before, and are compared with a bare select by primary key in the same file.
With `--rows`, a dump of so many places and one of as many alternate names are generated (the same at every run),
built and asked; they need about 250 bytes a row in FOLDER, the file made of them about 300.
"""

from __future__ import annotations

import argparse
import gc
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from selon.resolve.gazetteer import build_gazetteer, open_gazetteer

BARS = {"build_s": 30.0, "look_up_us": 50.0, "memory_mb": 150.0}
ASKED = 20_000
SYLLABLES = [
    first + vowel + last for first in "bdgklmnprstvz" for vowel in "aeiou" for last in ("", "n", "r", "v", "sk")
]
CYRILLIC = str.maketrans("abdegiklmnoprstuvz", "абдегиклмнопрстувз")
COUNTRIES = ["UA", "RU", "SY", "YE", "SD", "ML", "MM", "CD", "FR", "US", "IN", "CN"]


def names(draw: random.Random) -> tuple[str, str]:
    """A made-up name, and another of the same place."""
    name = "".join(draw.choices(SYLLABLES, k=draw.choice((2, 3, 3, 4)))).capitalize()
    return name, name.lower().translate(CYRILLIC)


def place_lines(count: int) -> Iterable[str]:
    """`count` lines of a dump, one in 5,000 of them broken."""
    draw = random.Random(0)
    for number in range(1, count + 1):
        name, other = names(draw)
        latitude, longitude = draw.uniform(-60, 75), draw.uniform(-180, 180)
        letter, code = draw.choice((("P", "PPL"), ("P", "PPL"), ("H", "STM"), ("T", "MT"), ("S", "FRM")))
        country, population = COUNTRIES[number * 12 // (count + 1)], int(draw.paretovariate(0.8) * 10)
        if number % 5_000 == 0:
            latitude = 99.0
        yield (
            f"{number}\t{name}\t{name}\t{other},{name}ka\t{latitude:.5f}\t{longitude:.5f}\t{letter}\t{code}\t"
            f"{country}\t\t{number % 27:02d}\t\t\t\t{min(population, 20_000_000)}\t\t10\tEtc/UTC\t2025-01-01\n"
        )


def alternate_lines(count: int) -> Iterable[str]:
    """`count` lines of alternate names, in no order of places; one in four is a link."""
    draw = random.Random(1)
    for number in range(1, count + 1):
        name, other = names(draw)
        language, written = (
            ("link", "https://example.org/x") if number % 4 == 0 else draw.choice((("en", name), ("ru", other)))
        )
        historic = "1" if number % 10 == 0 else ""
        yield f"{number}\t{draw.randrange(1, count + 1)}\t{language}\t{written}\t\t\t\t{historic}\t\t\n"


def memory_mb() -> float:
    """What this process holds in memory now, the pages of files among it, in MB (Linux)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) / 1024


def microseconds(call: Callable[[str], object], asked: list[str]) -> float:
    """The median time of a call."""
    taken = []
    for one in asked:
        start = time.perf_counter()
        call(one)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken) * 1e6


def ask(path: Path | None, folder: Path) -> tuple[float, float, float]:
    """Median µs of an exact look-up and of a bare select, and the memory that the gazetteer takes, in MB."""
    open_gazetteer(path, folder=folder)
    file = path or next(folder.glob("gazetteer-*.sqlite"))
    # The names are picked by another process, whose memory is none of ours.
    query = f"SELECT name FROM place WHERE number IN (SELECT number FROM place ORDER BY random() LIMIT {ASKED})"
    code = f"import sqlite3\nfor name, in sqlite3.connect({str(file)!r}).execute({query!r}): print(name)"
    asked = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.splitlines()
    gc.collect()
    before = memory_mb()
    gazetteer = open_gazetteer(path, folder=folder)
    exact = microseconds(gazetteer.find, asked)
    for name in asked:
        gazetteer.find_like(name)
    memory = memory_mb() - before
    bare = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    numbers = [str(number) for (number,) in bare.execute(f"SELECT number FROM place LIMIT {ASKED}")]
    random.Random(0).shuffle(numbers)
    select = microseconds(
        lambda number: bare.execute("SELECT name FROM place WHERE number = ?", (number,)).fetchone(), numbers
    )
    bare.close()
    return exact, select, memory


def timed_build(dumps: list[Path], output: Path) -> tuple[float, float, float]:
    """Seconds, seconds of processor, and peak memory in MB of a build in a process of its own."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    words = [sys.executable, "-m", "selon", "gazetteer", "build", *map(str, dumps), "--output", str(output)]
    done = subprocess.run(words, check=False, stdout=subprocess.DEVNULL)
    assert done.returncode in (0, 1), "the build has failed"
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    busy = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.perf_counter() - start, busy, after.ru_maxrss / 1024


def say(name: str, value: float, unit: str, bar: float | None = None) -> bool:
    """Print a figure, beside its bar where it has one; whether it is held."""
    held = bar is None or value <= bar
    print(f"{name:<34}{value:>9.1f} {unit:<4}" + (f" at most {bar:g}  {'held' if held else 'MISSED'}" if bar else ""))
    return held


def main() -> int:
    """Measure all bars; exit status 1 where one is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--folder", type=Path, help="where generated dumps and what is built of them go")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        folder = Path(name)
        seconds, busy, peak = timed_build([], folder / "default.sqlite")
        held = [say("build of the default", seconds, "s", BARS["build_s"])]
        say("  of a processor", busy, "s")
        say("  its peak memory", peak, "MB")
        build_gazetteer([], folder / "asked.sqlite")
        exact, bare, memory = ask(folder / "asked.sqlite", folder)
        held.append(say("exact look-up, median", exact, "µs", BARS["look_up_us"]))
        say("  as a ratio to a bare select", exact / bare, "×")
        held.append(say("memory of the open default", memory, "MB", BARS["memory_mb"]))
        if args.rows:
            dumps = [folder / "allCountries.txt", folder / "alternateNamesV2.txt"]
            for dump, lines in zip(dumps, (place_lines(args.rows), alternate_lines(args.rows)), strict=True):
                with dump.open("w", encoding="utf-8") as file:
                    file.writelines(lines)
            seconds, busy, peak = timed_build(dumps, folder / "all.sqlite")
            say(f"build of {args.rows:,} + {args.rows:,} rows", seconds, "s")
            say("  of a processor", busy, "s")
            say("  its peak memory", peak, "MB")
            say("  the file", (folder / "all.sqlite").stat().st_size / 1e6, "MB")
            exact, bare, memory = ask(folder / "all.sqlite", folder)
            held.append(say("exact look-up in it, median", exact, "µs", BARS["look_up_us"]))
            say("  as a ratio to a bare select", exact / bare, "×")
            say("  memory of the open file", memory, "MB")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
