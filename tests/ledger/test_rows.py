"""Readings as rows: any reading comes back, and what a claim is found by does not change unawares."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some
from tests.ledger.reports import RUN, english, french

from selon.ledger.rows import as_claim, as_find, as_report, as_rows, document_id, report_id
from selon.model.errors import StopRun
from selon.model.span import Span


def test_what_a_claim_is_found_by() -> None:
    """Changed? Then add a step to the migrations that makes the view again, and change this."""
    find = as_find(french().claims[0], french().report)
    assert find.words == (
        "selon l etat major au moins 30 soldats ont ete tues lundi pres de bakhmout video a l appui oeil "
        "les soldats russes bakhmut"
    )
    assert find.source == "l etat major"
    assert find.standing == {
        "kind": "kill",
        "certainty": "reported",
        "outlet": "l echo",
        "latitude": 48.5956,
        "longitude": 38.0,
        "first_day": 738676,
        "last_day": 738676,
    }


@given(some.text(alphabet=some.characters(exclude_categories=())), some.text(), some.text() | some.none())
def test_any_characters_come_back(more: str, name: str, title: str | None) -> None:
    text = f"taken {more}"
    report = replace(english().report, text=text, name=name, title=title, raw=b"", captions=())
    claim = replace(english().claims[0], document=name, sentence=Span(0, len(text), text), trigger=Span(0, 5, "taken"))
    claim = replace(claim, sources=(), place=None, time=None)
    kept = as_rows(replace(english(), report=report, claims=(claim,)), RUN)
    for row in (kept.report, kept.document):
        for value in row.values():
            if isinstance(value, str):
                assert "\0" not in value and value.encode("utf-8").decode("utf-8") == value
    back = as_report(kept.report, kept.document)
    assert (back.text, back.name, back.title) == (text, name, title)
    assert as_claim(*kept.claims[0], back) == claim
    assert report_id(back) == report_id(report) == kept.report["id"]
    assert document_id(back, RUN) == kept.document["id"]


def test_a_span_that_does_not_hold_its_words_is_no_row() -> None:
    reading = english()
    wrong = replace(reading.claims[0], trigger=Span(0, 3, "xyz"))
    with pytest.raises(StopRun, match="does not hold 'xyz'"):
        as_rows(replace(reading, claims=(wrong,)), RUN)
