"""compare: whether two claims are about one happening, as small scored functions whose docstrings are the reasons.

A score above 0 speaks for, one below 0 against; None says nothing. Weights were set on gold/merge and are sums of
what each fact is worth by itself; `decide.py` says where the line is.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from selon.merge.kinds import CONTROL, relation
from selon.merge.told import Count, Days, Spot, Told

EARTH_KM = 6371.0088  # mean radius, IUGG
NARROW_KM = 15.0  # a settlement or less
REGION_KM = 150.0  # a first-level region or less
NARROW_DAYS = 3
FAR_OFF = 1500  # characters: some four paragraphs on, a report has often turned to another happening
APART = -3.0  # the score of places too far apart to be one
SAME_REGION, SAME_COUNTRY, IN_COUNTRY = 1.0, 0.4, 0.1
NOT_DONE = frozenset({"planned", "urged", "conditional"})
LONG_AGO = 10  # days between a happening and the report on it, from which the report only recalls it

Compare = Callable[[Told, Told], float | None]


@dataclass(frozen=True, slots=True)
class Reason:
    """One function's word on two claims."""

    score: float
    why: str


def kinds(one: Told, other: Told) -> float | None:
    """what happened is of the same kind, or one is the other's result"""
    known = {"same": 1.5, "alike": 0.9, "result": 1.1}
    return known.get(relation(one.kind, other.kind), -2.5)


def places(one: Told, other: Told) -> float | None:
    """the places are the same, one holds the other, or they are apart"""
    if one.spot is None or other.spot is None:
        return None
    score = same_spot(one.spot, other.spot)
    # A report on a country's war tells many happenings of that country: its name says nearly nothing.
    return IN_COUNTRY if score == SAME_COUNTRY else score


def same_spot(one: Spot, other: Spot) -> float | None:
    """2 for the same settlement, less for a region around it, -3 for places too far apart; None where unknown."""
    wide, small = max(one.radius_km, other.radius_km), min(one.radius_km, other.radius_km)
    if one.name == other.name or (one.id is not None and one.id == other.id):
        return 2.0 if wide <= NARROW_KM else 1.2 if wide <= REGION_KM else SAME_COUNTRY
    apart = distance_km(one, other)
    if apart is None:
        return 1.2 if set(one.name.split()) & set(other.name.split()) else None
    if wide > NARROW_KM:
        return (0.8 if wide <= REGION_KM else 0.2) if apart <= wide + small else APART
    return 0.0 if apart <= wide + small else (-1.5 if apart <= 25 else APART)


def distance_km(one: Spot, other: Spot) -> float | None:
    """Great-circle distance by the haversine formula; None where a point is not known."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    lat, to_lat = math.radians(one.latitude), math.radians(other.latitude)
    across = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    half = math.sin((to_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(to_lat) * across
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def times(one: Told, other: Told) -> float | None:
    """the times are the same day, overlap, or are apart"""
    if one.days is None or other.days is None:
        return None
    return same_days(one.days, other.days)


def same_days(one: Days, other: Days) -> float:
    """2 for the same day or days, less for a longer time that holds it, -4 for days apart."""
    if one[0] > other[1] or other[0] > one[1]:
        gap = max(one[0] - other[1], other[0] - one[1])
        return -1.0 if gap == 1 else -4.0
    longest = max(one[1] - one[0], other[1] - other[0])
    return 2.0 if longest < NARROW_DAYS else 0.8 if longest < 40 else 0.2


def recalling(one: Told, other: Told) -> float | None:
    """one is told with a time long before the report, the other without a time"""
    if (one.days is None) == (other.days is None) or one.report != other.report:
        return None
    dated = one if one.days is not None else other
    if dated.published is None or dated.days is None:
        return None
    ago = dated.published[0] - dated.days[1]
    return -2.0 if ago > LONG_AGO and one.sentence != other.sentence else None


def numbers(one: Told, other: Told) -> float | None:
    """the same number of the same things"""
    if relation(one.kind, other.kind) != "same" or not one.counts or not other.counts:
        return None
    return max(_same_count(a, b) for a in one.counts for b in other.counts)


def _same_count(one: Count, other: Count) -> float:
    if one.scope != other.scope and one.scope and other.scope:
        return 0.0
    low, to_low = one.low or one.high or 0, other.low or other.high or 0
    if low == to_low:
        return 2.0 if low >= 10 else 1.2
    return 0.0 if 0.5 <= (low or 1) / (to_low or 1) <= 2 else -0.7


def actors(one: Told, other: Told) -> float | None:
    """the same doer, or the same target"""
    found = [_share(one.agent, other.agent), _share(one.target, other.target)]
    known = [value for value in found if value is not None]
    if not known:
        return None
    return sum(1.0 if value > 0.3 else -0.4 for value in known)


def _share(one: frozenset[str], other: frozenset[str]) -> float | None:
    if not one or not other:
        return None
    return len(one & other) / min(len(one), len(other))


def certainties(one: Told, other: Told) -> float | None:
    """one is done, the other only planned, wished or supposed"""
    return -1.6 if (one.certainty in NOT_DONE) != (other.certainty in NOT_DONE) else None


def names(one: Told, other: Told) -> float | None:
    """the same names stand in both sentences"""
    if one.sentence == other.sentence and one.report == other.report:
        return None
    shared = one.names & other.names
    return min(0.8, 0.25 * len(shared)) if shared else None


def nearness(one: Told, other: Told) -> float | None:
    """they stand in one sentence, or in the next"""
    if one.report != other.report:
        return None
    if one.sentence == other.sentence:
        return 1.2
    return 0.4 if abs(one.start - other.start) < 250 else None


def far_off(one: Told, other: Told) -> float | None:
    """they stand far apart in the text, and not both with a time"""
    if one.report != other.report or (one.days is not None and other.days is not None):
        return None
    return -0.4 if abs(one.start - other.start) >= FAR_OFF else None


def set_apart(one: Told, other: Told) -> float | None:
    """the words call one of them another, an earlier or a second one"""
    return -1.5 if one.recalled != other.recalled and one.sentence != other.sentence else None


def control(one: Told, other: Told) -> float | None:
    """who holds a place is told of that place alone"""
    if one.kind not in CONTROL or other.kind not in CONTROL:
        return None
    if one.spot is not None and other.spot is not None:
        return -0.8 if (same_spot(one.spot, other.spot) or 0.0) < SAME_REGION else None
    return -0.5 if one.sentence != other.sentence else None


WITHIN: tuple[Compare, ...] = (
    kinds, places, times, recalling, numbers, actors, certainties, names, nearness, far_off, set_apart, control,
)  # fmt: skip


def compare(one: Told, other: Told, functions: tuple[Compare, ...] = WITHIN) -> float:
    """The sum of what each function says."""
    total = 0.0
    for function in functions:
        score = function(one, other)
        if score is not None:
            total += score
    return total


def explain(one: Told, other: Told, functions: tuple[Compare, ...] = WITHIN) -> tuple[Reason, ...]:
    """What each function says, the weightiest first."""
    said = [Reason(score, function.__doc__ or "") for function in functions if (score := function(one, other))]
    return tuple(sorted(said, key=lambda reason: (-abs(reason.score), reason.why)))
