"""The review queue, what may be published, sources beside others, what was skipped."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.ledger.reports import french
from tests.show.told import SEIZE, dispute, fill, incident, mark, version

from selon.ledger.ledger import Ledger
from selon.model.corrected import parts_of
from selon.model.review import Review
from selon.show.accepted import accepted_incidents
from selon.show.queue import as_queue
from selon.show.skipped import cut_stretches, skipped_share
from selon.show.sources import count_by, said_by, stand
from selon.show.versions import as_told

ONE, TWO, THREE = (f"c_{number:016x}" for number in (1, 2, 3))


def review(claim: str, verdict: str = "accept") -> Review:
    return Review(claim, verdict, "ana", "", "2024-06-01T12:00:00Z", {"place": "Kosti"} if verdict == "correct" else {})


def test_the_queue_begins_with_what_is_disputed_then_with_what_is_trusted_least() -> None:
    marks = [mark(1, confidence=0.9), mark(2, confidence=0.3), mark(3, confidence=0.9), mark(4, confidence=0.8)]
    found = incident(ONE, THREE, disputes=(dispute((ONE,), (THREE,)),))
    queue = as_queue(marks, [found], reviewed={marks[3].id})
    assert [item.claim for item in queue] == [ONE, THREE, TWO]
    assert (queue[0].other, queue[1].other, queue[2].other) == (THREE, ONE, None)
    assert [item.low for item in queue] == [False, False, True]


def test_more_reports_come_first_and_comments_only_where_disputed() -> None:
    marks = [mark(1), mark(2), mark(3, kind="comment")]
    told_often = incident(TWO, reports=("r_1", "r_2", "r_3"))
    assert [item.claim for item in as_queue(marks, [told_often], ())] == [TWO, ONE]
    disputed = incident(TWO, THREE, disputes=(dispute((TWO,), (THREE,)),))
    assert THREE in {item.claim for item in as_queue(marks, [disputed], ())}


def test_what_can_be_corrected_is_shown_as_it_was_read() -> None:
    parts = parts_of(french().claims[0])
    assert parts["kind"] == "kill" and parts["place"] == "Bakhmut" and parts["time"] == "2023-06-05"
    assert parts["source"] == "l'état-major" and parts["target"] == "les soldats russes" and parts["agent"] == ""
    assert parts["quantity"] == "≥ 30 soldats" and parts["point"] == "48.5956,38,10"


def test_only_incidents_reviewed_throughout_are_published_without_what_was_rejected() -> None:
    found = incident(ONE, TWO, THREE, disputes=(dispute((ONE,), (TWO,)), dispute((ONE,), (THREE,))))
    reviews = {ONE: review(ONE), TWO: review(TWO, "reject")}
    assert list(accepted_incidents([found], reviews)) == []
    (kept,) = accepted_incidents([found], reviews | {THREE: review(THREE, "correct")})
    assert kept.claims == (ONE, THREE)
    assert [item.claims for item in kept.versions] == [(ONE,), (THREE,)]
    assert [(item.a, item.b) for item in kept.disputes] == [((ONE,), (THREE,))]
    assert list(accepted_incidents([incident(ONE)], {ONE: review(ONE, "reject")})) == []


def test_a_source_is_confirmed_denied_or_alone() -> None:
    versions = (version("v_1", ONE, sources=("the mayor", "the army")), version("v_2", TWO), version("v_3", THREE))
    found = incident(ONE, TWO, THREE, versions=versions, disputes=(dispute((TWO,), ("c_other",)),))
    standing = stand("the mayor", [ONE, TWO, THREE, "c_else"], [found])
    assert standing.confirmed == {ONE} and standing.denied == {TWO} and standing.alone == {THREE}
    assert "c_else" not in standing.linked
    own = incident(ONE, TWO, versions=(version("v_1", ONE), version("v_2", TWO)), disputes=(dispute((ONE,), (TWO,)),))
    assert stand("the mayor", [ONE, TWO], [own]).denied == frozenset(), "one's own words deny nobody's"


def test_what_a_source_said_is_counted(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "ledger.db")) as ledger:
        told = list(as_told(fill(ledger).readings()).values())
    mayor = said_by("the mayor", told)
    assert {item.claim.kind for item in mayor} == {"seize"}
    assert count_by(mayor, "stance") == [("say", 2)]
    assert count_by(told, "kind") == [("comment", 2), ("seize", 2), ("kill", 1)]
    assert said_by("L'Écho", told) == []


@pytest.mark.parametrize("around", [("", ""), ("Before. ", " After."), ("\n\n", " Rest")])
def test_what_holds_no_claim_is_cut_apart(tmp_path: Path, around: tuple[str, str]) -> None:
    with Ledger(str(tmp_path / "ledger.db")) as ledger:
        claim = as_told(fill(ledger).pick([SEIZE]))[SEIZE].claim
    text = claim.sentence.text + around[1]
    stretches = cut_stretches(text, [claim])
    assert "".join(piece.text for stretch in stretches for piece in stretch.pieces) == text
    assert [stretch.skipped for stretch in stretches] == [False] + [True] * bool(around[1])
    assert [piece.text for piece in stretches[0].pieces if piece.claims] == ["seized"]
    share = skipped_share(text, [claim])
    assert share == 0 if not around[1] else 0 < share < 0.2
    assert skipped_share("   ", []) == 0 and skipped_share("word", []) == 1
