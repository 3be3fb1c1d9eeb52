"""Selon from Python: what `from selon import …` gives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from selon import Ledger, Query, read
from selon.model.errors import SkipReport

HOME = Path(__file__).parents[1]
EXAMPLES = HOME / "examples"


def test_read_and_keep(tmp_path: Path) -> None:
    skipped: list[SkipReport] = []
    readings = list(read([EXAMPLES, tmp_path / "none.txt"], skipped=skipped))
    assert len(readings) == 6 and all(reading.claims for reading in readings)
    assert [item.reason for item in skipped] == ["no such file"]
    with Ledger(str(tmp_path / "war.db")) as ledger:
        assert ledger.add(*readings) == 6
        assert ledger.add(*readings) == 0
        found = ledger.find(Query(kinds=("capture",), limit=None))
        assert sum(len(held.reading.claims) for held in found) == sum(
            claim.kind == "capture" for reading in readings for claim in reading.claims
        )


def test_what_cannot_be_read_is_raised_where_no_list_is_given() -> None:
    with pytest.raises(SkipReport, match=r"none\.txt"):
        list(read("none.txt"))


def test_the_name_read_stays_a_function_and_a_package() -> None:
    words = (
        "import selon.read.reports, sys; from selon import read; "
        "assert callable(read) and callable(read.reports.read); "
        "assert 'spacy' not in sys.modules and 'sqlalchemy' not in sys.modules; "
        "from selon import Ledger; assert 'spacy' not in sys.modules; "
        "import selon; assert not hasattr(selon, 'write')"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", words], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
