"""How long finding takes in a large ledger, generated from real claims; each kind of filter by itself, and together."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import say
from selon.ledger.days import days_of
from selon.ledger.find import Circle, Query
from selon.ledger.ledger import Ledger
from selon.ledger.rows import Find, Kept, as_rows
from selon.ledger.runs import this_run
from selon.model.claim import CERTAINTIES, KINDS
from selon.model.reading import Reading

ASKED = 30  # queries of each kind
OUTLETS = 300
WORDS = 20_000
FIRST_DAY, DAYS = 737_791, 1500  # from 2021-01-01 on


def measure_find(readings: Sequence[Reading], claims: int, database: Path, bar: float) -> list[bool]:
    """Fill a ledger, ask, and hold the median of each kind of filter against the bar, in milliseconds."""
    start = time.perf_counter()
    with Ledger(str(database)) as ledger:
        if ledger.stats().standing < claims:
            fill(ledger, readings, claims)
        stats = ledger.stats()
        print(
            f"{stats.standing:,} claims, {stats.bytes / 1e9:.2f} GB, {stats.bytes / stats.standing:.0f} bytes each, "
            f"filled in {time.perf_counter() - start:.0f} s"
        )
        return [_ask(ledger, name, queries, bar) for name, queries in _queries().items()]


def _ask(ledger: Ledger, name: str, queries: Sequence[Query], bar: float) -> bool:
    times, found = [], 0
    for query in queries:
        start = time.perf_counter()
        found += sum(len(held.reading.claims) for held in ledger.find(query))
        times.append((time.perf_counter() - start) * 1000)
    held = say(name, statistics.median(times), "ms", bar)
    print(f"{'':<8}longest {max(times):.0f} ms, {found / len(queries):.0f} found")
    return held


def fill(ledger: Ledger, readings: Sequence[Reading], claims: int) -> None:
    run, draw = this_run(), random.Random(0)
    stock = [as_rows(reading, run) for reading in readings if reading.claims]
    batch: list[Kept] = []
    count = number = 0
    while count < claims:
        kept = _varied(draw.choice(stock), number, draw)
        batch.append(kept)
        count, number = count + len(kept.claims), number + 1
        if len(batch) == 200:
            ledger.add_rows(batch, run)
            batch = []
    ledger.add_rows(batch, run)


def _varied(kept: Kept, number: int, draw: random.Random) -> Kept:
    """The same claims as of another report: other ids, outlet, days and points near by, a few other words."""
    outlet = f"outlet {_rank(draw, OUTLETS)}"
    return replace(
        kept,
        report={**kept.report, "id": f"r_{number:024x}", "outlet": outlet},
        document={**kept.document, "id": f"d_{number:024x}"},
        claims=tuple((f"c_{number:08x}{place:08x}", body) for place, (_, body) in enumerate(kept.claims)),
        finds=tuple(_moved(find, outlet, draw) for find in kept.finds),
    )


def _moved(find: Find, outlet: str, draw: random.Random) -> Find:
    row: dict[str, Any] = {**find.standing, "outlet": outlet}
    if row["latitude"] is not None:
        row["latitude"] = max(-90.0, min(90.0, row["latitude"] + draw.gauss(0, 1)))
        row["longitude"] = max(-180.0, min(180.0, row["longitude"] + draw.gauss(0, 1)))
    if row["first_day"] is not None:
        first = FIRST_DAY + draw.randrange(DAYS)
        row |= {"first_day": first, "last_day": first + draw.choice((0, 0, 0, 1, 6, 30, 365))}
    words = " ".join(f"word{_rank(draw, WORDS)}" for _ in range(5))
    return Find(row, f"{find.words} {words}", f"{find.source} name{_rank(draw, WORDS)}")


def _rank(draw: random.Random, most: int) -> int:
    """A rank as words have them: low ones often, high ones hardly ever."""
    return min(most, int(draw.paretovariate(0.6)))


def _queries() -> dict[str, list[Query]]:
    draw = random.Random(1)

    def each(make: Any) -> list[Query]:
        return [make(number) for number in range(ASKED)]

    def near(km: float) -> Circle:
        return Circle(draw.uniform(46, 51), draw.uniform(30, 40), km)

    def days(length: int) -> tuple[int, int]:
        first = FIRST_DAY + draw.randrange(DAYS)
        return first, first + length

    words = ("attack", "kyiv", "army", "soldiers", "ville", "l armee", "bakhmut", "missiles", "said", "forces")
    return {
        "words": each(lambda number: Query(words=words[number % len(words)])),
        "words, rare": each(lambda number: Query(words=f"word{2 ** (number % 15)}")),
        "words, two": each(lambda number: Query(words=f"{words[number % len(words)]} word{number + 1}")),
        "phrase": each(lambda number: Query(words='"said that"' if number % 2 else '"a declare"')),
        "beginning of a word": each(lambda number: Query(words=f"{'abcdefghij'[number % 10]}{'aeiou'[number % 5]}*")),
        "source": each(lambda number: Query(source=f"name{2 ** (number % 15)}")),
        "kind": each(lambda number: Query(kinds=(KINDS[number],))),
        "certainty": each(lambda number: Query(certainties=(CERTAINTIES[number % len(CERTAINTIES)],))),
        "outlet": each(lambda number: Query(outlet=f"outlet {number * 10 + 1}")),
        "place, 5 km": each(lambda number: Query(near=near(5))),
        "place, 50 km": each(lambda number: Query(near=near(50))),
        "place, 500 km": each(lambda number: Query(near=near(500))),
        "a day": each(lambda number: Query(days=days(0))),
        "a month": each(lambda number: Query(days=days(30))),
        "a year": each(lambda number: Query(days=days(365))),
        "long ago": each(lambda number: Query(days=days_of("1999"))),
        "kind, place and month": each(
            lambda number: Query(kinds=(KINDS[number % len(KINDS)],), near=near(50), days=days(30))
        ),
        "words, certainty, outlet": each(
            lambda number: Query(
                words=words[number % len(words)], certainties=("reported",), outlet=f"outlet {number + 1}"
            )
        ),
    }
