"""The French bank: sentences of many wars, with the happenings that they tell and look-alikes that tell none."""

from __future__ import annotations

import tomllib
from pathlib import Path

from selon.model.report import Report
from selon.pipeline import load_gazetteer, parse_reports, reading_of

BANK = Path(__file__).parents[1] / "banks" / "fr.toml"
ROWS = tomllib.loads(BANK.read_text(encoding="utf-8"))["row"]
FLOOR = 0.94  # share of sentences read wholly right; raise it when the rules get better
MOST_FALSE = 4  # look-alikes in which a happening may be found


def misread() -> list[tuple[dict[str, list[list[str]]], list[list[str]]]]:
    """The rows read wrongly, each with what was found beyond its optional happenings."""
    documents = parse_reports([Report(f"row-{number}", row["sentence"], "fr") for number, row in enumerate(ROWS)])
    wrong = []
    for row, document in zip(ROWS, documents, strict=True):
        claims = reading_of(document, load_gazetteer()).claims
        told = [[claim.trigger.text, claim.kind] for claim in claims if claim.kind != "comment"]
        found = [pair for pair in told if pair not in row.get("optional", [])]
        if sorted(found) != sorted(row["expect"]):
            wrong.append((row, found))
    return wrong


def test_the_bank_is_read_as_well_as_before() -> None:
    wrong = misread()
    right = 1 - len(wrong) / len(ROWS)
    lines = [f"{row['sentence']} expected {row['expect']}, found {found}" for row, found in wrong]
    report = "\n".join([f"{right:.3f} of {len(ROWS)} sentences right; wrong:", *lines])
    print(report)
    assert right >= FLOOR, report
    assert sum(not row["expect"] for row, found in wrong) <= MOST_FALSE, report


def test_every_sentence_stands_once() -> None:
    sentences = [row["sentence"] for row in ROWS]
    assert len(sentences) == len(set(sentences))
