"""versions: within an incident, the claims that tell it alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import islice

from selon.merge.compare import NOT_DONE, same_days, same_spot
from selon.merge.counts import bounds
from selon.merge.differ import is_told
from selon.merge.origins import Origins, count_witnesses, origin_of
from selon.merge.sides import opposed
from selon.merge.told import Days, Spot, Told
from selon.model.incident import Version

ENOUGH = 20  # claims of a version, the first told, that a further one is held against


def find_versions(told: Sequence[Told], copies: Origins) -> tuple[Version, ...]:
    """The versions of an incident, each begun by the claim that was told first; rejections are versions too."""
    printed: dict[str, list[Told]] = {}
    for item in sorted(told, key=in_order):
        printed.setdefault(item.id, []).append(item)
    groups: list[_Group] = []
    went: dict[_Account, tuple[int, int]] = {}
    for item, *_ in printed.values():
        account = _account(item)
        # Who told the same before went into a group; the groups before it did not fit, and have only grown since.
        at, seen = went.get(account, (0, 0))
        while at < len(groups) and not groups[at].fits(item, seen):
            at, seen = at + 1, 0
        if at == len(groups):
            groups.append(_Group([], {}))
        went[account] = at, len(groups[at].accounts)
        groups[at].put(item, account)
    return tuple(_version([told for item in group.told for told in printed[item.id]], copies) for group in groups)


# All that `tells_alike` looks at.
_Account = tuple[str, str, bool, bool, frozenset[str], Spot | None, Days | None, frozenset[tuple[str, float, float]]]


@dataclass(slots=True)
class _Group:
    """Claims that tell alike; `accounts` are the different ones among the first ENOUGH, each by its first claim."""

    told: list[Told]
    accounts: dict[_Account, Told]

    def fits(self, item: Told, seen: int) -> bool:
        """Whether a claim tells as all of the accounts do; the first `seen` of them are known to."""
        return all(tells_alike(item, known) for known in islice(self.accounts.values(), seen, None))

    def put(self, item: Told, account: _Account) -> None:
        """Take a claim in."""
        if len(self.told) < ENOUGH:
            self.accounts.setdefault(account, item)
        self.told.append(item)


def _account(item: Told) -> _Account:
    counts = frozenset((count.scope, *bounds(count)) for count in item.counts)
    manner = item.certainty in NOT_DONE, is_told(item)
    return item.kind, item.polarity, *manner, item.parties, item.spot, item.days, counts


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
