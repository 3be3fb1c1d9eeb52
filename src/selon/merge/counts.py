"""counts: numbers of one incident that do not meet, told apart from updates, scopes and parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from selon.merge.compare import same_spot
from selon.merge.differ import Difference, is_told, same_voice
from selon.merge.told import Count, Told

COUNTED = frozenset({"abuse", "casualties", "destroy", "detain", "displace", "free", "intercept", "kill", "wound"})
PART, CLOSE = 3.0, 1.5  # times: what one report tells as so much smaller, or after the larger, is a part of it
SAME_PLACE = 1.0  # the score of places from which they are one
LONG = 4  # days: a number of so long a time is a sum
VAGUE, LOOSE = 2.0, 1.6  # *dozens* and *scores* reach further than their letter
WIDER = 4.0  # times: a radius so much wider is another area, of which the first is a part
FEW = 3  # numbers below it are of single people, told by themselves


@dataclass(frozen=True, slots=True)
class _Total:
    """The largest number that one voice gives in one report."""

    claim: Told
    count: Count
    low: float
    high: float


def find_counts_apart(told: Sequence[Told]) -> Iterator[Difference]:
    """Pairs of totals by different voices whose ranges do not meet."""
    groups: dict[tuple[str, str], dict[tuple[str, str], _Total]] = defaultdict(dict)
    for item in told:
        if item.kind in COUNTED and item.polarity == "affirmed" and is_told(item):
            for total in _totals(item):
                voices = groups[item.kind, total.count.scope]
                known = voices.get((item.report, item.source))
                if known is None or total.low > known.low:
                    voices[item.report, item.source] = total
    for (kind, scope), voices in sorted(groups.items()):
        for one, other in combinations(sorted(voices.values(), key=lambda total: (total.low, total.claim.id)), 2):
            if _apart(one, other) and not _is_part(one, other):
                yield _difference(kind, scope, one, other)


def _totals(item: Told) -> Iterator[_Total]:
    for count in item.counts:
        low, high = bounds(count)
        if max(low, count.high or 0) >= FEW:
            yield _Total(item, count, low, high)


def bounds(count: Count) -> tuple[float, float]:
    """The lowest and the highest that a number may mean."""
    low = count.low if count.low is not None else 0.0
    high = count.high if count.high is not None else float("inf")
    return low, high * LOOSE if low and high > VAGUE * low else high


def _apart(one: _Total, other: _Total) -> bool:
    """Whether the ranges do not meet. An open *at least 44* meets 48; *at most 44* and 48 do not."""
    if same_voice(one.claim, other.claim) or one.high >= other.low:
        return False
    spot, other_spot = one.claim.spot, other.claim.spot
    if spot is None or other_spot is None:
        return one.claim.report != other.claim.report
    return (same_spot(spot, other_spot) or 0.0) >= SAME_PLACE


def _is_part(one: _Total, other: _Total) -> bool:
    """Whether the smaller is a part of the larger: of a smaller area, of a shorter time, or told beside it."""
    spot, wider = one.claim.spot, other.claim.spot
    if spot is not None and wider is not None and wider.radius_km > WIDER * max(spot.radius_km, 1.0):
        return True
    if other.claim.days is not None and other.claim.days[1] - other.claim.days[0] >= LONG and one.claim.days is None:
        return True
    if one.claim.report != other.claim.report:
        return False
    if not (one.claim.stance and other.claim.stance) or one.claim.sentence == other.claim.sentence:
        return True
    return other.low > PART * one.low or (one.claim.start > other.claim.start and other.low > CLOSE * one.low)


def _difference(kind: str, scope: str, one: _Total, other: _Total) -> Difference:
    reasons = [f"{_shown(one)} and {_shown(other)} do not meet", "the same thing is counted, of the same scope"]
    strength = 0.9
    if one.claim.published and other.claim.published and other.claim.published[0] > one.claim.published[1]:
        reasons.append("the larger was published later: perhaps an update")
        strength = 0.5
    about = f"{kind}/{scope}/{_shown(one)}/{_shown(other)}"
    return Difference("how_many", about, one.claim.id, other.claim.id, strength, tuple(reasons))


def _shown(total: _Total) -> str:
    low, high = total.count.low, total.count.high
    if low is not None and high is not None:
        return f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"at least {low:g}" if low is not None else f"at most {high:g}"
