"""parts: which incident is a part of a larger one: a battle in an offensive, one strike in a night of strikes.

Shy of saying so: the place must lie wholly in the other's, the days in the other's, and the parties must not differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selon.merge.compare import NARROW_KM, distance_km
from selon.merge.kinds import BLOWS, CONTROL, MADE, RESULTS
from selon.merge.told import Spot

FIGHTS = frozenset({"advance", "attack", "besiege", "clash"})  # what may go on for long, and hold others
INSIDE = BLOWS | CONTROL | RESULTS  # what may be a part of it
LONG = 5  # days from which a fight holds others
NIGHT = 2  # days of one wave of blows
WIDEST_KM = 200.0  # a country's war holds all that happens there, and says nothing
WIDER = 4.0  # times: the radius of a wave of blows over that of one of them
WEEK = 7
ANY = 60  # weeks: what lasts longer is looked at for every incident


@dataclass(frozen=True, slots=True)
class Extent:
    """An incident as it lies in space and time: days are `date.toordinal`'s, radius in km, parties its doers'."""

    id: str
    kind: str
    first: int
    last: int
    latitude: float
    longitude: float
    radius_km: float
    parties: frozenset[str]

    @property
    def days(self) -> int:
        """How many days it lasts beyond its first."""
        return self.last - self.first

    @property
    def size(self) -> tuple[int, float, str]:
        """The order in which the narrowest is found: by time, then by place."""
        return self.days, self.radius_km, self.id


def may_hold(whole: Extent) -> bool:
    """Whether an incident may have parts at all."""
    if whole.radius_km > WIDEST_KM:
        return False
    return (whole.kind in FIGHTS and whole.days >= LONG) or _is_wave(whole)


def _is_wave(whole: Extent) -> bool:
    return whole.kind in MADE and whole.days <= NIGHT and whole.radius_km > NARROW_KM


def reasons_for_part(part: Extent, whole: Extent) -> tuple[str, ...]:
    """Why one incident is a part of another; empty where it is none."""
    if part.id == whole.id or not may_hold(whole) or part.kind not in INSIDE:
        return ()
    if not (whole.first <= part.first and part.last <= whole.last) or not _lies_in(part, whole):
        return ()
    if part.parties and whole.parties and not part.parties & whole.parties:
        return ()
    if whole.kind in FIGHTS and whole.days >= LONG and part.days < whole.days:
        how = f"its days lie within the {whole.days + 1} days of the other, a fight that goes on"
    elif _is_wave(whole) and part.kind in MADE and whole.radius_km >= WIDER * max(part.radius_km, 1.0):
        how = "it is one blow on days on which the other tells of blows on a whole region"
    else:
        return ()
    where = f"its place lies within the other's, {whole.radius_km:.0f} km around"
    who = ("both name a doer of one party",) if part.parties & whole.parties else ()
    return how, where, *who


def _lies_in(part: Extent, whole: Extent) -> bool:
    apart = distance_km(_spot(part), _spot(whole))
    return apart is not None and apart + part.radius_km <= whole.radius_km


def _spot(extent: Extent) -> Spot:
    return Spot(extent.id, extent.latitude, extent.longitude, extent.radius_km)


class Wholes:
    """Incidents that may hold others, found by week."""

    def __init__(self, extents: Iterable[Extent]) -> None:
        self._weeks: dict[int, list[Extent]] = defaultdict(list)
        self._any: list[Extent] = []
        for whole in extents:
            weeks = range(whole.first // WEEK, whole.last // WEEK + 1)
            if not may_hold(whole):
                continue
            if len(weeks) > ANY:
                self._any.append(whole)
            for week in weeks if len(weeks) <= ANY else ():
                self._weeks[week].append(whole)

    def of(self, part: Extent) -> Extent | None:
        """The narrowest incident of which one is a part."""
        beside = [*self._weeks.get(part.first // WEEK, ()), *self._any]
        return min(
            (whole for whole in beside if reasons_for_part(part, whole)), key=lambda whole: whole.size, default=None
        )


def find_wholes(extents: Sequence[Extent]) -> Mapping[str, str]:
    """For each incident that is a part, the narrowest that holds it. No two hold each other: a whole is never smaller
    than its part in time or place, and always larger in one of them."""
    return dict(_pairs(extents, Wholes(extents)))


def _pairs(extents: Iterable[Extent], wholes: Wholes) -> Iterator[tuple[str, str]]:
    for part in extents:
        whole = wholes.of(part)
        if whole is not None:
            yield part.id, whole.id
