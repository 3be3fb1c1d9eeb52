"""versions: within an incident, the claims that tell it alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256

from selon.merge.compare import NOT_DONE, same_days, same_spot
from selon.merge.counts import bounds
from selon.merge.differ import is_told
from selon.merge.origins import Origins, count_witnesses, origin_of
from selon.merge.sides import opposed
from selon.merge.told import Told
from selon.model.incident import Version

ENOUGH = 20  # claims of a version, the first told, that a further one is held against


def find_versions(told: Sequence[Told], copies: Origins) -> tuple[Version, ...]:
    """The versions of an incident, each begun by the claim that was told first; rejections are versions too."""
    printed: dict[str, list[Told]] = {}
    for item in sorted(told, key=in_order):
        printed.setdefault(item.id, []).append(item)
    groups: list[list[Told]] = []
    for item, *_ in printed.values():
        alike = [group for group in groups if all(tells_alike(item, known) for known in group[:ENOUGH])]
        if alike:
            alike[0].append(item)
        else:
            groups.append([item])
    return tuple(_version([told for item in group for told in printed[item.id]], copies) for group in groups)


def in_order(item: Told) -> tuple[tuple[int, int], str, int]:
    """As they were told: by publication, then by report, then as they stand in it."""
    return item.published or (1 << 30, 1 << 30), item.report, item.start


def tells_alike(one: Told, other: Told) -> bool:
    """Whether two claims of an incident say the same: kind, polarity, doers, numbers, place and day can all hold."""
    if one.kind != other.kind or one.polarity != other.polarity:
        return False
    if (one.certainty in NOT_DONE) != (other.certainty in NOT_DONE):
        return False
    if is_told(one) != is_told(other):
        return False  # who does not confirm an account does not tell it
    if opposed(one.parties, other.parties) or one.kind == "comment":
        return False
    return _numbers_meet(one, other) and _places_meet(one, other) and _days_meet(one, other)


def _numbers_meet(one: Told, other: Told) -> bool:
    for count in one.counts:
        for known in other.counts:
            if count.scope == known.scope:
                (low, high), (other_low, other_high) = bounds(count), bounds(known)
                if high < other_low or other_high < low:
                    return False
    return True


def _places_meet(one: Told, other: Told) -> bool:
    return one.spot is None or other.spot is None or (same_spot(one.spot, other.spot) or 0.0) >= 0


def _days_meet(one: Told, other: Told) -> bool:
    return one.days is None or other.days is None or same_days(one.days, other.days) > 0


def _version(told: Sequence[Told], copies: Origins) -> Version:
    claims = tuple(dict.fromkeys(item.id for item in told))
    dates = sorted(item.published for item in told if item.published is not None)
    return Version(
        id="v_" + sha256("\x00".join(sorted(claims)).encode()).hexdigest()[:16],
        claims=claims,
        sources=tuple(dict.fromkeys(item.source for item in told)),
        origins=tuple(sorted({origin_of(item, copies) for item in told})),
        witnesses=count_witnesses(told, copies),
        first=date.fromordinal(dates[0][0]).isoformat() if dates else None,
        last=date.fromordinal(max(end for _, end in dates)).isoformat() if dates else None,
    )
