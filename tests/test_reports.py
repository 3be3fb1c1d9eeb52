"""Golden reports: what is read in each example is what was read before; a missing golden file fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from selon.cli.formats import as_line
from selon.model.report import Report
from selon.pipeline import load_gazetteer, read_claims
from selon.read.reports import read
from selon.show.claims import as_claim_row

HOME = Path(__file__).parents[1]
EXAMPLES = sorted((HOME / "examples").glob("*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_is_read_as_before(path: Path) -> None:
    (report,) = read([str(path)])
    assert isinstance(report, Report)
    golden = HOME / "tests" / "golden" / f"{path.stem}.jsonl"
    assert golden.exists(), "run scripts/make_golden.py"
    found = [as_line(as_claim_row(claim, report.text)) for claim in read_claims(report, load_gazetteer())]
    assert found == [f"{line}\n" for line in golden.read_text(encoding="utf-8").split("\n") if line], (
        "if this is better, run scripts/make_golden.py"
    )
