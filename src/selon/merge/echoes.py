"""echoes: threads that tell the very same, and where they are many, one node that stands for all of them.

Ten thousand prints of one line would be held against one another in pairs without end, and say no more than the first
few. So threads of one kind, place, time, number and doer are an *echo*; of more than CROWD only one is compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from selon.merge.across import LINE, Thread, compare_threads
from selon.merge.told import Told

CROWD = 50  # threads of one echo that are compared each by itself; more are one node


@dataclass(frozen=True, slots=True)
class Nodes:
    """What is compared and grouped: threads, and for each crowd one thread under the crowd's name.

    `members` gives for a crowd's name the ids of all of its threads, sorted.
    """

    threads: dict[str, Thread]
    members: dict[str, tuple[str, ...]]

    def spread(self, group: Iterable[str]) -> list[str]:
        """The threads of a group of nodes."""
        return [name for node in group for name in self.members.get(node, (node,))]


def as_nodes(threads: Mapping[str, Thread], judged: Container[str]) -> Nodes:
    """The nodes of threads; `judged` are the claims that a person has judged, whose threads stand for themselves."""
    echoes: dict[int, list[Thread]] = defaultdict(list)
    for thread in threads.values():
        echo = echo_of(thread, judged)
        if echo is not None:
            echoes[echo].append(thread)
    crowds = {node_of(echo): alike for echo, alike in echoes.items() if is_crowd(len(alike))}
    members = {node: tuple(sorted(thread.id for thread in alike)) for node, alike in crowds.items()}
    inside = {name for names in members.values() for name in names}
    nodes = {name: thread for name, thread in threads.items() if name not in inside}
    return Nodes(nodes | {node: stand_for(node, alike) for node, alike in crowds.items()}, members)


def echo_of(thread: Thread, judged: Container[str]) -> int | None:
    """What a thread tells, as a number (64 bits, signed): the same for all that tell the very same.

    None where that alone would not make one happening of two: without a place, without a day, or where it is weak.
    """
    if not thread.spots or not thread.days or any(claim in judged for claim in thread.claims):
        return None
    bare = replace(thread, names=frozenset())
    if compare_threads(bare, bare) < LINE:
        return None
    what = (sorted(thread.kinds), thread.spots, thread.days, sorted(thread.numbers), sorted(thread.agent), thread.done)
    return int.from_bytes(blake2b(repr(what).encode(), digest_size=8).digest(), "big", signed=True)


def is_crowd(threads: int) -> bool:
    """Whether so many threads of one echo are compared as one."""
    return threads > CROWD


def node_of(echo: int) -> str:
    """The name of a crowd."""
    return f"e_{echo & 0xFFFF_FFFF_FFFF_FFFF:016x}"


def echo_in(node: str) -> int | None:
    """The echo of a crowd's name; None for a thread."""
    if not node.startswith("e_"):
        return None
    number = int(node[2:], 16)
    return number - (1 << 64) if number >= 1 << 63 else number


def stand_for(node: str, threads: Iterable[Thread]) -> Thread:
    """The thread that is compared for a crowd: of the first report by its id, so that crowds of one text meet in it."""
    return replace(min(threads, key=lambda thread: (thread.report, thread.id)), id=node)


def telling_of(item: Told) -> str:
    """All that a claim tells, and by whom, but not where it stands: one for all claims that tell alike."""
    fields = (
        (item.kind, item.polarity, item.certainty, item.source, item.stance, item.said_by, item.doer),
        *(sorted(words) for words in (item.speaks_for, item.agent, item.target, item.parties, item.manners)),
        (item.spot, item.days, [(sorted(c.of), c.scope, c.low, c.high) for c in item.counts]),
        (item.recalled, item.rejects, item.partial, item.own, item.refused, item.place),
    )
    return blake2b(repr(fields).encode(), digest_size=8).hexdigest()


def one_of_each(told: Sequence[Told]) -> list[Told]:
    """The first claim of each telling, in their order."""
    found: dict[str, Told] = {}
    for item in told:
        found.setdefault(telling_of(item), item)
    return list(found.values())
