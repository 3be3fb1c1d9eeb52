"""Which happening a place, a time or a number belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selon.extract.frames import VERBAL, classes_of
from selon.languages.base import Language
from selon.model.claim import FAMILIES, Event
from selon.model.document import Document
from selon.model.mentions import Quantity, TimeMention
from selon.model.phrases import phrase_of

MEANS = ("nsubj", "nsubj:pass", "obl", "obl:agent", "obj")  # of a noun of happening under its verb
DATELINE = 30  # code points: a report's own date stands before any prose
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
        if token.role in CLAUSAL and token.pos in VERBAL or _opens_clause(document, here):
            return None
        here = token.head
    return None


def _opens_clause(document: Document, index: int) -> bool:
    """*after a deal stalled*: a finite clause behind a conjunction, of which no happening is told."""
    token = document.tokens[index]
    if token.role != "advcl" or token.pos not in VERBAL or token.features.get("VerbForm") in ("Inf", "Part", "Ger"):
        return False
    return any(document.tokens[c].role in ("mark", "case") for c in document.children[index])


def heads_of(events: Iterable[Event]) -> dict[int, int]:
    """Every token that stands for an event: its trigger and its light verb."""
    found: dict[int, int] = {}
    for event in events:
        found.setdefault(event.anchor, event.token)
    for event in events:
        found[event.token] = event.token
    return found


def share_times(
    document: Document,
    language: Language,
    events: Sequence[Event],
    times: Sequence[TimeMention],
    *,
    cues: frozenset[int],
) -> dict[int, int]:
    """For each event's trigger the index of its time mention.

    An event without a time of its own takes that of the happening it hangs on: the one it is
    coordinated with, results from (*killing four*) or takes place in (*during Thursday's attack*).
    """
    heads = heads_of(events)
    owned: dict[int, int] = {}
    loose: dict[int, list[int]] = {}
    for number, mention in enumerate(times):
        if _is_dateline(document, mention, language):
            continue
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
            shared[event.token] = kin
            continue
        free = [
            (n, times[n].head)
            for n in loose.get(document.tokens[event.token].sentence, ())
            if _in_reach(document, times[n].head, event.token)
        ]
        if free:
            shared[event.token] = min(free, key=lambda option: abs(option[1] - event.token))[0]
    for event in events:
        if event.token not in shared and (kin := _under(document, event.token, heads, shared)) is not None:
            shared[event.token] = kin
    return shared


def _under(document: Document, index: int, heads: dict[int, int], timed: dict[int, int]) -> int | None:
    """*the attack killed four on Monday*, *hit by airstrikes*: the time of the verb whose subject or means it is."""
    token = document.tokens[index]
    verb = heads.get(token.head)
    if token.pos != "NOUN" or verb is None or verb == index or token.role not in MEANS:
        return None
    return timed.get(verb)


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


def _is_dateline(document: Document, mention: TimeMention, language: Language) -> bool:
    """A bare date that opens the report tells when it was published."""
    start = mention.span.start
    if (
        start >= DATELINE
        or document.tokens[mention.head].sentence > 0
        or not any(c.isdigit() for c in mention.span.text)
    ):
        return False
    before = document.text[:start].lower().split()
    if not before:
        opening = document.token_at(start)
        return opening is not None and opening.pos not in ("ADP", "DET")
    return all(word in language.language["dateline"] for word in before)


def _in_reach(document: Document, time: int, event: int) -> bool:
    """Whether a time without a happening of its own stands in a clause above the event's, or in none."""
    for above in document.ancestors(time):
        if document.tokens[above].pos in VERBAL:
            return above == event or above in document.ancestors(event)
    return True


def _kin(document: Document, index: int, heads: dict[int, int], owned: dict[int, int]) -> int | None:
    """The time of the related event that has one: above in the tree first, then below."""
    here = index
    for _ in range(5):
        token = document.tokens[here]
        if token.head == here or _is_apart(document, here):
            break
        here = token.head
        if heads.get(here) in owned:
            return owned[heads[here]]
    for child in document.descendants(index):
        if child != index and heads.get(child) in owned and not _is_apart(document, child):
            return owned[heads[child]]
    return None


def _is_apart(document: Document, index: int) -> bool:
    """A clause with a time of its own: what is said, a purpose, or a clause behind *while* or *as*."""
    token = document.tokens[index]
    if token.role in ("ccomp", "parataxis"):
        return True
    if token.role in ("xcomp", "acl", "advcl") and token.features.get("VerbForm") == "Inf":
        return True
    return token.role == "advcl" and any(document.tokens[c].role == "mark" for c in document.children[index])


def share_quantities(
    document: Document,
    language: Language,
    events: Sequence[Event],
    quantities: Sequence[Quantity],
    *,
    cues: frozenset[int],
) -> dict[int, tuple[Quantity, ...]]:
    """For each event's trigger the numbers that measure it; those in a shared target measure each of its events."""
    heads = heads_of(events)
    found: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        owner = _measured(document, quantity, heads)
        if owner is None and not _is_set_off(document, quantity, heads):
            owner = owner_of(document, quantity.head, heads, cues)
        if owner is not None:
            found.setdefault(_later(document, owner, quantity, events), []).append(quantity)
    for event in events:
        if event.token in found:
            found[event.token] = [
                q
                for q in found[event.token]
                if not _is_article(document, q, event) and not _counts_places(document, q, event, language)
            ]
        if not found.get(event.token) and event.target is not None and event.target != event.token:
            phrase = phrase_of(document, event.target)
            shared = [q for q in quantities if phrase.covers(q.span)]
            if shared:
                found[event.token] = shared
    return {token: tuple(values) for token, values in found.items()}


def _counts_places(document: Document, quantity: Quantity, event: Event, language: Language) -> bool:
    """*left the two villages*: how many places people were hurt in, or left, is no measure of the people."""
    if event.kind not in FAMILIES["people"] or quantity.head == event.target:
        return False
    classes = classes_of(document, quantity.head, language)
    return bool(classes & {"place", "structure"}) and not classes & {"people", "civilians", "force"}


def _is_article(document: Document, quantity: Quantity, event: Event) -> bool:
    """*un soldat* counts the event's own people or things, nobody else's."""
    if quantity.low != 1 or quantity.high != 1 or quantity.head == event.token:
        return False
    return event.target is None or not phrase_of(document, event.target).covers(quantity.span)


def _is_set_off(document: Document, quantity: Quantity, heads: dict[int, int]) -> bool:
    """A number that does not measure the happening: *one of four regions*, *a nine-storey block*, *16 of the 36*."""
    token = document.tokens[quantity.head]
    if token.role in ("compound", "amod"):
        return token.head not in heads
    if token.role == "appos" and document.tokens[token.head].pos == "PROPN":
        return True
    number = document.token_at(quantity.span.start)
    if number is None or number.index == 0:
        return False
    before = document.tokens[number.index - 1]
    if token.role.startswith("nmod") and before.features.get("Definite") == "Def":
        return any(_is_number(document, t) for t in (token.head, *document.children[token.head]))
    return any(document.tokens[a].role == "appos" for a in list(document.ancestors(quantity.head))[:2])


def _is_number(document: Document, index: int) -> bool:
    return document.tokens[index].pos == "NUM" or document.tokens[index].role == "nummod"


def _measured(document: Document, quantity: Quantity, heads: dict[int, int]) -> int | None:
    """*several hours of fighting*, *the 36 launched*, *forcing 6,000 to leave*: the happening that is measured."""
    for child in document.children[quantity.head]:
        token = document.tokens[child]
        relative = token.role == "acl:relcl" and token.features.get("VerbForm") != "Inf"
        if child in heads and token.role.startswith(("nmod", "obl", "acl")) and not relative:
            return heads[child]
    governor = document.tokens[quantity.head].head
    if document.tokens[quantity.head].role == "obj" and governor not in heads:
        for child in document.children[governor]:
            if child in heads and document.tokens[child].role in ("xcomp", "ccomp", "advcl"):
                return heads[child]
    return None


def _later(document: Document, owner: int, quantity: Quantity, events: Sequence[Event]) -> int:
    """Of coordinated verbs the last one before the number: *killed 250 men and destroyed 16 tanks, 3 guns*."""
    best = owner
    for event in events:
        if best < event.token < quantity.head and document.tokens[event.token].pos in VERBAL:
            token = document.tokens[event.token]
            if token.role == "conj" and owner in (token.head, *document.ancestors(token.head)):
                best = event.token
    return best
