#!/usr/bin/env python3
"""The ledger's bars: time of adding, time of finding, size, kill -9, changed bytes, many processes at once.

    python eval/ledger.py all
    python eval/ledger.py find --claims 1000000 --from reports/
    scripts/with-postgres python eval/ledger.py together

`--from` are the reports that readings are made of (the examples without it): `add` draws their sentences into other
orders; kill, bytes and together read them once and work with the readings. Exit status 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from bench import SELON, say, write_reports
from ledger_find import measure_find
from selon import Ledger, read
from selon.cli.workers import BATCH
from selon.ledger.rows import Kept, as_rows
from selon.ledger.runs import this_run
from selon.model.errors import SkipReport, StopRun
from selon.model.reading import Reading
from selon.model.report import Report
from selon.read import reports

HOME = Path(__file__).resolve().parent
EXAMPLES = str(HOME.parent / "examples")
BARS = {"add": 1.15, "find_ms": 100, "size_kb": 2.5}
TABLES = (
    "entries",
    "runs",
    "reports",
    "documents",
    "attributions",
    "claims",
    "judgements",
    "retirements",
    "reviews",
    "standing",
)


def measure_add(args: argparse.Namespace, folder: Path) -> list[bool]:
    """`selon add` against `selon read`, in turn over parts of the reports; then the size of the ledger."""
    home, database = folder / "reports", folder / "ledger.db"
    home.mkdir()
    if args.reports_from == [EXAMPLES]:
        write_reports(home, args.reports)
    else:
        write_variations(home, args.reports_from, args.reports)
    files = sorted(map(str, home.iterdir()))
    spent = {"read": [0.0, 0.0], "add": [0.0, 0.0]}
    for start in range(0, len(files), args.part):
        part = files[start : start + args.part]
        more = {"read": ["--format", "jsonl"], "add": ["--ledger", str(database)]}
        for command in random.Random(start).sample(sorted(more), 2):
            wall, cpu = time.perf_counter(), _cpu()
            with (folder / "out").open("w") as out:
                jobs = ["--jobs", str(args.jobs)]
                subprocess.run([*SELON, command, *part, *more[command], *jobs], check=True, stdout=out)
            spent[command][0] += time.perf_counter() - wall
            spent[command][1] += _cpu() - cpu
    print(f"{args.reports} reports: read {spent['read'][0]:.1f} s, add {spent['add'][0]:.1f} s")
    held = [
        say("adding / reading, by the clock", spent["add"][0] / spent["read"][0], "×", BARS["add"]),
        say("adding / reading, by the processor", spent["add"][1] / spent["read"][1], "×", BARS["add"]),
    ]
    with Ledger(str(database)) as ledger:
        stats = ledger.stats()
        print(f"verify: {ledger.verify().findings or 'all as written'}")
    return [*held, say("size of a claim, all in", stats.bytes / stats.rows["claims"] / 1000, "kB", BARS["size_kb"])]


def write_variations(folder: Path, sources: Iterable[str], count: int) -> None:
    """`count` reports, no two the same: each of the sources in turn, its sentences drawn into another order."""
    read_first = [item for item in reports.read(sources) if isinstance(item, Report)]
    for number in range(count):
        report = read_first[number % len(read_first)]
        sentences = re.split(r"(?<=[.!?»”])\s+", report.text.strip())
        random.Random(number).shuffle(sentences)
        day = f"2024-05-{number % 28 + 1:02d}"
        head = f"date: {day}\noutlet: Bench {number}\nlanguage: {report.language}\n\n"
        (folder / f"report-{number:04d}.txt").write_text(head + "\n".join(sentences), encoding="utf-8")


def measure_kill(args: argparse.Namespace, folder: Path) -> list[bool]:
    """Kill the adding at random moments, go on, and compare every value with those of an undisturbed run."""
    kept = _rows(args, 500)
    start = time.perf_counter()
    _add(kept, str(folder / "whole.db")).join()
    length, whole = time.perf_counter() - start, _values(folder / "whole.db")
    draw, same, torn = random.Random(args.seed), 0, 0
    for number in range(args.kills):
        database = folder / f"{number}.db"
        adding = _add(kept, str(database))
        time.sleep(draw.uniform(0, 1.1) * length)
        torn += adding.is_alive()
        adding.kill()
        adding.join()
        _add(kept, str(database)).join()
        good = _values(database) == whole
        if number % 10 == 0:
            with Ledger(str(database)) as ledger:
                good = good and not ledger.verify().findings
            print(f"  {number}: {'the same' if good else 'ANOTHER LEDGER'}", flush=True)
        same += good
        for file in folder.glob(f"{number}.db*"):
            file.unlink()
    print(f"kill -9: {args.kills} times, {torn} before the end; {same} end in the same ledger")
    return [same == args.kills]


def measure_bytes(args: argparse.Namespace, folder: Path) -> list[bool]:
    """Change one byte in copies of a ledger; each must be found, refused, or change no value."""
    path, copy = folder / "whole.db", folder / "copy.db"
    _add(_rows(args, 40), str(path)).join()
    whole, values = path.read_bytes(), _values(path)
    draw, counts = random.Random(args.seed), dict.fromkeys(("found", "refused", "no value", "MISSED"), 0)
    for _ in range(args.changes):
        place, mask = draw.randrange(len(whole)), draw.randrange(1, 256)
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ mask]) + whole[place + 1 :])
        try:
            with Ledger(str(copy), make=False) as ledger:
                outcome = "found" if ledger.verify().findings else "no value"
        except StopRun:
            outcome = "refused"
        if outcome == "no value" and _values(copy) != values:
            outcome = "MISSED"
            print(f"byte {place} changed by {mask}")
        counts[outcome] += 1
    print(f"{args.changes} bytes changed: " + ", ".join(f"{count} {name}" for name, count in counts.items()))
    return [counts["MISSED"] == 0]


def measure_together(args: argparse.Namespace, folder: Path) -> list[bool]:
    """Many processes add the same 200 reports at once: no error, no double, no loss."""
    kept = _rows(args, 200)
    _add(kept, str(folder / "whole.db")).join()
    with Ledger(str(folder / "whole.db")) as ledger:
        alone = {held.document_id for held in ledger.readings()}
    held = [_add_together(kept, str(folder / "many.db"), 4, alone)]
    server = os.environ.get("SELON_TEST_POSTGRES")
    if server is None:
        print("PostgreSQL: NOT MEASURED, no server: run this under scripts/with-postgres")
        return held
    name = f"eval_{uuid.uuid4().hex}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = make_url(server).set(database=name).render_as_string(hide_password=False)
    return [*held, _add_together(kept, url, 8, alone)]


def _add_together(kept: Sequence[Kept], url: str, count: int, alone: set[str]) -> bool:
    start = time.perf_counter()
    adding = [_add(kept, url) for _ in range(count)]
    for process in adding:
        process.join()
    failed = [process.exitcode for process in adding]
    with Ledger(url) as ledger:
        found = [held.document_id for held in ledger.readings()]
        findings = ledger.verify().findings
        entries = ledger.stats().rows["entries"]
    good = not any(failed) and not findings and set(found) == alone and entries == len(alone) + 1
    print(
        f"{count} processes, {make_url(url).get_backend_name() if ':' in url else 'sqlite'}: "
        f"{sum(map(bool, failed))} failed, {len(found)} documents of {len(alone)}, {entries - 1} readings, "
        f"{len(findings)} findings, {time.perf_counter() - start:.1f} s: {'held' if good else 'MISSED'}"
    )
    return good


def _add(kept: Sequence[Kept], url: str) -> multiprocessing.process.BaseProcess:
    """A process that adds what is not there yet, batch by batch as `selon add` does."""
    process = multiprocessing.get_context("fork").Process(target=_add_all, args=(kept, url))
    process.start()
    return process


def _add_all(kept: Sequence[Kept], url: str) -> None:
    run = this_run()
    with Ledger(url, clock=same_moment) as ledger:
        there = {held.document_id for held in ledger.readings()}
        new = [item for item in kept if item.document["id"] not in there]
        for start in range(0, len(new), BATCH):
            ledger.add_rows(new[start : start + BATCH], run)


def same_moment() -> datetime:
    """One moment for all, so that ledgers can be compared."""
    return datetime(2024, 6, 1, tzinfo=UTC)


def _rows(args: argparse.Namespace, count: int) -> list[Kept]:
    """`count` readings as rows, made from those that there are by a number at the end of their text."""
    made, run = _readings(args), this_run()
    return [as_rows(_numbered(made[number % len(made)], number), run) for number in range(count)]


def _numbered(reading: Reading, number: int) -> Reading:
    text = f"{reading.report.text}\n{number}"
    report = replace(reading.report, name=f"report-{number}", text=text, raw=text.encode())
    claims = tuple(replace(claim, id=f"c_{number:04x}{claim.id[6:]}") for claim in reading.claims)
    return replace(reading, report=report, claims=claims)


def _readings(args: argparse.Namespace) -> list[Reading]:
    skipped: list[SkipReport] = []
    return list(read(args.reports_from, skipped=skipped))


def _values(path: Path) -> list[tuple[object, ...]] | None:
    """Every value of the record, as SQLite gives it; None where it cannot."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            connection.text_factory = bytes
            return [row for table in TABLES for row in connection.execute(f"SELECT * FROM {table}")]
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return None


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


MEASURES: dict[str, Callable[[argparse.Namespace, Path], Iterable[bool]]] = {
    "add": measure_add,
    "find": lambda args, folder: measure_find(
        _readings(args), args.claims, args.database or folder / "ledger.db", BARS["find_ms"]
    ),
    "kill": measure_kill,
    "bytes": measure_bytes,
    "together": measure_together,
}


def main() -> int:
    """Measure what is asked for; exit status 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=[*MEASURES, "all"])
    parser.add_argument("--from", dest="reports_from", nargs="+", default=[EXAMPLES])
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--part", type=int, default=500, help="reports that are added, and read, in one go")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--database", type=Path, help="find: keep the generated ledger here, and use it where it is")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--changes", type=int, default=500)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    held = []
    for name in MEASURES if args.what == "all" else (args.what,):
        with tempfile.TemporaryDirectory() as folder:
            held += MEASURES[name](args, Path(folder))
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
