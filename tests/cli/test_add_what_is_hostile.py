"""A folder of files made to do harm: the good is added, the rest listed with its reason, the ledger whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.read.formats.hostile_samples import SAMPLES

from selon import Ledger
from selon.cli.main import load_command

LONG = ("bytes.csv", "blank.csv")  # thousands of rows: what is to be seen here is seen with fewer


def test_the_good_is_added_and_the_rest_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    samples = {name: one for name, one in SAMPLES.items() if one.good is not None and name not in LONG}
    for name, sample in samples.items():
        made = sample.make()
        (folder / name).write_bytes(made.encode("utf-8", "surrogatepass") if isinstance(made, str) else made)
    database = str(tmp_path / "war.db")
    assert load_command("add").main([str(folder), "--ledger", database], standalone_mode=False) == 3
    told = capsys.readouterr().err
    listed = told[told.index("skipped ") :]
    with Ledger(database, make=False) as ledger:
        assert not ledger.verify().findings
        kept = {held.obtained_from for held in ledger.readings()}
    for name, sample in samples.items():
        here = {where for where in kept if where.startswith(str(folder / name))}
        assert sample.good or not here, name
        assert sample.good or str(folder / name) in listed, name
    # Many hold the same words, which are one report: how many each gives is told by the tests of the readers.
    assert len(kept) > 10
