"""incidents: threads that tell one happening, as one incident with its versions and disputes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from selon.merge.across import LINE, Thread, compare_threads
from selon.merge.cluster import Pair, cluster, sorted_pair
from selon.merge.compare import NARROW_KM
from selon.merge.disputes import find_disputes
from selon.merge.kinds import BLOWS
from selon.merge.origins import Origins
from selon.merge.parts import Extent
from selon.merge.told import Days, Told
from selon.merge.verdicts import DOUBT
from selon.merge.versions import find_versions, in_order
from selon.model.bounds import Bounds
from selon.model.incident import Incident, Where

WITHIN_REPORT = -0.3  # two threads of one report were already held apart by its words
ALL_PAIRS = 250  # threads of a group of which every pair is held against each other


@dataclass(frozen=True, slots=True)
class Judged:
    """A person's verdicts on pairs of claims, as they bear on threads: `same` joins, `different` keeps apart, `unsure`
    takes DOUBT off the score."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    unsure: frozenset[Pair] = frozenset()


def judged_threads(threads: Iterable[Thread], verdicts: Mapping[Pair, str]) -> Judged:
    """Verdicts on claims as verdicts on the threads that hold them; those within one thread were heeded there."""
    of = {claim: thread.id for thread in threads for claim in thread.claims}
    found: dict[str, set[Pair]] = {"same": set(), "different": set(), "unsure": set()}
    for (left, right), verdict in verdicts.items():
        if left in of and right in of and of[left] != of[right]:
            found[verdict].add(sorted_pair(of[left], of[right]))
    same, different, unsure = found["same"], found["different"], found["unsure"]
    return Judged(frozenset(same), frozenset(different - same), frozenset(unsure - same - different))


def compare_pair(one: Thread, other: Thread) -> float:
    """The score of two threads, of one report or of two."""
    return compare_threads(one, other) + (WITHIN_REPORT if one.report == other.report else 0.0)


def group_threads(threads: Sequence[Thread], edges: Iterable[Pair], judged: Judged) -> list[tuple[str, ...]]:
    """The threads of one connected group as incidents; `edges` are the pairs that connect it.

    In a group of up to ALL_PAIRS every pair is scored, so that one wrong edge does not join two happenings; in a
    larger one its edges are, and others where they would be joined.
    """
    by_id = {thread.id: thread for thread in threads}

    def score(left: str, right: str) -> float:
        doubt = DOUBT if (left, right) in judged.unsure else 0.0
        return compare_pair(by_id[left], by_id[right]) - doubt

    every = len(by_id) <= ALL_PAIRS
    pairs = combinations(sorted(by_id), 2) if every else sorted(set(edges))
    scores = {pair: score(*pair) for pair in pairs}
    return cluster(by_id, scores, LINE, apart=judged.different, tied=judged.same, ask=None if every else score)


def as_incident(told: Sequence[Told], copies: Origins) -> Incident:
    """The claims of an incident, in the order in which they were told, with versions and disputes.

    One text printed by several outlets brings its claims several times, under the same ids: they count once. Claims
    that a reviewer rejected stay in it and tell nothing: they are in no version and no dispute.
    """
    every = sorted(told, key=in_order)
    ordered = list({item.id: item for item in reversed(every)}.values())[::-1]
    ordered.sort(key=in_order)
    kept = [item for item in ordered if not item.refused]
    events = [item for item in kept if item.kind != "comment"] or kept or ordered
    # Named by its first claim by the alphabet: what comes later seldom changes the name.
    name = "i_" + min(item.id for item in ordered)[2:]
    return Incident(
        id=name,
        claims=tuple(item.id for item in ordered),
        kind=_kind(events),
        where=_where(events),
        when=_when(events),
        versions=find_versions([item for item in every if not item.refused], copies),
        disputes=find_disputes(name, kept),
        reports=tuple(dict.fromkeys(item.report for item in every if not item.refused or not kept)),
        parties=tuple(sorted({party for item in events if item.polarity == "affirmed" for party in item.parties})),
    )


def extent_of(incident: Incident) -> Extent | None:
    """How an incident lies in space and time; None where its place or its days are not known."""
    where, when = incident.where, incident.when
    if where is None or where.latitude is None or where.longitude is None or when is None:
        return None
    if when.earliest_start is None or when.latest_end is None:
        return None
    return Extent(
        *(incident.id, incident.kind, when.earliest_start.toordinal(), when.latest_end.toordinal()),
        *(where.latitude, where.longitude, where.radius_km or 0.0, frozenset(incident.parties)),
    )


def _kind(events: Sequence[Told]) -> str:
    """The most told kind: of a blow before that of its results."""
    counted = Counter(item.kind for item in events)
    return min(counted, key=lambda kind: (kind not in BLOWS, -counted[kind], kind))


def _where(events: Sequence[Told]) -> Where | None:
    counted = Counter(item.spot for item in events if item.spot is not None)
    if not counted:
        return None
    spot = min(counted, key=lambda spot: (spot.latitude is None, spot.radius_km > NARROW_KM, -counted[spot], spot.name))
    written = Counter(item.place for item in events if item.spot == spot and item.place)
    name = min(written, key=lambda name: (-written[name], name), default=spot.name)
    return Where(name, spot.latitude, spot.longitude, spot.radius_km)


def _when(events: Sequence[Told]) -> Bounds | None:
    counted = Counter(item.days for item in events if item.days is not None)
    if not counted:
        return None
    first, last = (_day(day) for day in min(counted, key=lambda days: (_width(days), -counted[days], days)))
    return Bounds(first, last, first, last)


def _width(days: Days) -> int:
    return days[1] - days[0]


def _day(day: int) -> date:
    return date.fromordinal(day)
