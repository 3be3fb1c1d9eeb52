"""cluster: what belongs together, from scores of pairs; the same whatever the order in which they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

Pair = tuple[str, str]
Score = Callable[[str, str], float]
FEW = 12  # nodes of a group, the first that were joined, that are held against those of another


def cluster(
    nodes: Iterable[str],
    scores: Mapping[Pair, float],
    line: float,
    *,
    apart: frozenset[Pair] = frozenset(),
    tied: frozenset[Pair] = frozenset(),
    ask: Score | None = None,
) -> list[tuple[str, ...]]:
    """Groups of nodes, each sorted, in the order of their first nodes.

    Pairs are joined from the best score down while the mean score of the pairs between their groups is at least
    `line`; a pair in `apart` keeps its groups apart; last, a pair in `tied` joins its groups. Pairs without a score
    count neither for nor against; but with `ask`, which scores any pair, the first FEW of either group are all asked
    for before two groups are joined. All pairs are sorted ones. O(n²) in the pairs between groups.
    """
    group = {node: node for node in nodes}
    members = {node: [node] for node in group}
    sums: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for (left, right), score in scores.items():
        sums[left][right] = sums[right][left] = [score, 1]
    walls: dict[str, set[str]] = defaultdict(set)
    for left, right in apart:
        walls[left].add(right)
        walls[right].add(left)
    refused: dict[Pair, tuple[int, int]] = {}
    for (left, right), score in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        if score < line:
            break
        one, other = sorted((group[left], group[right]))
        if one == other or other in walls[one]:
            continue
        total, count = sums[one].get(other, [score, 1])
        sizes = len(members[one]), len(members[other])
        if total / count < line or refused.get((one, other)) == sizes:
            continue
        if ask is None or _mean(members[one], members[other], ask) >= line:
            _join(one, other, group, members, sums, walls)
        else:
            refused[one, other] = sizes
    for left, right in sorted(tied):
        if left in group and right in group:
            one, other = sorted((group[left], group[right]))
            if one != other and other not in walls[one]:
                _join(one, other, group, members, sums, walls)
    return sorted((tuple(sorted(found)) for found in members.values()), key=lambda found: found[0])


def _mean(one: Sequence[str], other: Sequence[str], ask: Score) -> float:
    """The mean score of the first FEW of two groups."""
    scores = [ask(*sorted_pair(left, right)) for left in one[:FEW] for right in other[:FEW]]
    return sum(scores) / len(scores)


def _join(
    one: str,
    other: str,
    group: dict[str, str],
    members: dict[str, list[str]],
    sums: dict[str, dict[str, list[float]]],
    walls: dict[str, set[str]],
) -> None:
    """Put the group with fewer neighbours into the other, so that n joins cost n log n."""
    if len(sums[one]) + len(members[one]) < len(sums[other]) + len(members[other]):
        one, other = other, one
    for node in members[other]:
        group[node] = one
    members[one] += members.pop(other)
    for third, (total, count) in sums.pop(other, {}).items():
        if third != one:
            known = sums[one].get(third, [0.0, 0])
            sums[one][third] = sums[third][one] = [known[0] + total, known[1] + count]
        sums[third].pop(other, None)
    for third in walls.pop(other, set()):
        walls[one].add(third)
        walls[third].discard(other)
        walls[third].add(one)


def sorted_pair(one: str, other: str) -> Pair:
    """Two names as a key."""
    return (one, other) if one <= other else (other, one)
