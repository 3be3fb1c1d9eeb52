"""differ: in what two claims of one incident cannot both hold: that it happened, who did it, what it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from selon.merge.compare import NOT_DONE, same_spot
from selon.merge.kinds import CONTROL, EXCLUDING, MADE
from selon.merge.sides import opposed
from selon.merge.told import Told

SUCCESSION_DAYS = 3  # between the reports, from which a change of hands is a change over time
DENYING = frozenset({"deny", "withhold"})
BY_KIND = {"explode": "blast", "strike": "blast", "shell": "blast", "displace": "journey", "abuse": "journey",
           "withdraw": "leaving"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """Two claims and what they differ in; `about` names the matter, so that pairs about one matter are one dispute."""

    on: str
    about: str
    left: str
    right: str
    strength: float
    reasons: tuple[str, ...]


def find_differences(told: Sequence[Told]) -> Iterator[Difference]:
    """The differences of claims by different voices that are told as done."""
    deniers = {(item.report, item.source) for item in told if item.stance == "deny"}
    said = [
        item
        for item in told
        if item.kind != "comment"
        and item.certainty not in NOT_DONE
        # What a source that denies says besides is part of its denial.
        and not (item.polarity == "negated" and (item.report, item.source) in deniers)
    ]
    for one, other in combinations(said, 2):
        if same_voice(one, other):
            continue
        for finder in PAIRS:
            difference = finder(one, other)
            if difference is not None:
                yield difference


def same_voice(one: Told, other: Told) -> bool:
    """Whether one source, one that speaks for the other, or one outlet in its own voice, tells both."""
    if one.stance and other.stance:
        return one.source in other.said_by or other.source in one.said_by
    if one.source or other.source:
        return one.source == other.source
    return one.report == other.report


def is_told(item: Told) -> bool:
    """Whether the claim gives an account of its own, and does not only turn another's away."""
    return item.stance not in DENYING and item.certainty != "unclear"


def happened(one: Told, other: Told) -> Difference | None:
    """One says that it happened, the other that it did not."""
    if one.kind != other.kind or one.polarity == other.polarity:
        return None
    if not (is_told(one) and is_told(other)) or not _one_place_and_time(one, other):
        return None
    if _others(one.agent, other.agent) or _others(one.target, other.target):
        return None  # *we did not*: another may have
    yes, no = (one, other) if one.polarity == "affirmed" else (other, one)
    reasons = ("one says that it happened, the other that it did not", "same kind, place and time")
    return Difference("happened", f"{one.kind}", yes.id, no.id, _sure(one, other), reasons)


def _others(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def excluded(one: Told, other: Told) -> Difference | None:
    """Of one place at one time, one says who has it and the other what cannot be then."""
    left, right = sorted((one, other), key=lambda item: item.kind)
    if (left.kind, right.kind) not in EXCLUDING or one.polarity != other.polarity:
        return None
    if not (is_told(one) and is_told(other)) or not _one_place_and_time(one, other):
        return None
    if not _exclude(left, right):
        return None
    if (right.published and left.published) and abs(left.published[1] - right.published[1]) > SUCCESSION_DAYS:
        return None
    if left.kind == "capture" and right.kind == "hold" and not right.own:
        reasons = ("they name two who have one place at one time",)
        return Difference("who", "capture/hold", left.id, right.id, 0.9 * _sure(one, other), reasons)
    why = f"{left.kind} and {right.kind} of one place at one time exclude each other"
    return Difference("happened", "control", left.id, right.id, 0.9 * _sure(one, other), (why,))


def _exclude(left: Told, right: Told) -> bool:
    """Who took a place holds it, and another than who lost it may: only the rest cannot both hold."""
    one_party = bool(left.agent & right.agent or left.parties & right.parties)
    if left.kind == "capture":
        return bool(left.agent and right.agent) and not one_party and not left.partial
    return one_party or not (left.agent and right.agent)


def _one_place_and_time(one: Told, other: Told) -> bool:
    if one.days is not None and other.days is not None:
        gap = max(one.days[0] - other.days[1], other.days[0] - one.days[1])
        if gap > 0:
            return False
    if one.spot is None or other.spot is None:
        return one.spot is other.spot or not (one.kind in CONTROL or other.kind in CONTROL)
    score = same_spot(one.spot, other.spot)
    return score is None or score >= 0


def who(one: Told, other: Told) -> Difference | None:
    """They name doers of two parties."""
    if one.polarity != "affirmed" or other.polarity != "affirmed" or not one.doer or not other.doer:
        return None
    if one.kind not in MADE or other.kind not in MADE:
        return None
    if not (is_told(one) and is_told(other)) or not _one_place_and_time(one, other):
        return None
    if not opposed(one.parties, other.parties):
        return None
    one, other = sorted((one, other), key=lambda item: (min(item.parties), item.id))
    about = f"{min(one.parties)}/{min(other.parties)}"
    return Difference(
        "who", about, one.id, other.id, _sure(one, other), ("the doers that they name are of two parties",)
    )


def what(one: Told, other: Told) -> Difference | None:
    """They say that it was things of two sorts."""
    table = BY_KIND.get(one.kind)
    if table is None or BY_KIND.get(other.kind) != table or {one.polarity, other.polarity} != {"affirmed"}:
        return None
    left, right = (frozenset(m for m in item.manners if m.startswith(f"{table}:")) for item in (one, other))
    if not left or not right or left & right:
        return None
    if min(right) < min(left):
        one, other, left, right = other, one, right, left
    sorts = [", ".join(sorted(manner.partition(":")[2] for manner in side)) for side in (left, right)]
    reasons = (f"one tells of {sorts[0]}, the other of {sorts[1]}",)
    return Difference("what", f"{min(left)}/{min(right)}", one.id, other.id, 0.7 * _sure(one, other), reasons)


def _sure(one: Told, other: Told) -> float:
    """How strongly two claims stand against each other: less where one of them is hearsay or supposed."""
    return 1.0 if one.certainty == other.certainty == "certain" else 0.7


PAIRS: tuple[Callable[[Told, Told], Difference | None], ...] = (happened, excluded, who, what)
