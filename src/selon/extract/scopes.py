"""Which happening a place, a time or a number belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selon.extract.frames import VERBAL, subject_of
from selon.model.claim import Event
from selon.model.document import Document
from selon.model.mentions import PlaceMention, Quantity, TimeMention

CLAUSAL = ("ccomp", "acl:relcl", "parataxis")


def owner_of(document: Document, index: int, events: dict[int, int], cues: frozenset[int]) -> int | None:
    """The event (its trigger's index) that the phrase headed by token `index` belongs to, or None.

    Walks up to the first word that tells a happening; a reporting cue or another clause stops the walk.
    """
    here = index
    for _ in range(14):
        if here in events:
            return events[here]
        if here in cues and here != index:
            return None
        token = document.tokens[here]
        if token.head == here:
            return None
        if token.role in CLAUSAL and token.pos in VERBAL:
            return None
        here = token.head
    return None


def heads_of(events: Iterable[Event]) -> dict[int, int]:
    """Every token that stands for an event: its trigger and its light verb."""
    found: dict[int, int] = {}
    for event in events:
        found.setdefault(event.anchor, event.token)
    for event in events:
        found[event.token] = event.token
    return found


def share_times(
    document: Document, events: Sequence[Event], times: Sequence[TimeMention], cues: frozenset[int]
) -> dict[int, int]:
    """For each event's trigger the index of its time mention.

    An event without a time of its own takes that of the happening it hangs on: the one it is
    coordinated with, results from (*killing four*) or takes place in (*during Thursday's attack*).
    """
    heads = heads_of(events)
    owned: dict[int, int] = {}
    loose: dict[int, list[int]] = {}
    for number, mention in enumerate(times):
        owner = owner_of(document, mention.head, heads, cues)
        if owner is not None:
            owned.setdefault(owner, number)
        elif not _dates_saying(document, mention.head, cues):
            loose.setdefault(document.tokens[mention.head].sentence, []).append(number)
    shared = dict(owned)
    for event in events:
        if event.token in owned:
            continue
        kin = _kin(document, event.token, heads, owned)
        if kin is not None:
            shared[event.token] = owned[kin]
            continue
        free = loose.get(document.tokens[event.token].sentence)
        if free:
            shared[event.token] = _nearest(document, event.token, [(n, times[n].head) for n in free])
    return shared


def _dates_saying(document: Document, index: int, cues: frozenset[int]) -> bool:
    here = index
    for _ in range(6):
        if here in cues:
            return True
        head = document.tokens[here].head
        if head == here or (document.tokens[here].pos in VERBAL and here != index):
            return False
        here = head
    return False


def _nearest(document: Document, index: int, options: list[tuple[int, int]]) -> int:
    return min(options, key=lambda option: abs(option[1] - index))[0]


def _kin(document: Document, index: int, heads: dict[int, int], owned: dict[int, int]) -> int | None:
    """The related event that has a time: above in the tree first, then below."""
    here = index
    for _ in range(5):
        token = document.tokens[here]
        if token.head == here or token.role in ("ccomp", "acl:relcl"):
            break
        here = token.head
        if heads.get(here) in owned:
            return heads[here]
    for below in document.descendants(index):
        if below != index and heads.get(below) in owned and document.tokens[below].role not in ("ccomp", "acl:relcl"):
            return heads[below]
    return None


def share_quantities(
    document: Document, events: Sequence[Event], quantities: Sequence[Quantity], cues: frozenset[int]
) -> dict[int, tuple[Quantity, ...]]:
    """For each event's trigger the numbers that measure it."""
    heads = heads_of(events)
    found: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        owner = owner_of(document, quantity.head, heads, cues)
        if owner is not None:
            found.setdefault(owner, []).append(quantity)
    for event in events:
        if event.token not in found and event.target is not None:
            shared = [q for q in quantities if q.head == event.target]
            if shared:
                found[event.token] = shared
    return {token: tuple(values) for token, values in found.items()}


def is_actor(document: Document, mention: PlaceMention) -> bool:
    """Whether a place name stands for its government or people: *Kyiv said*, *Russia's forces*."""
    token = document.tokens[mention.head]
    if token.role in ("nsubj", "obl:agent", "nmod:agent", "iobj"):
        return True
    if token.role == "nsubj:pass":
        return False
    if token.role == "conj":
        head = document.tokens[token.head]
        return head.role in ("nsubj", "obl:agent") and head.pos == "PROPN"
    return token.role == "nmod:poss"


class PlaceFinder:
    """Finds the place mention of each event, remembering what the paragraph named before."""

    def __init__(self, document: Document, mentions: Sequence[PlaceMention], cues: frozenset[int]) -> None:
        self.document = document
        self.mentions = mentions
        self.cues = cues
        self.last: tuple[int, int] | None = None
        self.usable = [n for n, m in enumerate(mentions) if not is_actor(document, m)]

    def find(self, event: Event, heads: dict[int, int], sources: frozenset[int]) -> tuple[int | None, str]:
        """The index of the mention and how it was found; None where nothing in the paragraph names a place."""
        document = self.document
        sentence = document.tokens[event.token].sentence
        here = [
            n
            for n in self.usable
            if document.tokens[self.mentions[n].head].sentence == sentence and self.mentions[n].head not in sources
        ]
        found, how = self._within(event, here, heads)
        paragraph = document.sentences[sentence].paragraph
        if found is None and self.last is not None and self.last[1] == paragraph:
            found, how = self.last[0], "paragraph"
        if found is not None:
            self.last = (found, paragraph)
        return found, how

    def _within(self, event: Event, here: list[int], heads: dict[int, int]) -> tuple[int | None, str]:
        document = self.document
        if event.target is not None:
            below = set(document.descendants(event.target))
            for n in here:
                if self.mentions[n].head == event.target:
                    return n, "target"
            own = [n for n in here if self.mentions[n].head in below and self._inside(n, event.target)]
            if own:
                return own[0], "target"
        own = [n for n in here if owner_of(document, self.mentions[n].head, heads, self.cues) == event.token]
        agent = subject_of(document, event.token) if event.agent is None else event.agent
        doer = set(document.descendants(agent)) if agent is not None else set()
        placed = [n for n in own if self.mentions[n].head not in doer] or own
        if placed:
            return placed[0], "clause"
        rest = [n for n in here if self.mentions[n].head not in doer]
        if rest:
            before = [n for n in rest if self.mentions[n].head < event.token]
            return (before[-1] if before else rest[0]), "sentence"
        return None, ""

    def _inside(self, number: int, target: int) -> bool:
        """Whether the mention places the target and is not its owner (*Russia's tanks*)."""
        token = self.document.tokens[self.mentions[number].head]
        return token.role in ("nmod", "obl", "compound", "appos", "conj", "flat:name", "amod") or token.index == target
