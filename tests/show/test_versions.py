"""The table of versions, disputes in two sides, cards, the account of an incident."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.show.told import KILL, OTHER_SEIZE, SAY, SEIZE, dispute, fill, incident, version

from selon.ledger.ledger import Ledger
from selon.model.mentions import Quantity
from selon.model.span import Span
from selon.show.account import as_account
from selon.show.cards import as_cards, rank
from selon.show.disputes import as_difference
from selon.show.versions import COLUMNS, as_lines, as_told, letter_of, number_text


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(str(tmp_path / "ledger.db")) as made:
        yield fill(made)


def test_each_version_is_a_line_and_each_cell_has_its_words(ledger: Ledger) -> None:
    told = as_told(ledger.pick([KILL, SEIZE, OTHER_SEIZE]))
    versions = (version("v_1", KILL), version("v_2", SEIZE, OTHER_SEIZE, witnesses=2))
    found = incident(KILL, SEIZE, OTHER_SEIZE, versions=versions, disputes=(dispute((KILL,), (SEIZE,), "how_many"),))
    first, second = as_lines(found, told)
    assert [first.letter, second.letter] == ["A", "B"]
    assert first.version.id == "v_2", "the one with more witnesses comes first"
    assert first.speakers == ("the mayor",)
    assert set(first.cells) == set(COLUMNS)
    assert first.cells["what"][0].word == "kind.seize" and len(first.cells["what"][0].uses) == 2
    where = second.cells["where"][0]
    assert (where.text, where.word) == ("Bakhmut", "relation.near")
    use = where.uses[0]
    assert use.before + use.words + use.after == told[KILL].claim.sentence.text
    assert use.words == "Bakhmout" and use.said_by == ("l'état-major",)
    assert second.cells["how_many"][0].text == "≥ 30 soldats"
    assert second.cells["when"][0].word == "edtf.2023-06-05"
    assert first.cells["who"] == ()
    assert first.disputed == second.disputed == {"how_many"}


def test_claims_that_no_longer_stand_are_left_out(ledger: Ledger) -> None:
    told = as_told(ledger.pick([SEIZE]))
    lines = as_lines(incident(SEIZE, "c_gone"), told)
    assert [len(line.cells["what"]) for line in lines] == [1, 0]


def test_letters_go_on_after_z() -> None:
    assert [letter_of(number) for number in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("low", "high", "comparator", "told"),
    [
        (3, 3, "exact", "3 dead"),
        (30, 30, "about", "≈ 30 dead"),
        (24, 99, "range", "24–99 dead"),
        (12, None, "at_least", "≥ 12 dead"),
        (5, None, "more_than", "> 5 dead"),
        (None, 9, "less_than", "< 9 dead"),
        (None, 9, "at_most", "≤ 9 dead"),
        (1_500_000, 1_500_000, "exact", "1\u202f500\u202f000 dead"),
        (None, None, "exact", "many dead"),
    ],
)
def test_numbers_keep_their_bounds(low: float | None, high: float | None, comparator: str, told: str) -> None:
    assert number_text(Quantity(Span(0, 4, "many"), 0, low, high, comparator, "dead")) == told


def test_a_dispute_has_two_sides_with_their_words(ledger: Ledger) -> None:
    told = as_told(ledger.pick([KILL, SEIZE]))
    found = as_difference(dispute((KILL,), (SEIZE,), "when"), told)
    assert found is not None
    assert found.a.speakers == ("l'état-major",) and found.b.speakers == ("the mayor",)
    assert found.a.values == (("lundi", "edtf.2023-06-05"),)
    assert found.b.uses[0].words == "on Monday"
    assert not found.a.negated
    assert as_difference(dispute((KILL,), ("c_gone",)), told) is None


def test_cards_come_ranked_with_their_strongest_disputes(ledger: Ledger) -> None:
    disputes = tuple(dispute((KILL,), (SEIZE,), strength=strength) for strength in (0.2, 0.9, 0.5))
    weak = incident(SAY, name="i_2", reports=("r_1", "r_2"))
    strong = incident(KILL, SEIZE, disputes=disputes)
    assert [found.id for found in rank([weak, strong])] == ["i_1", "i_2"]
    first, second = as_cards(ledger, rank([weak, strong]))
    assert [item.dispute.strength for item in first.differences] == [0.9, 0.5]
    assert second.differences == ()


def test_an_account_tells_the_reports_in_the_order_of_their_days(ledger: Ledger) -> None:
    held = ledger.pick([KILL, SEIZE])
    reports = tuple(item.report_id for item in held)
    found = as_account(ledger, incident(SEIZE, KILL, reports=reports, disputes=(dispute((KILL,), (SEIZE,)),)))
    assert [teller.outlet for teller in found.tellers] == ["L'Écho", "The Courier"]
    assert sorted(letter for teller in found.tellers for letter in teller.letters) == ["A", "B"]
    assert [item.claim.id for item in found.told] == [SEIZE, KILL]
    assert len(found.differences) == 1 and found.copies == ()
    assert as_account(ledger, replace(incident(SEIZE), claims=("c_gone",))).told == ()
