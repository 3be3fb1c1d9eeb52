"""Several processes at once, and processes that are killed: nothing lost, nothing doubled."""

from __future__ import annotations

import random
import time
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

from tests.ledger.conftest import same_moment
from tests.ledger.reports import RUN, english, french

from selon.ledger.ledger import Ledger

READINGS = [french(), *(english(number) for number in range(1, 200))]


def add_all(url: str) -> None:
    with Ledger(url, clock=same_moment) as ledger:
        new = [reading for reading in READINGS if not ledger.has(reading.report, RUN)]
        for start in range(0, len(new), 16):
            ledger.add(*new[start : start + 16], run=RUN)


def adding(url: str) -> BaseProcess:
    process = get_context("fork").Process(target=add_all, args=(url,))
    process.start()
    return process


def archive(url: str, path: Path) -> bytes:
    with Ledger(url) as ledger:
        ledger.export_archive(path)
        assert not ledger.verify().findings
    return path.read_bytes()


def test_processes_that_add_the_same_at_once(url: str) -> None:
    processes = [adding(url) for _ in range(4)]
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    with Ledger(url) as ledger:
        assert len({held.report_id for held in ledger.readings()}) == len(READINGS)
        assert len(ledger.entries()) == len(READINGS) + 1
        assert not ledger.verify().findings


def test_killed_at_any_moment_and_gone_on_with(url: str, tmp_path: Path) -> None:
    whole = str(tmp_path / "whole.db")
    start = time.perf_counter()
    adding(whole).join()
    length, draw = time.perf_counter() - start, random.Random(0)
    for _ in range(5):
        process = adding(url)
        time.sleep(draw.uniform(0, 0.6) * length)
        process.kill()
        process.join()
    adding(url).join()
    assert archive(url, tmp_path / "one") == archive(whole, tmp_path / "two")
