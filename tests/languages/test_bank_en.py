"""The English bank: sentences of many wars, with the happenings that they tell and look-alikes that tell none."""

import tomllib
from pathlib import Path

from selon.model.report import Report
from selon.pipeline import claims_of, load_gazetteer, parse_reports

BANK = Path(__file__).parents[1] / "banks" / "en"
ROWS = [
    (f"{path.stem}-{number}", row["sentence"], [tuple(pair) for pair in row["expect"]])
    for path in sorted(BANK.glob("*.toml"))
    for number, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8"))["rows"])
]
FLOOR = 0.95  # share of sentences read wholly right; raise it when the rules get better
MOST_FALSE = 3  # look-alikes in which a happening may be found


def read_bank() -> list[tuple[str, list[tuple[str, str]], list[tuple[str, str]]]]:
    """Each sentence with the expected and the found triggers and kinds."""
    reports = [Report(name, sentence, "en") for name, sentence, _ in ROWS]
    found = [
        [(claim.trigger.text, claim.kind) for claim in claims_of(document, load_gazetteer()) if claim.kind != "comment"]
        for document in parse_reports(reports)
    ]
    return [(sentence, expected, got) for (_, sentence, expected), got in zip(ROWS, found, strict=True)]


def test_the_bank_is_read_as_well_as_before() -> None:
    rows = read_bank()
    wrong = [f"{sentence} expected {expected}, found {got}" for sentence, expected, got in rows if expected != got]
    right = 1 - len(wrong) / len(rows)
    report = f"{right:.3f} of {len(rows)} sentences right; wrong:\n" + "\n".join(wrong)
    print(report)
    assert right >= FLOOR, report
    assert sum(not expected and bool(got) for _, expected, got in rows) <= MOST_FALSE, report


def test_every_sentence_stands_once() -> None:
    sentences = [sentence for _, sentence, _ in ROWS]
    assert len(sentences) == len(set(sentences))
