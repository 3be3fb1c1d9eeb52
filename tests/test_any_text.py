"""Whatever the text: reading it does not fail, no span leaves it, and twice is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selon.annotate import annotate
from selon.languages.known import KNOWN
from selon.model.report import Report
from selon.pipeline import load_gazetteer, parse_reports, read_claims
from selon.show.claims import as_claim_row
from selon.show.layers import LAYERS, as_layer_rows

EXAMPLES = Path(__file__).parents[1] / "examples"
STOCK = sorted({word for path in EXAMPLES.glob("*-*.txt") for word in path.read_text(encoding="utf-8").split(" ")})
SIGNS = [*"«»“”\"'’—-()", "\u200f", "\u202e", "\x07", "\n", "\n\n", "\r\n", "\u2028", "\u00a0"]
PIECES = st.one_of(st.sampled_from(STOCK), st.sampled_from(SIGNS), st.text(max_size=8))
TEXTS = st.lists(PIECES, max_size=60).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS, language=st.sampled_from(KNOWN), published=st.sampled_from([None, "2023", "2023-06", "2024-02-29"]))
def test_claims_of_any_text(text: str, language: str, published: str | None) -> None:
    report = Report("any", text, language, published=published)
    first, second = (read_claims(report, load_gazetteer()) for _ in range(2))
    assert first == second
    rows = [as_claim_row(claim, text) for claim in first]  # raises where a span is wrong
    assert len({row["id"] for row in rows}) == len(rows)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXTS, language=st.sampled_from(KNOWN), layer=st.sampled_from(LAYERS))
def test_layers_of_any_text(text: str, language: str, layer: str) -> None:
    (document,) = parse_reports([Report("any", text, language)])
    list(as_layer_rows(document, layer, annotate(document, layer, load_gazetteer()).items))


@pytest.mark.parametrize("language", KNOWN)
@pytest.mark.parametrize(
    "text",
    [
        "«" * 3000 + "a",
        "« a " * 1500,
        '"a ' * 3000,
        "(" * 3000,
        "x" * 20_000,
        "a-" * 5000,
        "12 " * 4000,
        "'s " * 3000,
        "\n" * 9999 + ".",
    ],
    ids=["open", "open with words", "straight", "brackets", "one word", "hyphens", "numbers", "apostrophes", "lines"],
)
def test_nesting_and_length_are_borne(text: str, language: str) -> None:
    for claim in read_claims(Report("any", text, language, published="2023-06"), load_gazetteer()):
        as_claim_row(claim, text)


def test_reports_parsed_together_stay_apart() -> None:
    reports = [Report(str(number), f"Kyiv said {number} soldiers died.", "en") for number in range(20)]
    assert [document.report for document in parse_reports(reports)] == reports
