"""Several processes at once, and processes that are killed: nothing lost, nothing doubled."""

from __future__ import annotations

import pickle
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.ledger.reports import english, french

from selon.ledger.ledger import Ledger

ADDER = Path(__file__).parents[2] / "eval" / "ledger_adder.py"
COUNT = 100


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("readings") / "readings.pickle"
    path.write_bytes(pickle.dumps([french(), *(english(number) for number in range(1, COUNT))]))
    return path


def adding(kept: Path, url: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, str(ADDER), str(kept), url], stderr=subprocess.PIPE)


def archive(url: str, path: Path) -> bytes:
    with Ledger(url) as ledger:
        ledger.export_archive(path)
        assert not ledger.verify().findings
    return path.read_bytes()


def test_processes_that_add_the_same_at_once(url: str, kept: Path) -> None:
    for process in [adding(kept, url) for _ in range(3)]:
        _, trouble = process.communicate()
        assert process.returncode == 0, trouble.decode()
    with Ledger(url) as ledger:
        assert len({held.report_id for held in ledger.readings()}) == COUNT
        assert len(ledger.entries()) == COUNT + 1
        assert not ledger.verify().findings


def test_killed_at_any_moment_and_gone_on_with(url: str, kept: Path, tmp_path: Path) -> None:
    whole = str(tmp_path / "whole.db")
    start = time.perf_counter()
    adding(kept, whole).communicate()
    length, draw = time.perf_counter() - start, random.Random(0)
    for _ in range(3):
        process = adding(kept, url)
        time.sleep(draw.uniform(0.3, 1) * length)
        process.kill()
        process.communicate()
    adding(kept, url).communicate()
    assert archive(url, tmp_path / "one") == archive(whole, tmp_path / "two")
