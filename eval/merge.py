#!/usr/bin/env python3
"""Score incidents and disputes on gold/merge, from gold claims and from found ones; or measure merging at scale.

    python eval/merge.py [--merge FILE] [--gold FOLDER] [--json]
    python eval/merge.py --scale 1000 2000 4000 8000 16000 [--plot FILE.svg]
    python eval/merge.py --echoes 1000 2000 4000
    python eval/merge.py --copies 400

The gold lies beside the project, in ../shared; without it nothing is scored, and it says so. `--scale` merges an
invented war (`invented.py`) of so many reports in a ledger and adds 100 more; `--echoes` does so with reports that are
nearly the same, of six texts; `--copies` holds found copies of passages
of 30 to 60 words with one word in ten changed against those that were laid down.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from math import log, log10
from pathlib import Path
from typing import Any

from invented import War, echoes
from merge_gold import gold_readings
from selon.ledger.ledger import Ledger
from selon.merge import merge
from selon.merging import bring_together
from selon.model.reading import Reading
from selon.pipeline import load_gazetteer, parse_reports, reading_of
from selon.show.claims import as_claim_row
from selon.show.incidents import as_dispute_row, as_incident_row

HOME = Path(__file__).resolve().parent
SHARED = HOME.parent.parent / "shared"
GOLD, MERGE, SCORE = (
    SHARED / "gold" / "dev",
    SHARED / "gold" / "merge" / "dev.json",
    SHARED / "tools" / "score_merge.py",
)
CLAIMED = 3.7  # incidents that a report tells: some 15 claims
MORE = 100  # reports that are added to a merged ledger

Figures = dict[str, Any]


def score(merge_file: Path, gold: Path) -> dict[str, Figures]:
    """The figures from gold claims and from found ones."""
    readings = gold_readings(gold)
    found = [reading_of(document, load_gazetteer()) for document in parse_reports(item.report for item in readings)]
    return {"gold": _score(readings, merge_file, gold), "found": _score(found, merge_file, gold)}


def _score(readings: list[Reading], merge_file: Path, gold: Path) -> Figures:
    merged = merge((reading.report.name, reading) for reading in readings)
    claims = [as_claim_row(claim, reading.report.text) for reading in readings for claim in reading.claims]
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{name}.jsonl" for name in ("claims", "incidents", "disputes")]
        rows = (claims, map(as_incident_row, merged.incidents), map(as_dispute_row, merged.disputes))
        for path, found in zip(files, rows, strict=True):
            _write(path, found)
        command = [sys.executable, SCORE, merge_file, gold, *files, "--json"]
        done = subprocess.run([str(part) for part in command], check=True, capture_output=True, text=True)
    return dict(json.loads(done.stdout))


def _write(path: Path, rows: Iterable[Any]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def measure_scale(sizes: list[int], plot: Path | None, make: Callable[[int], Iterator[Reading]]) -> None:
    """Time and memory of merging ledgers of several sizes, and of adding to them."""
    seconds = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, Ledger(str(Path(folder) / "ledger.db")) as ledger:
            readings = make(size + MORE)
            _add(ledger, readings, size)
            clock, start = time.perf_counter(), time.process_time()
            bring_together(ledger)
            clock, taken = time.perf_counter() - clock, time.process_time() - start
            claims = ledger.stats().standing
            _add(ledger, readings, MORE)
            start = time.perf_counter()
            bring_together(ledger)
            more = time.perf_counter() - start
        seconds.append(taken)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{size:>7,} reports, {claims:>9,} claims: merged in {taken:6.0f} s of the processor "
            f"({1000 * taken / size:.1f} ms each; {clock:.0f} s by the clock), {MORE} more in {more:.2f} s; "
            f"memory so far {peak:,.0f} MB",
            flush=True,
        )
    if plot is not None:
        plot.write_text(_drawn(sizes, seconds), encoding="utf-8")


def _add(ledger: Ledger, readings: Iterable[Reading], count: int) -> None:
    batch: list[Reading] = []
    for reading in readings:
        batch.append(reading)
        if len(batch) == min(500, count):
            ledger.add(*batch)
            count -= len(batch)
            batch = []
        if count <= 0:
            return


def _drawn(sizes: list[int], seconds: list[float]) -> str:
    """Seconds over reports, both logarithmic, with n log n through the first point."""
    wide, high, edge = 480, 320, 46
    fit = [seconds[0] * size * log(size) / (sizes[0] * log(sizes[0])) for size in sizes]
    low, top = log10(min(*seconds, *fit)) - 0.1, log10(max(*seconds, *fit)) + 0.1
    first, last = log10(sizes[0]), log10(sizes[-1])

    def at(size: int, taken: float) -> str:
        across = edge + (log10(size) - first) / (last - first) * (wide - 2 * edge)
        return f"{across:.1f},{high - edge - (log10(taken) - low) / (top - low) * (high - 2 * edge):.1f}"

    points = [at(size, taken) for size, taken in zip(sizes, seconds, strict=True)]
    curve = [at(size, taken) for size, taken in zip(sizes, fit, strict=True)]
    dots = "".join(f'<circle cx="{p.split(",")[0]}" cy="{p.split(",")[1]}" r="3" fill="#1f5f8b"/>' for p in points)
    labels = "".join(
        f'<text x="{p.split(",")[0]}" y="{high - 26}" text-anchor="middle">{size:,}</text>'
        f'<text x="{p.split(",")[0]}" y="{float(p.split(",")[1]) - 8:.1f}" text-anchor="middle">{taken:.0f} s</text>'
        for p, size, taken in zip(points, sizes, seconds, strict=True)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="11">'
        f'<rect width="{wide}" height="{high}" fill="#fff"/>'
        f'<polyline points="{" ".join(curve)}" fill="none" stroke="#999" stroke-dasharray="4 3"/>'
        f'<polyline points="{" ".join(points)}" fill="none" stroke="#1f5f8b" stroke-width="2"/>{dots}{labels}'
        f'<text x="{edge}" y="20">Merging: seconds by reports (dashed: n log n through the first)</text></svg>\n'
    )


def measure_copies(reports: int) -> tuple[float, float]:
    """Precision and recall of copied passages between reports of an invented war."""
    war = War(3, reports)
    merged = merge((reading.report.name, reading) for reading in war.readings())
    found = {(copy.origin.report, copy.copy.report) for copy in merged.copies}
    # Two that copy one report copy each other too: their passages are the same words.
    origins: dict[str, set[str]] = {}
    for origin, late in war.copied:
        origins.setdefault(late, set()).add(origin)
    right = {
        (one, other)
        for one, other in found
        if one in origins.get(other, ()) or origins.get(one, set()) & origins.get(other, set())
    }
    return len(right) / max(len(found), 1), len(found & war.copied) / max(len(war.copied), 1)


def main() -> int:
    """Do what the options ask for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--merge", type=Path, default=MERGE)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--scale", type=int, nargs="+")
    parser.add_argument("--echoes", type=int, nargs="+")
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--copies", type=int)
    given = parser.parse_args()
    if given.scale:
        measure_scale(given.scale, given.plot, lambda size: War(7, size, CLAIMED).readings())
    elif given.echoes:
        measure_scale(given.echoes, given.plot, echoes)
    elif given.copies:
        precision, recall = measure_copies(given.copies)
        print(f"copies: precision {precision:.3f}, recall {recall:.3f}")
    elif not given.merge.exists():
        print(f"{given.merge}: is not there; nothing is scored")
    elif given.json:
        print(json.dumps(score(given.merge, given.gold)))
    else:
        both = score(given.merge, given.gold)
        for name in both["gold"]:
            print(f"{name:18} " + " ".join(_shown(figures[name]) for figures in both.values()))
    return 0


def _shown(value: Any) -> str:
    return f"{value:9.3f}" if isinstance(value, float) else f"{value!s:>9}"


if __name__ == "__main__":
    sys.exit(main())
