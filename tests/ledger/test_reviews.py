"""Reviews are record: chained, archived, retired like the rest; the reading they are of stays as it is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.ledger.reports import RUN, english, french

from selon.ledger.find import Circle, Query
from selon.ledger.ledger import Ledger
from selon.model.errors import NotHeld, StopRun
from selon.model.judgement import Judgement
from selon.model.review import Review

CLAIM = "c_0123456789abcdef"
ACCEPT = Review(CLAIM, "accept", "Ana", "read twice", "2024-05-01T12:00:00Z")


def test_a_review_is_held_beside_the_reading(ledger: Ledger) -> None:
    ledger.add(french(), run=RUN)
    before, head = ledger.show(CLAIM), ledger.head()
    correct = replace(ACCEPT, verdict="correct", correction={"time": "2023-06-05", "place": "Soledar"}, why="au sud")
    first, second = ledger.review(ACCEPT), ledger.review(correct)
    assert [(held.id, held.review) for held in ledger.reviews(CLAIM)] == [(second, correct), (first, ACCEPT)]
    assert ledger.reviews("c_ffffffffffffffff") == []
    assert [held.id for held in ledger.reviews(limit=1)] == [second]
    assert [held.id for held in ledger.reviews(before=ledger.reviews()[0].number)] == [first]
    (held,), (once,) = ledger.show(CLAIM), before
    assert held.read[CLAIM] == once.reading.claims[0], "the reading stays"
    assert held.reading.claims[0].time == once.reading.claims[0].time
    place = held.reading.claims[0].place
    assert place and (place.name, place.latitude, place.span.text) == ("Soledar", None, "Bakhmout")
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
        (replace(ACCEPT, verdict="correct", correction={"point": "91,38"}), "no LAT,LON"),
        (replace(ACCEPT, verdict="correct", correction={"quantity": "a dozen"}), "number in digits"),
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


CORRECTED = {"kind": "wound", "place": "Soledar", "point": "48.68,38.09,5", "time": "2023-06-04", "quantity": "≥ 12"}
CORRECT = replace(ACCEPT, verdict="correct", correction=CORRECTED, at="2024-06-02T12:00:00Z")


def test_everything_finds_a_claim_as_it_was_corrected_and_taken_back_as_it_was_read(ledger: Ledger) -> None:
    ledger.add(french(), english(1), run=RUN)
    (key,) = ledger.find_keys(Query(kinds=("kill",), certainties=("reported",)))
    before = (ledger.marks([key]), ledger.find_rows(Query()), list(ledger.readings()))
    review = ledger.review(CORRECT)
    assert ledger.find_keys(Query(kinds=("wound",))) == [key]
    assert ledger.find_keys(Query(words="soledar")) == [key] and ledger.find_keys(Query(words="bakhmut")) == []
    assert ledger.find_keys(Query(near=Circle(48.68, 38.09, 1))) == [key]
    day = date(2023, 6, 4).toordinal()
    assert ledger.find_keys(Query(days=(day, day))) == [key]
    (mark,) = ledger.marks([key])
    assert (mark.kind, mark.place, mark.latitude, mark.first_day) == ("wound", "Soledar", 48.68, day)
    (row,) = (row for row in ledger.find_rows(Query()).rows if row["id"] == CLAIM)
    assert row["quantities"][0]["low"] == 12 and row["quantities"][0]["text"] == "30"
    assert row["review"]["by"] == row["correction"]["by"] == "Ana"
    assert row["correction"]["parts"]["kind"] == {"read": "kill", "now": "wound"}
    assert ledger.verify().findings == ()
    shown = list(ledger.readings())
    ledger.rebuild()
    assert list(ledger.readings()) == shown and ledger.verify().findings == ()
    ledger.retire(review, by="Ana", why="a slip")
    assert (ledger.marks([key]), ledger.find_rows(Query()), list(ledger.readings())) == before
    assert ledger.find_keys(Query(words="bakhmut")) == [key] and ledger.verify().findings == ()


def test_to_accept_lets_a_correction_stand_and_takes_a_rejection_back(ledger: Ledger) -> None:
    ledger.add(french(), run=RUN)

    def kind_and_rejected() -> tuple[str, bool]:
        (held,) = ledger.readings()
        return held.reading.claims[0].kind, CLAIM in held.rejected

    ledger.review(CORRECT)
    ledger.review(replace(ACCEPT, at="2024-06-03T12:00:00Z"))
    assert kind_and_rejected() == ("wound", False)
    ledger.review(replace(ACCEPT, verdict="reject", at="2024-06-04T12:00:00Z"))
    assert kind_and_rejected() == ("wound", True)
    ledger.review(replace(ACCEPT, at="2024-06-05T12:00:00Z"))
    assert kind_and_rejected() == ("wound", False)
    ledger.review(replace(CORRECT, correction={"kind": "kill"}, at="2024-06-06T12:00:00Z"))
    assert kind_and_rejected() == ("kill", False), "a correction back to what was read"
    assert ledger.verify().findings == ()


def test_a_correction_holds_for_a_claim_that_is_read_again(ledger: Ledger) -> None:
    ledger.add(french(), run=RUN)
    ledger.review(CORRECT)
    ledger.add(french(), run=replace(RUN, version="2.0"))
    (held,) = ledger.readings()
    assert held.run.version == "2.0" and held.reading.claims[0].kind == "wound"
    assert ledger.find_keys(Query(words="bakhmut")) == [] and ledger.verify().findings == ()


def test_a_decision_that_was_altered_in_the_view_is_found(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(str(path)) as ledger:
        ledger.add(french(), run=RUN)
        ledger.review(CORRECT)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE decided SET rejected = 1")
        connection.commit()
    with Ledger(str(path)) as ledger:
        (finding,) = ledger.verify().findings
        assert "is not as recorded" in finding and "--rebuild" in finding
        ledger.rebuild()
        assert ledger.verify().findings == ()


def test_corrections_travel_in_an_archive(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(french(), run=RUN)
    ledger.review(CORRECT)
    archive = tmp_path / "all.jsonl"
    ledger.export_archive(archive)
    with Ledger(str(tmp_path / "other.db")) as other:
        other.import_archive(archive)
        assert list(other.readings()) == list(ledger.readings()) and other.verify().findings == ()


def test_an_older_ledger_with_reviews_is_brought_up(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    with Ledger(str(path)) as ledger:
        ledger.add(french(), run=RUN)
        ledger.review(CORRECT)
        told = list(ledger.readings())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE decided")
        connection.execute("DROP TABLE reopened")
        connection.execute("UPDATE standing SET kind = 'kill'")
        connection.execute("UPDATE alembic_version SET version_num = '0003'")
        connection.commit()
    with Ledger(str(path)) as ledger:
        assert list(ledger.readings()) == told and ledger.find_keys(Query(kinds=("wound",)))
        assert ledger.verify().findings == ()
