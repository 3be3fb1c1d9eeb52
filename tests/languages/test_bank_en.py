"""The English bank: sentences of many wars, with the happenings that they tell and look-alikes that tell none."""

import tomllib
from pathlib import Path

from selon.model.report import Report
from selon.pipeline import load_gazetteer, parse_reports, reading_of

BANK = Path(__file__).parents[1] / "banks" / "en.toml"
ROWS = tomllib.loads(BANK.read_text(encoding="utf-8"))["row"]
FLOOR = 0.94  # share of sentences read wholly right; raise it when the rules get better
MOST_FALSE = 2  # look-alikes in which a happening may be found


def test_the_bank_is_read_as_well_as_before() -> None:
    documents = parse_reports([Report(f"row-{number}", row["sentence"], "en") for number, row in enumerate(ROWS)])
    wrong, false = [], 0
    for row, document in zip(ROWS, documents, strict=True):
        claims = reading_of(document, load_gazetteer()).claims
        found = [[claim.trigger.text, claim.kind] for claim in claims if claim.kind != "comment"]
        if found != row["expect"]:
            wrong.append(f"{row['sentence']} expected {row['expect']}, found {found}")
            false += not row["expect"]
    right = 1 - len(wrong) / len(ROWS)
    report = "\n".join([f"{right:.3f} of {len(ROWS)} sentences right; wrong:", *wrong])
    print(report)
    assert right >= FLOOR, report
    assert false <= MOST_FALSE, report


def test_every_sentence_stands_once() -> None:
    sentences = [row["sentence"] for row in ROWS]
    assert len(sentences) == len(set(sentences))
