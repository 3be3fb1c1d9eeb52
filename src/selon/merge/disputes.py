"""disputes: what claims of an incident say that cannot both hold, and why it is nothing milder.

Each finder looks at pairs of claims by different voices and says what they differ in; pairs about the same thing
make one dispute with two sides. None is resolved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations

from selon.merge.apart import find_apart
from selon.merge.counts import find_counts_apart
from selon.merge.compare import NOT_DONE
from selon.merge.differ import Difference, excluded, find_differences, same_voice
from selon.merge.kinds import CONTROL
from selon.merge.rejections import find_rejections
from selon.merge.told import Told
from selon.model.incident import Dispute

Finder = Callable[[Sequence[Told]], Iterator[Difference]]
FINDERS: tuple[Finder, ...] = (find_rejections, find_counts_apart, find_differences, find_apart)
MOST = 400  # claims of an incident that are held against one another; of more, those told first


@dataclass(slots=True)
class _Sides:
    left: set[str]
    right: set[str]
    strength: float
    reasons: list[str]


def find_disputes(incident: str, told: Sequence[Told]) -> tuple[Dispute, ...]:
    """The disputes among the claims of an incident, the strongest first."""
    looked_at = sorted(told, key=lambda item: (item.published or (0, 0), item.report, item.start))[:MOST]
    found: dict[tuple[str, str], _Sides] = {}
    for finder in FINDERS:
        for difference in finder(looked_at):
            _put_in(found, difference)
    disputes = [_dispute(incident, on, sides) for (on, _), sides in sorted(found.items())]
    return tuple(sorted(disputes, key=lambda dispute: (-dispute.strength, dispute.on, dispute.id)))


def find_beside(incidents: Mapping[str, Sequence[Told]]) -> Iterator[Dispute]:
    """Disputes between incidents of one report, on who holds places that overlap (*the flanks of the town*)."""
    by_report: dict[str, list[tuple[str, Told]]] = defaultdict(list)
    for incident, told in sorted(incidents.items()):
        for item in told:
            if item.kind in CONTROL:
                by_report[item.report].append((incident, item))
    for items in by_report.values():
        found: dict[tuple[str, str], _Sides] = {}
        for (incident, one), (beside, other) in combinations(items, 2):
            if incident != beside and one.certainty not in NOT_DONE and other.certainty not in NOT_DONE:
                difference = None if same_voice(one, other) else excluded(one, other)
                if difference is not None:
                    _put_in(found, difference)
        of = {item.id: incident for incident, item in items}
        for (on, _), sides in sorted(found.items()):
            yield _dispute(of[min(sides.left)], on, sides)


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
