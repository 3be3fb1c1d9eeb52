"""Reports that print the same again and again: compared as one, and the same whatever their order and batches."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from eval.invented import echoes

from selon import merging
from selon.ledger.ledger import Ledger
from selon.ledger.merge_tables import crowds, disputes, incidents, thread_edges, thread_keys
from selon.merge import echoes as crowded
from selon.merge import edges, merge
from selon.merging import bring_together
from selon.model.judgement import Judgement
from selon.model.reading import Reading

TEXTS, CROWD = 2, 12
READINGS: list[Reading] = list(echoes(TEXTS * (CROWD + 4), texts=TEXTS))


@pytest.fixture(autouse=True)
def few_are_a_crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowded, "CROWD", CROWD)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(str(tmp_path / "ledger.db")) as opened:
        yield opened


def held(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """What merging keeps, but for copies: of more than four prints, which the first were depends on what was there."""
    with ledger.merging() as store:
        return {
            table.name: sorted(map(tuple, store.connection.execute(table.select())))
            for table in (crowds, thread_keys, thread_edges, incidents, disputes)
        }


def in_memory(ledger: Ledger) -> dict[str, Any]:
    merged = merge(((item.report_id, item.reading) for item in ledger.readings()), ledger.judgements())
    return {incident.id: (incident.claims, incident.versions) for incident in merged.incidents}


def in_ledger(ledger: Ledger) -> dict[str, Any]:
    return {incident.id: (incident.claims, incident.versions) for incident in ledger.incidents()}


def test_pairs_that_are_compared_do_not_grow_with_the_prints(monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []
    real = edges.compare_pair

    def count(*pair: Any) -> float:
        counted[-1] += 1
        return real(*pair)

    monkeypatch.setattr(edges, "compare_pair", count)
    for prints in (CROWD + 1, 2 * CROWD, 4 * CROWD):
        counted.append(0)
        merged = merge((reading.report.name, reading) for reading in echoes(prints, texts=1))
        assert {len(incident.reports) for incident in merged.incidents} == {prints}
    assert counted[0] == counted[1] == counted[2]
    assert counted[0] < CROWD


def test_prints_of_one_text_are_one_incident_for_each_that_it_tells(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    assert in_ledger(ledger) == in_memory(ledger)
    claims = {claim for incident in ledger.incidents() for claim in incident.claims}
    assert claims == {claim.id for reading in READINGS for claim in reading.claims}
    with ledger.merging() as store:
        assert store.connection.execute(crowds.select()).all()


@pytest.mark.parametrize("seed", range(3))
def test_order_and_batches_do_not_matter(
    ledger: Ledger, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    monkeypatch.setattr(merging, "LARGE", 10)
    shuffled, chance = READINGS[:], random.Random(seed)
    chance.shuffle(shuffled)
    with Ledger(str(tmp_path / "other.db")) as other:
        while shuffled:
            size = chance.randrange(5, 20)
            other.add(*shuffled[:size])
            del shuffled[:size]
            bring_together(other, at_once=7)
        assert held(other) == held(ledger)


def test_a_crowd_that_loses_its_prints_is_none_any_more(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    for place, item in enumerate(list(ledger.readings())):
        if place % 3:
            ledger.retire(item.report_id, by="anna", why="not ours")
    bring_together(ledger)
    with Ledger(str(tmp_path / "other.db")) as other:
        other.add(*READINGS[::3])
        bring_together(other)
        # Who copied whom is another matter: prints of what was retired are not held against the next print anew.
        assert {name: found[0] for name, found in in_ledger(other).items()} == {
            name: found[0] for name, found in in_ledger(ledger).items()
        }
        with ledger.merging() as store:
            assert not store.connection.execute(crowds.select()).all()


def test_a_judged_claim_leaves_its_crowd(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    incident = max(ledger.incidents(), key=lambda found: len(found.claims))
    one, other = incident.claims[0], incident.claims[-1]
    ledger.judge(Judgement(one, other, "different", by="anna", why="looked", at="2024-05-01T12:00:00Z"))
    bring_together(ledger)
    of = ledger.incidents_of([one, other])
    assert of[one] != of[other]
    assert in_ledger(ledger) == in_memory(ledger)
    assert not ledger.ungrouped()
