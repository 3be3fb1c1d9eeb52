#!/usr/bin/env python3
"""The server's bars: pages of claims out of a million at a steady rate, and a mixed load that goes on for long.

    python eval/serve.py pages --database million.db
    python eval/serve.py mixed --minutes 30

`pages` asks for pages of 100 claims, one filter each and further pages, at `--rate` a second whether answers come or
not; the ledger is generated where there is none. `mixed` has readers, reviewers and reports that are added, all at
once; then every judgement must be in the record and the chain whole. Exit status 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import EXAMPLES, SELON, say
from ledger_find import fill
from selon import Ledger, read
from selon.model.errors import SkipReport

BARS = {"pages_ms": 50.0, "memory": 1.2}
PASSWORD = "a long password"
HOST = "127.0.0.1"
IDLE = 5.0  # seconds after which a connection is not used again; the server closes it after 15
PLACES = ("Izium", "Bakhmut", "Soledar", "Kosti", "Nowhere at all")


@dataclass(slots=True)
class Web:
    """Connections to one server, kept open and used again; times of answers by name, and what went wrong."""

    port: int
    token: str = ""
    free: list[tuple[float, asyncio.StreamReader, asyncio.StreamWriter]] = field(default_factory=list)
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    wrong: Counter[str] = field(default_factory=Counter)

    async def ask(self, name: str, path: str, body: bytes | None = None, method: str = "") -> tuple[int, bytes]:
        """One request; its status and body, its time noted under the name."""
        start = time.perf_counter()
        while self.free and (time.monotonic() - self.free[-1][0] > IDLE or self.free[-1][1].at_eof()):
            self.free.pop()[2].close()  # idle for so long that the server closes it, perhaps just now
        _, reader, writer = self.free.pop() if self.free else (0, *await asyncio.open_connection(HOST, self.port))
        head = f"{method or ('GET' if body is None else 'POST')} {path} HTTP/1.1\r\nHost: localhost\r\n"
        head += f"Authorization: Bearer {self.token}\r\n" if self.token else ""
        if body is not None:
            head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        writer.write(head.encode() + b"\r\n" + (body or b""))
        answer = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", answer)
        found = await reader.readexactly(int(length[1])) if length else b""
        if b"connection: close" in answer:
            writer.close()
        else:
            self.free.append((time.monotonic(), reader, writer))
        status = int(answer.split(b" ", 2)[1])
        self.times[name].append((time.perf_counter() - start) * 1000)
        if status >= 400:
            self.wrong[f"{status} {path.partition('?')[0]}"] += 1
        return status, found


@contextmanager
def served(database: Path, *options: str) -> Iterator[tuple[int, int]]:
    """`selon serve` over a ledger: its port and process."""
    command = [*SELON, "serve", "--ledger", str(database), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        told = process.stderr.readline()
        found = re.search(r":(\d+)$", told.strip())
        if found is None:
            sys.exit(f"the server did not start: {told}{process.stderr.read()}")
        try:
            yield int(found[1]), process.pid
        finally:
            process.terminate()


def measure_pages(args: argparse.Namespace, folder: Path) -> list[bool]:
    """Pages of 100 claims at a steady rate."""
    database = args.database or folder / "ledger.db"
    with Ledger(str(database)) as ledger:
        if ledger.stats().standing < args.claims:
            skipped: list[SkipReport] = []
            fill(ledger, list(read(args.reports_from, skipped=skipped)), args.claims)
        print(f"{ledger.stats().standing:,} claims")
    with served(database) as (port, process):
        web = Web(port)
        cpu, start = _cpu(process), time.perf_counter()
        asyncio.run(_ask_steadily(web, _addresses(), args.rate, args.seconds))
        spent, passed = _cpu(process) - cpu, time.perf_counter() - start
        asked = sum(map(len, web.times.values()))
        print(
            f"memory of the server: {_memory(process) / 1e6:.0f} MB; {spent / asked * 1000:.1f} ms of a processor",
            end="",
        )
        print(f" an answer, {spent / passed:.0%} of one")
    return [say("page of 100 claims, 95 %", _p95(_tell(web)), "ms", BARS["pages_ms"]), not web.wrong]


def _addresses() -> list[tuple[str, str]]:
    words = ("attack", "kyiv", "army", "soldiers", "ville", "bakhmut", "missiles", "said", "forces")
    draw = random.Random(2)
    asked = {
        "newest": ["limit=100"],
        "further": [f"limit=100&before={draw.randrange(1 << 33, 1 << 34)}" for _ in range(20)],
        "kind": [f"limit=100&kind={kind}" for kind in ("kill", "capture", "strike", "transfer")],
        "words": [f"limit=100&q={word}" for word in words],
        "words, rare": [f"limit=100&q=word{2**number}" for number in range(14)],
        "source": [f"limit=100&source=name{2**number}" for number in range(10)],
        "outlet": [f"limit=100&outlet=outlet+{number}" for number in (1, 7, 40, 200)],
        "place": [f"limit=100&place={draw.uniform(46, 51):.2f},{draw.uniform(30, 40):.2f}" for _ in range(20)],
        "month": [f"limit=100&from=2022-{month:02}&to=2022-{month:02}" for month in range(1, 13)],
        "kind and month": [f"limit=100&kind=kill&from=2023-{month:02}&to=2023-{month:02}" for month in range(1, 13)],
    }
    return [(name, f"/api/claims?{query}") for name, queries in asked.items() for query in queries]


async def _ask_steadily(web: Web, addresses: list[tuple[str, str]], rate: float, seconds: float) -> None:
    """Ask in turn of kinds, drawn evenly, each at its time."""
    draw, by_name = random.Random(0), defaultdict(list)
    for name, address in addresses:
        by_name[name].append(address)
    names = sorted(by_name)
    for name in names:
        await web.ask("warm", by_name[name][0])
    begun, tasks = time.perf_counter(), []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, begun + number / rate - time.perf_counter()))
        name = names[number % len(names)]
        tasks.append(asyncio.create_task(web.ask(name, draw.choice(by_name[name]))))
    await asyncio.gather(*tasks)
    web.times.pop("warm")


def _tell(web: Web) -> list[float]:
    """Print what was asked and how long it took; every time."""
    for name, times in sorted(web.times.items()):
        print(f"  {name:<16} {len(times):>5}  median {statistics.median(times):6.1f}  {_p95(times):6.1f} ms at 95 %")
    every = [one for times in web.times.values() for one in times]
    print(f"{len(every)} answers, longest {max(every):.0f} ms, {sum(web.wrong.values())} errors {dict(web.wrong)}")
    return every


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def measure_mixed(args: argparse.Namespace, folder: Path) -> list[bool]:
    """Readers, reviewers and added reports at once: no error, no judgement lost, memory flat."""
    database = folder / "mixed.db"
    subprocess.run([*SELON, "add", *map(str, EXAMPLES.glob("*.txt")), "--ledger", str(database)], check=True)
    subprocess.run(
        [*SELON, "user", "add", "desk", "--role", "reviewer", "--ledger", str(database)],
        input=f"{PASSWORD}\n",
        text=True,
        check=True,
    )
    made = subprocess.run(
        [*SELON, "user", "token", "desk", "--ledger", str(database)], capture_output=True, text=True, check=True
    )
    with served(database, "--auth") as (port, process):
        web, said = Web(port, made.stdout.strip()), []
        memory = asyncio.run(_mix(web, said, process, args))
    with Ledger(str(database)) as ledger:
        kept = {review.id for review in ledger.reviews()} | {judged.id for judged in ledger.judged()}
        lost, findings = set(said) - kept, ledger.verify().findings
        print(f"{len(said)} decisions said, {len(lost)} lost; {ledger.stats().rows['reports']} reports; {findings}")
    early, late = statistics.mean(memory[len(memory) // 4 : len(memory) // 2]), statistics.mean(memory[-5:])
    print(f"memory: {early / 1e6:.0f} MB early, {late / 1e6:.0f} MB at the end; as time went on, in MB:")
    print(" ".join(f"{size / 1e6:.0f}" for size in memory))
    half = memory[len(memory) // 2 :]
    if len(half) > 1:
        minutes = [number * min(60.0, 2 * args.minutes) / 60 for number in range(len(half))]
        slope = statistics.linear_regression(minutes, [size / 1e6 for size in half]).slope
        print(f"slope over the last {minutes[-1]:.0f} minutes: {slope:+.2f} MB a minute")
    _tell(web)
    return [not web.wrong, not lost, not findings, say("memory, late / early", late / early, "×", BARS["memory"])]


async def _mix(web: Web, said: list[str], process: int, args: argparse.Namespace) -> list[int]:
    end, memory = time.monotonic() + 60 * args.minutes, list[int]()
    _, listed = await web.ask("claims", "/api/claims?limit=1000")
    claims = [row["id"] for row in json.loads(listed)["items"]]
    draw = random.Random(0)

    async def keep_on(each: float, do: Callable[[], Awaitable[None]]) -> None:
        while time.monotonic() < end:
            await asyncio.sleep(draw.expovariate(1 / each))
            await do()

    async def look() -> None:
        addresses = ("/api/claims?limit=50", f"/api/claims/{draw.choice(claims)}", "/api/reports", "/api/stats")
        pages = ("/", "/search?q=soldiers", "/review", "/data/marks.json", "/api/incidents?limit=20", "/reports")
        if draw.random() < 0.7:
            await web.ask("read", draw.choice(addresses))
        else:
            await web.ask("page", draw.choice(pages))

    async def add() -> None:
        text = f"The mayor said on Monday that rebels had killed {draw.randrange(2, 900)} soldiers in Izium."
        await web.ask("add", "/api/reports", json.dumps({"text": text, "language": "en"}).encode())

    async def weigh() -> None:
        while time.monotonic() < end:
            await asyncio.sleep(min(60.0, 2 * args.minutes))
            memory.append(_memory(process))
            print(
                f"{len(memory):>4} {memory[-1] / 1e6:.0f} MB, {sum(map(len, web.times.values()))} answers", flush=True
            )

    readers = [keep_on(5, look) for _ in range(100)]
    reviewers = [keep_on(2, lambda: _decide(web, draw, claims, said)) for _ in range(5)]
    await asyncio.gather(*readers, *reviewers, keep_on(5, add), weigh())
    return memory


async def _decide(web: Web, draw: random.Random, claims: list[str], said: list[str]) -> None:
    """A reviewer says something of a claim or two, and now and then takes it back."""
    left, right = draw.sample(claims, 2)
    why = f"reason {draw.random()}"
    what = draw.choice(("accept", "correct", "reject", "same", "same", "same"))
    where = "judgements" if what == "same" else "reviews"
    given: dict[str, Any] = {"claim": left, "verdict": what, "why": why}
    if what == "same":
        given = {"left": left, "right": right, "verdict": what, "why": why}
    if what == "correct":
        given["correction"] = {"place": draw.choice(PLACES), "quantity": f"{draw.randrange(2, 90)} people"}
    status, body = await web.ask("decide", f"/api/{where}", json.dumps(given).encode())
    if status != 201:
        return
    name = json.loads(body)["id"]
    if draw.random() < 0.2:
        gone, _ = await web.ask("take back", f"/api/{where}/{name}", b'{"why": "a slip"}', "DELETE")
        if gone == 200:
            return
    said.append(name)


def _memory(process: int) -> int:
    """Bytes in memory of a process, without those that it began."""
    status = Path(f"/proc/{process}/statm")
    return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") if status.exists() else 0


def _cpu(process: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


MEASURES = {"pages": measure_pages, "mixed": measure_mixed}


def main() -> int:
    """Measure; 1 where a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=MEASURES)
    parser.add_argument("--from", dest="reports_from", nargs="+", default=[str(EXAMPLES)])
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--database", type=Path, help="pages: keep the generated ledger here, and use it where it is")
    parser.add_argument("--rate", type=float, default=50, help="pages: requests a second")
    parser.add_argument("--seconds", type=float, default=60, help="pages: how long")
    parser.add_argument("--minutes", type=float, default=30, help="mixed: how long")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return 0 if all(MEASURES[args.what](args, Path(folder))) else 1


if __name__ == "__main__":
    sys.exit(main())
