"""disputes: what claims of an incident say that cannot both hold, and why it is nothing milder.

Each finder looks at pairs of claims by different voices and says what they differ in; pairs about the same thing
make one dispute with two sides. None is resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import combinations

from selon.merge.apart import find_apart
from selon.merge.compare import NOT_DONE
from selon.merge.counts import find_counts_apart
from selon.merge.differ import Difference, excluded, find_differences, same_voice
from selon.merge.echoes import one_of_each
from selon.merge.kinds import CONTROL
from selon.merge.rejections import find_rejections
from selon.merge.told import Told
from selon.model.incident import Dispute

Finder = Callable[[Sequence[Told]], Iterator[Difference]]
FINDERS: tuple[Finder, ...] = (find_rejections, find_counts_apart, find_differences, find_apart)
MOST = 400  # claims of an incident that are held against one another; of more, the first of each telling


@dataclass(slots=True)
class _Sides:
    left: set[str]
    right: set[str]
    strength: float
    reasons: list[str]


def find_disputes(incident: str, told: Sequence[Told]) -> tuple[Dispute, ...]:
    """The disputes among the claims of an incident, the strongest first."""
    looked_at = sorted(told, key=lambda item: (item.published or (0, 0), item.report, item.start))
    if len(looked_at) > MOST:
        looked_at = one_of_each(looked_at)[:MOST]
    found: dict[tuple[str, str], _Sides] = {}
    for finder in FINDERS:
        for difference in finder(looked_at):
            _put_in(found, difference)
    disputes = [_dispute(incident, on, sides) for (on, _), sides in sorted(found.items())]
    return tuple(sorted(disputes, key=lambda dispute: (-dispute.strength, dispute.on, dispute.id)))


def find_beside(threads: Sequence[Sequence[Told]]) -> tuple[Dispute, ...]:
    """Disputes between the threads of one report on who holds places that overlap (*the flanks of the town*).

    Their `incident` is empty: they stand between incidents, or where the threads are of one, within it.
    """
    control = [
        (place, item)
        for place, told in enumerate(threads)
        for item in told
        if item.kind in CONTROL and item.certainty not in NOT_DONE
    ]
    found: dict[tuple[str, str], _Sides] = {}
    for (thread, one), (beside, other) in combinations(control, 2):
        if thread != beside and not same_voice(one, other) and not one.refused and not other.refused:
            difference = excluded(one, other)
            if difference is not None:
                _put_in(found, difference)
    return tuple(_dispute("", on, sides) for (on, _), sides in sorted(found.items()))


def beside_alone(
    within: Sequence[Dispute], beside: Sequence[Dispute], incident_of: Mapping[str, str]
) -> Iterator[Dispute]:
    """Of the disputes between threads, those that the incidents do not hold already, each with the incident of `a`."""
    known = {(dispute.on, claim) for dispute in within for claim in (*dispute.a, *dispute.b)}
    for dispute in beside:
        of = {incident_of.get(claim) for claim in (*dispute.a, *dispute.b)}
        told = all((dispute.on, claim) in known for claim in (*dispute.a, *dispute.b))
        first = incident_of.get(dispute.a[0])
        if first is not None and not (len(of) == 1 and told):
            yield replace(dispute, incident=first)


def _put_in(found: dict[tuple[str, str], _Sides], difference: Difference) -> None:
    key = difference.on, difference.about
    sides = found.setdefault(key, _Sides(set(), set(), 0.0, []))
    sides.left.add(difference.left)
    sides.right.add(difference.right)
    sides.strength = max(sides.strength, difference.strength)
    sides.reasons += [reason for reason in difference.reasons if reason not in sides.reasons]


def _dispute(incident: str, on: str, sides: _Sides) -> Dispute:
    left, right = tuple(sorted(sides.left)), tuple(sorted(sides.right))
    content = "\x00".join([on, *left, "", *right])
    return Dispute(
        id="p_" + sha256(content.encode()).hexdigest()[:16],
        on=on,
        a=left,
        b=right,
        strength=round(sides.strength, 2),
        reasons=tuple(sides.reasons),
        incident=incident,
    )
