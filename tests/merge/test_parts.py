"""Incidents that are a part of a larger one, and those that only look so."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.merge.parts import Extent, Wholes, find_wholes, reasons_for_part

from .facts import day

# An offensive of a month around a town (48.0, 38.0), 60 km about; and a night of strikes on its province.
OFFENSIVE: dict[str, Any] = {"kind": "attack", "first": "2024-05-01", "last": "2024-05-31", "radius_km": 60.0}
SIEGE: dict[str, Any] = {"kind": "besiege", "first": "2024-03-01", "last": "2024-05-20", "radius_km": 6.0}
WAVE: dict[str, Any] = {"kind": "strike", "first": "2024-05-10", "last": "2024-05-10", "radius_km": 120.0}
RUSSIA, UKRAINE = frozenset({"ukraine/russia"}), frozenset({"ukraine/ukraine"})


def extent(id: str = "i_1", **fields: Any) -> Extent:
    usual: dict[str, Any] = {
        "kind": "clash",
        "first": "2024-05-10",
        "last": None,
        "latitude": 48.1,
        "longitude": 38.1,
        "radius_km": 4.0,
        "parties": frozenset(),
    }
    given = usual | fields
    first, last = day(given["first"])[0], day(given["last"] or given["first"])[0]
    place = given["latitude"], given["longitude"], given["radius_km"]
    return Extent(id, given["kind"], first, last, *place, given["parties"])


def whole(**fields: Any) -> Extent:
    return extent("i_0", **({"latitude": 48.0, "longitude": 38.0} | fields))


@pytest.mark.parametrize(
    ("part", "larger"),
    [
        ({"kind": "clash"}, OFFENSIVE),
        ({"kind": "shell", "first": "2024-05-01"}, OFFENSIVE),
        ({"kind": "capture", "first": "2024-05-31"}, OFFENSIVE),
        ({"kind": "advance", "first": "2024-05-10", "last": "2024-05-14"}, OFFENSIVE),
        ({"kind": "kill", "parties": RUSSIA}, OFFENSIVE | {"parties": RUSSIA}),
        ({"kind": "withdraw", "parties": RUSSIA}, OFFENSIVE),
        ({"kind": "shell", "latitude": 48.0, "longitude": 38.0, "radius_km": 5.0}, SIEGE),
        ({"kind": "strike", "latitude": 48.7, "longitude": 38.3}, WAVE),
        ({"kind": "explode", "parties": RUSSIA}, WAVE | {"parties": RUSSIA}),
        ({"kind": "repel", "parties": UKRAINE}, OFFENSIVE | {"parties": UKRAINE | RUSSIA}),
    ],
)
def test_a_part_is_told_with_its_reasons(part: dict[str, Any], larger: dict[str, Any]) -> None:
    reasons = reasons_for_part(extent(**part), whole(**larger))
    assert len(reasons) >= 2
    assert find_wholes([extent(**part), whole(**larger)])["i_1"] == "i_0"


@pytest.mark.parametrize(
    ("part", "larger"),
    [
        ({"first": "2024-06-02"}, OFFENSIVE),  # after it
        ({"first": "2024-04-28", "last": "2024-05-02"}, OFFENSIVE),  # begun before it
        ({"latitude": 49.5}, OFFENSIVE),  # elsewhere
        ({"latitude": 48.5, "radius_km": 20.0}, OFFENSIVE),  # reaches beyond its region
        ({"kind": "negotiate"}, OFFENSIVE),  # no fight
        ({"kind": "agree"}, WAVE),
        ({"parties": UKRAINE}, OFFENSIVE | {"parties": RUSSIA}),  # another's fight
        ({"kind": "clash"}, WAVE),  # a battle is no strike
        ({"kind": "strike"}, OFFENSIVE | {"kind": "strike"}),  # a month of strikes is no offensive
        ({"kind": "clash"}, OFFENSIVE | {"radius_km": 600.0}),  # a country's war
    ],
)
def test_what_only_looks_like_a_part_is_none(part: dict[str, Any], larger: dict[str, Any]) -> None:
    assert reasons_for_part(extent(**part), whole(**larger)) == ()
    assert find_wholes([extent(**part), whole(**larger)]) == {}


def test_the_narrowest_is_taken() -> None:
    week = extent("i_2", kind="clash", first="2024-05-08", last="2024-05-15", radius_km=20.0)
    part = extent(radius_km=2.0)
    assert find_wholes([part, whole(**OFFENSIVE), week]) == {"i_1": "i_2", "i_2": "i_0"}


EXTENTS = st.builds(
    Extent,
    id=st.uuids().map(str),
    kind=st.sampled_from(["attack", "clash", "strike", "capture", "besiege"]),
    first=st.integers(0, 40),
    last=st.integers(40, 90),
    latitude=st.floats(48, 49),
    longitude=st.floats(38, 39),
    radius_km=st.sampled_from([3.0, 20.0, 60.0, 150.0]),
    parties=st.sampled_from([frozenset[str](), RUSSIA, UKRAINE]),
)


@given(st.lists(EXTENTS, max_size=12, unique_by=lambda found: found.id), st.randoms())
def test_no_circle_and_no_order(extents: list[Extent], chance: Any) -> None:
    found = find_wholes(extents)
    for part in found:
        seen, at = {part}, part
        while at in found:
            at = found[at]
            assert at not in seen
            seen.add(at)
    shuffled = extents[:]
    chance.shuffle(shuffled)
    assert find_wholes(shuffled) == found


def test_what_lasts_for_years_is_found_too() -> None:
    long = whole(**(OFFENSIVE | {"first": "2022-01-01", "last": "2024-12-31"}))
    assert Wholes([long]).of(extent()) == long
