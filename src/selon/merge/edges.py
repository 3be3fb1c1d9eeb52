"""edges: pairs of threads that tell one happening, found by their keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from selon.merge.across import LINE, Thread, may_be_one
from selon.merge.block import Block, asked_keys, keys_of
from selon.merge.cluster import Pair, sorted_pair
from selon.merge.incidents import compare_pair

Beside = Callable[[int], Block]


def find_edges(fresh: Iterable[Thread], beside: Beside) -> set[Pair]:
    """The pairs of a fresh thread and another whose score reaches the line; `beside` gives the threads under a key.

    Both of a pair may be fresh.
    """
    edges: set[Pair] = set()
    for thread in fresh:
        seen = {thread.id}
        for key in asked_keys(thread):
            for other in beside(key).nearby(thread):
                if other.id not in seen:
                    seen.add(other.id)
                    if may_be_one(thread, other) and compare_pair(thread, other) >= LINE:
                        edges.add(sorted_pair(thread.id, other.id))
    return edges


def by_key(threads: Iterable[Thread]) -> dict[int, Block]:
    """Blocks of threads by their keys; one for every key that any of them asks for."""
    found: dict[int, list[Thread]] = defaultdict(list)
    for thread in threads:
        for key in keys_of(thread):
            found[key].append(thread)
        for key in asked_keys(thread):
            found.setdefault(key, [])
    return {key: Block(under) for key, under in found.items()}


def connected(nodes: Iterable[str], edges: Iterable[Pair]) -> list[tuple[str, ...]]:
    """The groups of nodes that chains of edges connect, each sorted, in the order of their first nodes."""
    above = {node: node for node in nodes}

    def top(node: str) -> str:
        while above[node] != node:
            above[node] = node = above[above[node]]
        return node

    for left, right in edges:
        one, other = sorted((top(left), top(right)))
        above[other] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for node in sorted(above):
        groups[top(node)].append(node)
    return [tuple(groups[first]) for first in sorted(groups)]


def edges_within(groups: Sequence[tuple[str, ...]], edges: Iterable[Pair]) -> Mapping[str, list[Pair]]:
    """The edges of each group, by its first node."""
    of = {node: group[0] for group in groups for node in group}
    found: dict[str, list[Pair]] = defaultdict(list)
    for edge in edges:
        found[of[edge[0]]].append(edge)
    return found
