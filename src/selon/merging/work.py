"""One batch of merging at work: the threads, crowds and claims at hand, and what has to be grouped anew."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from selon.ledger.crowds import Crowds, Member
from selon.ledger.held import Held
from selon.ledger.merged import MergedStore
from selon.merge.across import Thread
from selon.merge.cluster import Pair
from selon.merge.echoes import echo_in, is_crowd, node_of, stand_for, telling_of
from selon.merge.rows import as_thread_of
from selon.merge.told import Told

Read = Callable[[int, Held], object]


@dataclass(slots=True)
class Work:
    """One batch. `threads` are nodes: threads, and under a crowd's name the one that stands for it.

    `documents_of` gives for each loaded thread its documents, `told` for each document at hand the claims of its
    threads; `touched` are the threads and crowds that have to be grouped anew.
    """

    store: MergedStore
    verdicts: dict[Pair, str]
    threads: dict[str, Thread] = field(default_factory=dict)
    documents_of: dict[str, tuple[int, ...]] = field(default_factory=dict)
    told: dict[int, dict[str, list[Told]]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)

    @property
    def crowds(self) -> Crowds:
        """The echoes of the ledger."""
        return Crowds(self.store.connection)

    def settle(self, fresh: Mapping[str, Thread], echoes: Mapping[str, int | None]) -> dict[str, Thread]:
        """Find which echoes are crowds now that fresh threads are in; what has to be compared: threads and crowds.

        A crowd is compared when it comes to be, and when another of its threads stands for it.
        """
        nodes, crowds = dict(fresh), self.crowds
        asked = {echo for echo in echoes.values() if echo is not None} | crowds.stale()
        counts, known = crowds.count(asked), crowds.known(asked)
        full = {echo for echo, count in counts.items() if is_crowd(count)}
        for echo in sorted(full | known.keys()):
            node = node_of(echo)
            self.touched.add(node)
            if echo not in full:
                nodes |= self._dissolve(echo)
            elif (first := crowds.first(echo)) != known.get(echo):
                self.touched |= self.store.unlink([node] if echo in known else crowds.names(echo))
                crowds.stand(echo, first)
                body = crowds.bodies([echo])[echo]
                nodes[node] = self.threads[node] = stand_for(node, [as_thread_of(body)])
        inside = {name for name, echo in echoes.items() if echo in full}
        self._keep_tellings(inside)
        return {name: thread for name, thread in nodes.items() if name not in inside}

    def _dissolve(self, echo: int) -> dict[str, Thread]:
        node, names = node_of(echo), self.crowds.names(echo)
        self.touched |= self.store.unlink([node]) | set(names)
        self.crowds.dissolve(echo)
        self.load(names)
        return {name: self.threads[name] for name in names}

    def _keep_tellings(self, inside: Collection[str]) -> None:
        rows = [
            (number, name, _as_tellings(items))
            for number, threads in self.told.items()
            for name, items in threads.items()
            if name in inside
        ]
        self.crowds.keep_tellings(rows)

    def load(self, names: Iterable[str]) -> None:
        """Have those threads and crowds at hand."""
        wanted = set(names)
        crowds = {echo for name in wanted if (echo := echo_in(name)) is not None and name not in self.threads}
        for echo, body in self.crowds.bodies(crowds).items():
            self.threads[node_of(echo)] = stand_for(node_of(echo), [as_thread_of(body)])
        plain = {name for name in wanted - self.documents_of.keys() if echo_in(name) is None}
        for name, (body, documents) in self.store.bodies(plain).items():
            if name not in self.threads:
                self.threads[name] = as_thread_of(body)
            self.documents_of[name] = documents

    def is_there(self, node: str) -> bool:
        """Whether a loaded thread or crowd is in the ledger."""
        return node in self.threads and (node in self.documents_of or echo_in(node) is not None)

    def reached(self) -> tuple[set[str], set[Pair]]:
        """The nodes that chains of edges connect to what is touched, and those edges."""
        inside = self.crowds.of(name for name in self.touched if echo_in(name) is None)
        self.touched = {node_of(inside[name]) if name in inside else name for name in self.touched}
        names, edges = set(self.touched), set[Pair]()
        fresh = set(names)
        while fresh:
            found = self.store.edges(fresh)
            edges |= found
            fresh = {name for pair in found for name in pair} - names
            names |= fresh
        return names, edges

    def size_of(self, nodes: Iterable[str]) -> int:
        """How many threads nodes have."""
        echoes = [echo for node in nodes if (echo := echo_in(node)) is not None]
        return len(list(nodes)) - len(echoes) + sum(self.crowds.count(echoes).values())

    def spread(self, nodes: Iterable[str]) -> list[str]:
        """The threads of nodes."""
        found: list[str] = []
        for node in nodes:
            echo = echo_in(node)
            found += [node] if echo is None else self.crowds.names(echo)
        return found

    def tell_again(self, nodes: Iterable[str], read: Read) -> None:
        """Have the claims of nodes at hand that were worked in before; of those that tell the same, one is read."""
        crowds = [echo for node in nodes if (echo := echo_in(node)) is not None]
        members = [member for echo in crowds for member in self.crowds.members(echo)]
        documents: dict[str, list[int]] = defaultdict(list)
        for member in members:
            documents[member.thread].append(member.document)
        self.documents_of.update((name, tuple(numbers)) for name, numbers in documents.items())
        wanted = {number for node in nodes for number in self.documents_of.get(node, ())} | self._to_read(members)
        for number, held in self.store.readings(sorted(wanted - self.told.keys())):
            read(number, held)
        self._echo(members)

    def _to_read(self, members: Sequence[Member]) -> set[int]:
        """Documents in which every telling of crowds stands once."""
        found: set[int] = set()
        known = {
            telling for member in members if member.document in self.told for telling in _tellings_of(member.tellings)
        }
        for member in members:
            if member.document not in self.told:
                tellings = _tellings_of(member.tellings)
                if not tellings or not known.issuperset(tellings):
                    found.add(member.document)
                    known.update(tellings)
        return found

    def _echo(self, members: Sequence[Member]) -> None:
        """Have the claims of members that were not read, each like the one that was read and tells the same."""
        first: dict[str, Told] = {}
        for member in members:
            if member.document in self.told and member.tellings is not None:
                by_id = {item.id: item for item in self.told[member.document].get(member.thread, ())}
                for claim, telling, _, _ in json.loads(member.tellings)["claims"]:
                    if claim in by_id:
                        first.setdefault(telling, by_id[claim])
        read = set(self.told)
        for member in members:
            if member.document not in read and member.tellings is not None:
                self.told.setdefault(member.document, {})[member.thread] = _told_as(member, first)

    def let_go(self, at_hand: Collection[int]) -> None:
        """Keep the claims of those documents alone."""
        self.told = {number: told for number, told in self.told.items() if number in at_hand}

    def told_in(self, names: Iterable[str]) -> list[Told]:
        """The claims of threads, in each of their documents."""
        return [item for name in names for number in self.documents_of[name] for item in self.told[number][name]]

    def reports_of(self, nodes: Iterable[str]) -> set[str]:
        """The reports that tell of nodes."""
        return {item.report for item in self.told_in(self.spread(nodes))}


def _as_tellings(items: Sequence[Told]) -> str:
    claims = [(item.id, telling_of(item), item.start, item.sentence) for item in items]
    return json.dumps({"published": items[0].published, "claims": claims}, separators=(",", ":"))


def _tellings_of(kept: str | None) -> tuple[str, ...]:
    return tuple(telling for _, telling, _, _ in json.loads(kept)["claims"]) if kept else ()


def _told_as(member: Member, first: Mapping[str, Told]) -> list[Told]:
    kept = json.loads(member.tellings or "{}")
    published = tuple(kept["published"]) if kept["published"] else None
    return [
        replace(first[telling], id=claim, report=member.report, start=start, sentence=sentence, published=published)
        for claim, telling, start, sentence in kept["claims"]
    ]
