"""Reviews are record: chained, archived, retired like the rest; the reading they are of stays as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.reports import RUN, english, french

from selon.ledger.ledger import Ledger
from selon.model.errors import NotHeld, StopRun
from selon.model.judgement import Judgement
from selon.model.review import Review

CLAIM = "c_0123456789abcdef"
ACCEPT = Review(CLAIM, "accept", "Ana", "read twice", "2024-05-01T12:00:00Z")


def test_a_review_is_held_beside_the_reading(ledger: Ledger) -> None:
    ledger.add(french(), run=RUN)
    before, head = ledger.show(CLAIM), ledger.head()
    correct = replace(ACCEPT, verdict="correct", correction={"time": "2023-06-05", "place": "Bakhmout"}, why="au sud")
    first, second = ledger.review(ACCEPT), ledger.review(correct)
    assert [(held.id, held.review) for held in ledger.reviews(CLAIM)] == [(second, correct), (first, ACCEPT)]
    assert ledger.reviews("c_ffffffffffffffff") == []
    assert [held.id for held in ledger.reviews(limit=1)] == [second]
    assert [held.id for held in ledger.reviews(before=ledger.reviews()[0].number)] == [first]
    assert ledger.show(CLAIM) == before
    assert ledger.head() != head
    assert ledger.review(ACCEPT) == first, "the same review again is no other"
    assert ledger.verify().findings == ()


def test_a_review_that_is_retired_is_out_of_view(ledger: Ledger) -> None:
    ledger.add(french(), run=RUN)
    review = ledger.review(ACCEPT)
    ledger.retire(review, by="Ana", why="a slip")
    assert ledger.reviews() == []
    assert [gone.why for gone in ledger.retirements(review)] == ["a slip"]


@pytest.mark.parametrize(
    "wrong, told",
    [
        (replace(ACCEPT, verdict="perhaps"), "must be one of accept, correct, reject"),
        (replace(ACCEPT, verdict="correct"), "that one needs it"),
        (replace(ACCEPT, correction={"time": "2023"}), "goes with 'correct' alone"),
        (replace(ACCEPT, verdict="correct", correction={"kind": "picnic"}), "known are clash"),
        (replace(ACCEPT, verdict="correct", correction={"mood": "bad"}), "can be corrected: kind"),
        (replace(ACCEPT, verdict="correct", correction={"time": "Monday"}), "no EDTF date"),
        (replace(ACCEPT, verdict="correct", correction={"agent": "x" * 501}), "longer than 500"),
    ],
)
def test_a_wrong_review_is_refused(ledger: Ledger, wrong: Review, told: str) -> None:
    ledger.add(french(), run=RUN)
    head = ledger.head()
    with pytest.raises(StopRun, match=told):
        ledger.review(wrong)
    assert ledger.head() == head


def test_a_review_of_nothing_is_refused(ledger: Ledger) -> None:
    with pytest.raises(NotHeld, match="no such report, claim, judgement or review"):
        ledger.review(ACCEPT)


def test_reviews_travel_in_an_archive(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(french(), run=RUN)
    ledger.review(replace(ACCEPT, verdict="correct", correction={"place": "Soledar"}))
    archive = tmp_path / "all.jsonl"
    ledger.export_archive(archive)
    with Ledger(str(tmp_path / "other.db")) as other:
        other.import_archive(archive)
        assert other.reviews() == ledger.reviews()
        assert other.head() == ledger.head()


def test_lists_go_on_where_they_ended(ledger: Ledger) -> None:
    for number in range(1, 6):
        ledger.add(english(number), run=RUN)
    ledger.retire(ledger.reports()[2].id, by="Ana", why="withdrawn")
    every = ledger.reports()
    assert [report.name for report in every] == ["brief-5", "brief-4", "brief-2", "brief-1"]
    first = ledger.reports(2)
    assert [*first, *ledger.reports(9, before=first[-1].number)] == every
    one, two = (f"c_{number:016x}" for number in (1, 2))
    made = [
        ledger.judge(Judgement(one, two, verdict, "Ana", "same depot", "2024-05-01T12:00:00Z"))
        for verdict in ("same", "unsure", "different")
    ]
    page = ledger.judged(2)
    assert [judged.id for judged in page] == [made[2], made[1]]
    assert [judged.id for judged in ledger.judged(before=page[-1].number)] == [made[0]]


def test_an_altered_review_is_found(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(str(path)) as ledger:
        ledger.add(french(), run=RUN)
        ledger.review(ACCEPT)
    with closing(sqlite3.connect(path)) as connection:
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            connection.execute("UPDATE reviews SET verdict = 'reject'")
        connection.execute("DROP TRIGGER reviews_update")
        connection.execute("UPDATE reviews SET verdict = 'reject'")
        connection.commit()
    with Ledger(str(path)) as ledger:
        (finding,) = ledger.verify().findings
        assert finding.startswith("reviews 3 (v_") and finding.endswith("altered")
