"""What cannot both hold, and what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest
from tests.merge.facts import ARDEN, BRYN, PROVINCE, day, people, told

from selon.merge.disputes import beside_alone, find_beside, find_disputes
from selon.merge.told import Spot, Told

SUBURB = Spot("west arden", 48.05, 38.0, 5.0, "x:4")  # 6 km from Arden


def agents(*words: str) -> dict[str, Any]:
    return {"agent": frozenset(words), "doer": " ".join(words)}


def of(party: str) -> dict[str, Any]:
    return {"parties": frozenset({f"war/{party}"}), **agents(party)}


DISPUTES: dict[str, tuple[str, Told, Told]] = {
    "denied": (
        "rejection",
        told("strike", **of("north")),
        told("strike", source="north", stance="deny", polarity="negated", **of("north")),
    ),
    "negated": ("happened", told("strike", source="mayor"), told("strike", source="witness", polarity="negated")),
    "held or taken": (
        "happened",
        told("capture", source="north", **of("north")),
        told("hold", source="south", own=True, **of("south")),
    ),
    "two who hold it": (
        "who",
        told("capture", source="north", **of("north")),
        told("hold", source="east", **of("south")),
    ),
    "held or lost": ("happened", told("hold", source="mayor"), told("lose", source="commander")),
    "who": ("who", told("strike", source="mayor", **of("north")), told("strike", source="army", **of("south"))),
    "numbers": (
        "how_many",
        told("kill", counts=(people(44, 44),), report="r_1"),
        told("kill", counts=(people(48, 48),), report="r_2", source="monitor"),
    ),
    "a bound": (
        "how_many",
        told("kill", counts=(people(44, 44),), report="r_1"),
        told("kill", counts=(people(50, None),), report="r_2"),
    ),
    "days": (
        "when",
        told("strike", days=day("2024-05-01"), report="r_1"),
        told("strike", days=day("2024-05-02"), report="r_2"),
    ),
    "places": ("where", told("strike", report="r_1"), told("strike", spot=BRYN, report="r_2")),
    "things": (
        "what",
        told("explode", manners=frozenset({"blast:bomb"}), source="mayor"),
        told("explode", manners=frozenset({"blast:accident"}), source="army"),
    ),
    "journeys": (
        "what",
        told("displace", manners=frozenset({"journey:evacuation"}), source="north"),
        told("displace", manners=frozenset({"journey:deportation"}), source="south"),
    ),
    "no confirmation": (
        "rejection",
        told("attack", source="north", stance="claim"),
        told("attack", source="south", stance="withhold", certainty="unclear"),
    ),
}
MILDER: dict[str, tuple[Told, Told]] = {
    "one voice": (
        told("kill", counts=(people(44, 44),), source="mayor", report="r_1"),
        told("kill", counts=(people(48, 48),), source="mayor", report="r_2"),
    ),
    "at least": (
        told("kill", counts=(people(44, None),), report="r_1"),
        told("kill", counts=(people(48, 48),), report="r_2"),
    ),
    "dozens": (
        told("wound", counts=(people(24, 99),), report="r_1"),
        told("wound", counts=(people(120, 120),), report="r_2"),
    ),
    "another scope": (
        told("kill", counts=(people(11, 11, "children"),), report="r_1"),
        told("kill", counts=(people(58, 58),), report="r_2"),
    ),
    "other people": (
        told("kill", counts=(people(63, 63, "attackers"),), report="r_1"),
        told("kill", counts=(people(25, 25, "soldiers"),), report="r_2"),
    ),
    "killed and wounded": (
        told("kill", counts=(people(44, 44),), report="r_1"),
        told("wound", counts=(people(140, 140),), report="r_2"),
    ),
    "a wider area": (
        told("kill", counts=(people(24, 24),), report="r_1"),
        told("kill", counts=(people(32, 32),), spot=PROVINCE, report="r_2"),
    ),
    "a part, beside it": (
        told("wound", counts=(people(3, 3),), source="mayor"),
        told("wound", counts=(people(10, 10),), source="army"),
    ),
    "a village in its province": (told("strike", report="r_1"), told("strike", spot=PROVINCE, report="r_2")),
    "a suburb": (told("strike", report="r_1"), told("strike", spot=SUBURB, report="r_2")),
    "a month that holds the day": (
        told("strike", days=day("2024-05-01"), report="r_1"),
        told("strike", days=(day("2024-05-01")[0], day("2024-05-31")[1]), report="r_2"),
    ),
    "succession": (
        told("hold", source="mayor", published=day("2024-05-01")),
        told("lose", source="army", published=day("2024-05-20"), report="r_2"),
    ),
    "a plan": (told("withdraw", source="north", certainty="planned"), told("hold", source="south")),
    "another's loss": (told("hold", source="north", **of("north")), told("lose", source="south", **of("south"))),
    "only almost": (
        told("capture", source="north", partial=True, **of("north")),
        told("hold", source="south", own=True, **of("south")),
    ),
    "its own part alone": (
        told("strike", **of("north")),
        told("strike", source="east", stance="deny", polarity="negated", **of("east")),
    ),
    "one thing": (
        told("explode", manners=frozenset({"blast:bomb"}), source="mayor"),
        told("explode", manners=frozenset({"blast:bomb", "blast:accident"}), source="army"),
    ),
}


@pytest.mark.parametrize("name", DISPUTES)
def test_what_cannot_both_hold(name: str) -> None:
    on, one, other = DISPUTES[name]
    found = find_disputes("i_1", [one, other])
    assert [dispute.on for dispute in found] == [on]
    assert {*found[0].a, *found[0].b} == {one.id, other.id}
    assert 0 < found[0].strength <= 1 and found[0].reasons
    assert find_disputes("i_1", [other, one]) == found


@pytest.mark.parametrize("name", MILDER)
def test_what_is_milder(name: str) -> None:
    assert find_disputes("i_1", MILDER[name]) == ()


def test_a_later_number_is_weaker_and_said_to_be_perhaps_an_update() -> None:
    early = told("kill", counts=(people(25, 25),), report="r_1", published=day("2024-05-01"))
    late = told("kill", counts=(people(89, 89),), report="r_2", source="army", published=day("2024-05-04"))
    (dispute,) = find_disputes("i_1", [early, late])
    assert dispute.strength < 0.9
    assert any("update" in reason for reason in dispute.reasons)


def test_a_comment_rejects_who_accuses_its_source() -> None:
    accusing = told("strike", source="mayor", stance="accuse", report="r_1", start=100, **agents("militia"))
    plain = told("protest", report="r_1", start=200)
    comment = told("comment", source="militia", stance="deny", report="r_1", start=300)
    (dispute,) = find_disputes("i_1", [accusing, plain, comment])
    assert (dispute.on, dispute.a, dispute.b) == ("rejection", (accusing.id,), (comment.id,))


def test_who_denies_and_says_more_makes_one_rejection() -> None:
    account = told("strike", **of("north"))
    denial = told("strike", source="north", stance="deny", polarity="negated", **of("north"))
    more = told("strike", source="north", polarity="negated", **of("north"))
    (dispute,) = find_disputes("i_1", [account, denial, more])
    assert dispute.on == "rejection" and set(dispute.b) == {denial.id, more.id}


def test_flanks_of_a_town_stand_between_two_incidents() -> None:
    lost = told("lose", source="commander", spot=SUBURB)
    held = told("hold", source="mayor", spot=ARDEN)
    (dispute,) = find_beside([[lost], [held]])
    assert dispute.on == "happened" and not dispute.incident
    (placed,) = beside_alone([], [dispute], {lost.id: "i_1", held.id: "i_2"})
    assert placed.incident in ("i_1", "i_2")
    assert list(beside_alone([placed], [dispute], {lost.id: "i_1", held.id: "i_1"})) == []
