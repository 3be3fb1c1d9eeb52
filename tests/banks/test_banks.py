"""The share of a language's bank of sentences in which exactly the happenings told are found."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from selon.model.report import Report
from selon.pipeline import claims_of, load_gazetteer, parse_reports

HOME = Path(__file__).parent
FLOORS = {"fr": 0.30}


def told(claims: list[list[str]], optional: list[list[str]]) -> list[tuple[str, str]]:
    return sorted((trigger, kind) for trigger, kind in claims if kind != "comment" and [trigger, kind] not in optional)


def missed_and_spurious(code: str) -> list[str]:
    """One line for each sentence that is read wrongly."""
    rows = tomllib.loads((HOME / f"{code}.toml").read_text(encoding="utf-8"))["row"]
    reports = [Report(str(n), row["sentence"], code) for n, row in enumerate(rows)]
    wrong = []
    for row, document in zip(rows, parse_reports(reports), strict=True):
        found = [[c.trigger.text, c.kind] for c in claims_of(document, load_gazetteer())]
        optional = row.get("optional", [])
        wanted, got = told(row["expect"], optional), told(found, optional)
        if wanted != got:
            wrong.append(f"{row['sentence']} wanted {wanted} found {got}")
    return [f"{1 - len(wrong) / len(rows):.3f} of {len(rows)} right", *wrong]


@pytest.mark.parametrize("code", FLOORS)
def test_bank(code: str) -> None:
    share, *wrong = missed_and_spurious(code)
    assert float(share.split()[0]) >= FLOORS[code], "\n".join([share, *wrong])
