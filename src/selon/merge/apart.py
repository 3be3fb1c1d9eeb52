"""apart: claims of one incident that name places, or days, that are apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from selon.merge.compare import NARROW_DAYS, NARROW_KM, NOT_DONE, distance_km, same_spot
from selon.merge.differ import Difference, is_told, same_voice
from selon.merge.kinds import BLOWS
from selon.merge.told import Days, Spot, Told

FAR_KM = 25.0
MOST_DAYS = 7  # further apart, they are two happenings


def find_apart(told: Sequence[Told]) -> Iterator[Difference]:
    """Pairs of claims by different voices of which neither report knows the other's place, or day."""
    said = [item for item in told if item.polarity == "affirmed" and item.certainty not in NOT_DONE and is_told(item)]
    spots: dict[str, list[Spot]] = defaultdict(list)
    days: dict[str, list[Days]] = defaultdict(list)
    for item in said:
        if item.spot is not None:
            spots[item.report].append(item.spot)
        if item.days is not None:
            days[item.report].append(item.days)
    for one, other in combinations(said, 2):
        if one.kind != other.kind or same_voice(one, other):
            continue
        if not _knows(spots[one.report], other.spot) and not _knows(spots[other.report], one.spot):
            yield from _where(one, other)
        known = _knows_day(days[one.report], other.days) or _knows_day(days[other.report], one.days)
        if not known or one.report == other.report:
            yield from _when(one, other)


def _knows(spots: Sequence[Spot], spot: Spot | None) -> bool:
    return spot is None or any((same_spot(known, spot) or 0.0) > 0 for known in spots)


def _knows_day(days: Sequence[Days], day: Days | None) -> bool:
    return day is None or any(known[0] <= day[1] and day[0] <= known[1] for known in days)


def _where(one: Told, other: Told) -> Iterator[Difference]:
    one, other = sorted((one, other), key=lambda item: (item.spot.name if item.spot else "", item.id))
    if one.spot is None or other.spot is None or max(one.spot.radius_km, other.spot.radius_km) > NARROW_KM:
        return
    distance = distance_km(one.spot, other.spot)
    if distance is not None and distance > FAR_KM and one.kind in BLOWS:
        reasons = (f"the places lie {distance:.0f} km apart", "neither report names the other's place")
        yield Difference("where", f"{one.spot.name}/{other.spot.name}", one.id, other.id, 0.6, reasons)


def _when(one: Told, other: Told) -> Iterator[Difference]:
    one, other = sorted((one, other), key=lambda item: (item.days or (0, 0), item.id))
    if one.days is None or other.days is None or one.kind not in BLOWS:
        return
    if max(one.days[1] - one.days[0], other.days[1] - other.days[0]) >= NARROW_DAYS:
        return
    gap = other.days[0] - one.days[1]
    if 0 < gap <= MOST_DAYS and one.spot and other.spot and (same_spot(one.spot, other.spot) or 0.0) >= 1:
        reasons = (f"the days lie {gap} apart", "the same kind and place")
        yield Difference("when", f"{one.days[1]}/{other.days[0]}", one.id, other.id, 0.6, reasons)
