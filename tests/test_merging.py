"""The flow over all claims: the same incidents whatever the order, batch or way in which reports come."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
from eval.invented import War

from selon.ledger.asked import IncidentQuery
from selon.ledger.ledger import Ledger
from selon.ledger.merge_tables import MERGING
from selon.merge import merge
from selon.merge.copies import EARLIEST
from selon.merging import bring_together, merge_as_of
from selon.model.errors import StopRun
from selon.model.judgement import Judgement
from selon.model.mentions import Place
from selon.model.reading import Reading
from selon.model.review import Review

READINGS: list[Reading] = list(War(5, 60).readings())


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(str(tmp_path / "ledger.db")) as opened:
        yield opened


def rows_of(ledger: Ledger) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that merging keeps, but for the numbers of documents, which are those of arrival.

    Of the reports that tell a run of words, those that are asked for: how many more are kept depends on the batches.
    """
    with ledger.merging() as store:
        rows = {
            table.name: sorted(
                tuple(value for name, value in row.items() if name != "document")
                for row in map(dict, store.connection.execute(table.select()).mappings())
            )
            for table in MERGING
        }
    runs = groupby(rows["runs_of_words"], key=itemgetter(0))
    return rows | {"runs_of_words": [row for _, tellers in runs for row in list(tellers)[:EARLIEST]]}


def test_all_at_once_is_as_in_memory(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    brought = bring_together(ledger)
    merged = merge((held.report_id, held.reading) for held in ledger.readings())
    assert brought.added == len(READINGS)
    found = {incident.id: incident for incident in ledger.incidents()}
    assert set(found) == {incident.id for incident in merged.incidents}
    for incident in merged.incidents:
        assert found[incident.id].claims == incident.claims
        assert found[incident.id].versions == incident.versions
    assert {dispute.id for dispute in ledger.disputes(IncidentQuery(limit=None))} == {
        dispute.id for dispute in merged.disputes
    }


@pytest.mark.parametrize("seed", range(5))
def test_the_order_and_the_batches_of_arrival_do_not_matter(ledger: Ledger, tmp_path: Path, seed: int) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    shuffled, chance = READINGS[:], random.Random(seed)
    chance.shuffle(shuffled)
    with Ledger(str(tmp_path / "other.db")) as other:
        while shuffled:
            size = chance.randrange(1, 20)
            other.add(*shuffled[:size])
            del shuffled[:size]
            bring_together(other, at_once=7)
        assert rows_of(other) == rows_of(ledger)


def test_what_leaves_the_view_leaves_no_trace(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    gone = [held.report_id for held in ledger.readings()][::3]
    for report in gone:
        ledger.retire(report, by="anna", why="not ours")
    assert bring_together(ledger).gone == len(gone)
    with Ledger(str(tmp_path / "other.db")) as other:
        other.add(*(reading for place, reading in enumerate(READINGS) if place % 3))
        bring_together(other)
        assert rows_of(other) == rows_of(ledger)


def test_nothing_new_changes_nothing(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    before = rows_of(ledger)
    assert bring_together(ledger).added == 0
    assert rows_of(ledger) == before


def test_progress_is_told(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    told: list[tuple[int, int]] = []
    bring_together(ledger, lambda done, total: told.append((done, total)), at_once=25)
    assert told == [(25, 60), (50, 60), (60, 60)]


def judge(ledger: Ledger, left: str, right: str, verdict: str, at: str = "2024-05-01T12:00:00Z") -> str:
    name = ledger.judge(Judgement(left, right, verdict, by="anna", why="looked", at=at))
    bring_together(ledger)
    return name


def two_incidents(ledger: Ledger) -> tuple[str, str]:
    one, other = (incident.claims[0] for incident in ledger.incidents()[:2])
    return one, other


def together(ledger: Ledger, one: str, other: str) -> bool:
    of = ledger.incidents_of([one, other])
    return of[one] == of[other]


def test_a_person_joins_and_parts_and_the_newest_word_holds(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    one, other = two_incidents(ledger)
    assert not together(ledger, one, other)
    judge(ledger, one, other, "same")
    assert together(ledger, one, other)
    judge(ledger, other, one, "different", at="2024-05-02T12:00:00Z")
    assert not together(ledger, one, other)
    judge(ledger, one, other, "unsure", at="2024-05-03T12:00:00Z")
    assert not together(ledger, one, other)
    assert len(ledger.judgements()) == 3


def test_a_person_parts_what_the_program_joined(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    largest = max(ledger.incidents(), key=lambda incident: len(incident.reports))
    first, last = largest.claims[0], largest.claims[-1]
    judge(ledger, first, last, "different")
    assert not together(ledger, first, last)


def test_judgements_survive_rebuilding(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    one, other = two_incidents(ledger)
    judge(ledger, one, other, "same")
    before = rows_of(ledger)
    with ledger.merging() as store:
        store.forget_all()
    bring_together(ledger)
    assert together(ledger, one, other)
    assert rows_of(ledger) == before


def test_as_of_leaves_out_what_came_later(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    days = sorted(reading.report.published or "" for reading in READINGS)
    middle = days[30]
    merged = merge_as_of(ledger, middle)
    told = {report for incident in merged.incidents for report in incident.reports}
    known = {held.report_id for held in ledger.readings() if (held.reading.report.published or "") <= middle}
    assert told == known


def test_an_incident_that_went_into_another_is_told_of(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    before = {incident.id for incident in ledger.incidents()}
    one, other = two_incidents(ledger)
    judge(ledger, one, other, "same")
    (gone,) = before - {incident.id for incident in ledger.incidents()}
    with pytest.raises(StopRun, match=f"{gone}: there is no such incident; its claims are in i_"):
        ledger.incident(gone)
    with pytest.raises(StopRun, match="i_nonsense: there is no such incident$"):
        ledger.incident("i_nonsense")


def test_one_text_by_many_outlets_is_one_origin(ledger: Ledger) -> None:
    printed = [
        Reading(replace(READINGS[0].report, outlet=f"Outlet {number}"), READINGS[0].claims, ()) for number in range(200)
    ]
    ledger.add(*printed)
    bring_together(ledger)
    incidents = ledger.incidents()
    assert {len(incident.reports) for incident in incidents} == {200}
    for incident in incidents:
        for version in incident.versions:
            assert version.witnesses <= len(version.sources)


def test_what_is_laid_down_is_found(ledger: Ledger) -> None:
    war = War(11, 200)
    ledger.add(*war.readings())
    bring_together(ledger)
    wrong = total = 0
    for incident in ledger.incidents():
        truths = [war.truth[claim] for claim in incident.claims]
        wrong += len(truths) - max(truths.count(truth) for truth in set(truths))
        total += len(truths)
    assert total == len(war.truth)
    assert wrong / total < 0.02
    disputed = {
        war.truth[claim]
        for incident in ledger.incidents()
        for d in incident.disputes
        if d.on == "how_many"
        for claim in d.a
    }
    assert disputed <= war.disputed


def review(ledger: Ledger, claim: str, verdict: str, **correction: str) -> str:
    name = ledger.review(Review(claim, verdict, "anna", "looked", "2024-05-01T12:00:00Z", correction))
    bring_together(ledger)
    return name


def test_a_rejected_claim_tells_nothing_and_stays_in_its_incident(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    before = rows_of(ledger)
    incident = next(item for item in ledger.incidents() if item.disputes and len(item.claims) > 3)
    claim = incident.disputes[0].a[0]
    name = review(ledger, claim, "reject")
    after = ledger.incident(incident.id)
    assert claim in after.claims
    assert claim not in {one for version in after.versions for one in version.claims}
    assert claim not in {one for dispute in after.disputes for one in (*dispute.a, *dispute.b)}
    as_of = next(item for item in merge_as_of(ledger, "2030").incidents if item.id == incident.id)
    assert as_of.versions == after.versions and as_of.disputes == after.disputes
    ledger.retire(name, by="anna", why="a slip")
    bring_together(ledger)
    assert rows_of(ledger) == before


def test_corrected_claims_leave_their_incident_until_that_is_taken_back(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    before = rows_of(ledger)
    incident = next(item for item in ledger.incidents() if len(item.reports) > 2 and item.where)
    of_one = [held for held in ledger.pick(incident.claims) if held.report_id == incident.reports[0]]
    elsewhere = {"kind": "protest", "place": "Elsewhere", "point": "10,10,2", "time": "1999-01-01", "quantity": ""}
    moved = [claim.id for claim in of_one[0].reading.claims]
    names = [review(ledger, claim, "correct", **elsewhere) for claim in moved]
    of = ledger.incidents_of(incident.claims)
    assert not {of[claim] for claim in moved} & {of[claim] for claim in incident.claims if claim not in moved}
    everything = {claim for item in ledger.incidents() for claim in item.claims}
    assert everything >= set(incident.claims), "those that it left are still in an incident"
    for name in names:
        ledger.retire(name, by="anna", why="a slip")
    bring_together(ledger)
    assert rows_of(ledger) == before


def test_a_word_taken_back_is_merged_without_being_asked_to(ledger: Ledger) -> None:
    ledger.add(*READINGS)
    bring_together(ledger)
    one, other = two_incidents(ledger)
    name = judge(ledger, one, other, "same")
    assert together(ledger, one, other) and ledger.unmerged() == 0
    ledger.retire(name, by="anna", why="a slip")
    assert ledger.unmerged() > 0 and together(ledger, one, other), "until it is merged anew, all is as it was"
    bring_together(ledger)
    assert not together(ledger, one, other)


def alone(
    number: int, day: str, *, kind: str = "shell", by: str = "northern forces", radius_km: float = 3.0
) -> Reading:
    """A reading of one claim: what was done on that day around Vale."""
    reading = READINGS[number]
    claim = next(claim for claim in reading.claims if claim.agent and claim.time and claim.polarity == "affirmed")
    assert claim.agent is not None and claim.time is not None and claim.place is not None
    told = replace(
        claim,
        kind=kind,
        agent=replace(claim.agent, name=by),
        sources=(),
        place=Place(claim.place.span, "Vale", 50.0, 30.0, radius_km),
        time=replace(claim.time, edtf=day),
        quantities=(),
    )
    return Reading(replace(reading.report, published="2021-06-30"), (told,), ())


def test_unsure_takes_a_weak_likeness_its_power_and_a_strong_one_nothing(ledger: Ledger) -> None:
    weak, strong = (alone(1, "2021-06-07"), alone(2, "2021-06-08")), (alone(3, "2021-06-20"), alone(4, "2021-06-20"))
    ledger.add(*weak, *strong)
    bring_together(ledger)
    for pair, stay in ((weak, False), (strong, True)):
        one, other = (reading.claims[0].id for reading in pair)
        assert together(ledger, one, other)
        name = judge(ledger, one, other, "unsure")
        assert together(ledger, one, other) == stay
        ledger.retire(name, by="anna", why="a slip")
        bring_together(ledger)
        assert together(ledger, one, other)


def test_an_incident_is_a_part_of_a_larger_one_for_as_long_as_that_is_there(ledger: Ledger) -> None:
    battle = alone(1, "2021-06-08", kind="clash")
    ledger.add(battle)
    bring_together(ledger)
    (part,) = ledger.incidents()
    assert part.part_of is None
    ledger.add(alone(2, "2021-06-01/2021-06-29", kind="besiege", by="marines", radius_km=60.0))
    bring_together(ledger)
    whole = next(incident for incident in ledger.incidents() if incident.kind == "besiege")
    assert ledger.incident(part.id).part_of == whole.id and whole.part_of is None
    ledger.add(alone(3, "2021-06-12", kind="explode", by="gunners"))
    bring_together(ledger)
    assert {i.kind for i in ledger.incidents() if i.part_of == whole.id} == {"clash", "explode"}
    ledger.retire(whole.reports[0], by="anna", why="not ours")
    bring_together(ledger)
    assert [incident.part_of for incident in ledger.incidents()] == [None, None]
