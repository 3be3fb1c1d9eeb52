"""Banks: sentences of many wars with the happenings that they tell, and look-alikes that tell none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from selon.model.report import Report
from selon.pipeline import load_gazetteer, parse_reports, reading_of

BANKS = Path(__file__).parents[1] / "banks"
# The share of sentences that is read wholly right, and in how many look-alikes a happening may be found.
FLOORS = {"en": (0.94, 2), "fr": (0.94, 4)}


@pytest.mark.parametrize("code", FLOORS)
def test_the_bank_is_read_as_well_as_before(code: str) -> None:
    floor, most_false = FLOORS[code]
    rows = [
        row for path in sorted((BANKS / code).glob("*.toml")) for row in tomllib.loads(path.read_text("utf-8"))["row"]
    ]
    documents = parse_reports([Report(f"row-{number}", row["sentence"], code) for number, row in enumerate(rows)])
    wrong, false = [], 0
    for row, document in zip(rows, documents, strict=True):
        told = [[c.trigger.text, c.kind] for c in reading_of(document, load_gazetteer()).claims if c.kind != "comment"]
        found = [pair for pair in told if pair not in row.get("optional", ())]
        if found != row["expect"]:
            wrong.append(f"{row['sentence']} expected {row['expect']}, found {found}")
            false += not row["expect"]
    right = 1 - len(wrong) / len(rows)
    report = "\n".join([f"{right:.3f} of {len(rows)} sentences right, {false} look-alikes taken; wrong:", *wrong])
    print(report)
    assert right >= floor and false <= most_false, report
