"""across: whether two threads, of two reports, tell one happening; scored as claims are, with reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from selon.merge.compare import APART, NARROW_KM, NOT_DONE, Reason, same_days, same_spot
from selon.merge.kinds import BLOWS, relation
from selon.merge.told import Days, Spot, Told

SPOTS = 3  # places of a thread that are compared, the most told first
BACK = 10  # days before its publication within which an undated happening is taken to lie
LINE = 2.6  # the mean score from which threads are about one happening
FAR = -4.0  # of places apart: as much as of days apart, so that one number in common does not join two towns
# The most that `places`, `kinds`, `names` and `agents` can say, a little more for rounding; and what days apart take.
SAME_PLACE, SAME_KIND, SAME_NAMES, SAME_AGENT, DAYS_APART = 2.0, 1.4 + 1e-6, 1.2, 0.6, -4.0

Number = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class Thread:
    """What one report tells of one happening, summed up.

    `id` is its first claim's id by the alphabet. `days` are the times that its claims give, the most told first,
    `window` the days before publication. `numbers` are (kind, scope, number). `done` says whether any of it is told
    as done.
    """

    id: str
    report: str
    claims: tuple[str, ...]
    kinds: tuple[str, ...]
    spots: tuple[Spot, ...]
    days: tuple[Days, ...]
    window: Days | None
    published: Days | None
    numbers: frozenset[Number]
    names: frozenset[str]
    agent: frozenset[str]
    done: bool


def as_thread(told: Sequence[Told]) -> Thread:
    """A group of claims of one report as a thread."""
    spots = Counter(item.spot for item in told if item.spot is not None)
    days = Counter(item.days for item in told if item.days is not None)
    published = told[0].published
    return Thread(
        id=min(item.id for item in told),
        report=told[0].report,
        claims=tuple(item.id for item in told),
        kinds=tuple(kind for kind, _ in Counter(item.kind for item in told).most_common()),
        spots=tuple(sorted(spots, key=lambda spot: (-spots[spot], spot.radius_km > NARROW_KM, spot.name))[:SPOTS]),
        days=tuple(sorted(days, key=lambda time: (-days[time], time[1] - time[0], time))[:SPOTS]),
        window=(published[0] - BACK, published[1]) if published else None,
        published=published,
        numbers=frozenset(_numbers(told)),
        names=frozenset(name for item in told for name in item.names),
        agent=frozenset(word for item in told for word in item.agent),
        done=any(item.certainty not in NOT_DONE for item in told),
    )


def _numbers(told: Iterable[Told]) -> Iterable[Number]:
    for item in told:
        for count in item.counts:
            number = count.low or count.high
            if number is not None and number > 2:
                yield item.kind, count.scope, number


Compare = Callable[[Thread, Thread], float | None]


def kinds(one: Thread, other: Thread) -> float | None:
    """both tell the same kind of happening"""
    both = set(one.kinds) & set(other.kinds)
    if both & BLOWS:
        return 1.4
    if both:
        return 1.2
    related = any(relation(a, b) for a in one.kinds for b in other.kinds)
    return 0.6 if related else -3.0


def places(one: Thread, other: Thread) -> float | None:
    """the places are the same, one holds the other, or they are apart"""
    known = [score for a in one.spots for b in other.spots if (score := same_spot(a, b)) is not None]
    best = max(known, default=-0.8)
    return best if best > APART else FAR


def times(one: Thread, other: Thread) -> float | None:
    """the days are the same, may be the same, or are apart"""
    if one.days and other.days:
        return max(same_days(a, b) for a in one.days for b in other.days)
    if one.window is None or other.window is None:
        return None
    known = [same_days(a, b) for a in one.days or (one.window,) for b in other.days or (other.window,)]
    return min(max(known), 0.8) if max(known) > 0 else max(*known, -3.0)


def numbers(one: Thread, other: Thread) -> float | None:
    """the same numbers of the same things"""
    shared = sum(1.0 + (number >= 10) * 0.8 for _, _, number in one.numbers & other.numbers)
    return min(shared, 3.0) if shared else None


def names(one: Thread, other: Thread) -> float | None:
    """the same names are told"""
    shared = len(one.names & other.names)
    smaller = min(len(one.names), len(other.names))
    return 1.2 * shared / smaller if smaller and shared else None


def agents(one: Thread, other: Thread) -> float | None:
    """the same doers are told"""
    return 0.6 if one.agent & other.agent else None


def done(one: Thread, other: Thread) -> float | None:
    """one is done, the other only planned, wished or supposed"""
    return None if one.done == other.done else -1.5


ACROSS: tuple[Compare, ...] = (kinds, places, times, numbers, names, agents, done)


def compare_threads(one: Thread, other: Thread) -> float:
    """The sum of what each function says."""
    total = 0.0
    for function in ACROSS:
        score = function(one, other)
        if score is not None:
            total += score
    return total


def may_be_one(one: Thread, other: Thread) -> bool:
    """Whether a score can reach the line, by what is quickly seen and tells most pairs apart.

    Where two settlements are shelled every day, of a hundred threads under one key a few tell one happening: time and
    place alone show of the others that all the rest could not bring them together.
    """
    most = _most_besides(one, other) + (times(one, other) or 0.0)
    if most + SAME_PLACE < LINE:
        return False
    return most + (places(one, other) or 0.0) >= LINE


def may_be_one_days_apart(one: Thread, other: Thread) -> bool:
    """As `may_be_one`, of threads that are known to tell of other days: only the same numbers may make up for it."""
    return not one.numbers.isdisjoint(other.numbers) and _most_besides(one, other) + SAME_PLACE + DAYS_APART >= LINE


def _most_besides(one: Thread, other: Thread) -> float:
    """The most that the functions can say but for times and places."""
    most = SAME_KIND
    if not one.names.isdisjoint(other.names):
        most += SAME_NAMES
    if not one.agent.isdisjoint(other.agent):
        most += SAME_AGENT
    return most if one.numbers.isdisjoint(other.numbers) else most + (numbers(one, other) or 0.0)


def explain_threads(one: Thread, other: Thread) -> tuple[Reason, ...]:
    """What each function says, the weightiest first."""
    said = [Reason(score, function.__doc__ or "") for function in ACROSS if (score := function(one, other))]
    return tuple(sorted(said, key=lambda reason: (-abs(reason.score), reason.why)))
