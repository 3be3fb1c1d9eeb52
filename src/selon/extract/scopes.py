"""Which happening a place, a time or a number belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selon.extract.frames import VERBAL, case_of, classes_of, core_noun, subject_of
from selon.languages.base import Language
from selon.model.claim import FAMILIES, Event
from selon.model.document import Document
from selon.model.mentions import PlaceMention, Quantity, TimeMention
from selon.model.phrases import phrase_of

DATELINE = 30  # code points: a report's own date stands before any prose
VIOLENT = frozenset(kind for family in ("ground", "remote", "people", "things") for kind in FAMILIES[family]) | {
    "deploy"
}
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
    document: Document, events: Sequence[Event], quantities: Sequence[Quantity], cues: frozenset[int]
) -> dict[int, tuple[Quantity, ...]]:
    """For each event's trigger the numbers that measure it; those in a shared target measure each of its events."""
    heads = heads_of(events)
    found: dict[int, list[Quantity]] = {}
    for quantity in quantities:
        owner = _measured(document, quantity, heads)
        if owner is None and not _is_set_off(document, quantity):
            owner = owner_of(document, quantity.head, heads, cues)
        if owner is not None:
            found.setdefault(_later(document, owner, quantity, events), []).append(quantity)
    for event in events:
        if event.token not in found and event.target is not None and event.target != event.token:
            phrase = phrase_of(document, event.target)
            shared = [q for q in quantities if phrase.covers(q.span)]
            if shared:
                found[event.token] = shared
    return {token: tuple(values) for token, values in found.items()}


def _is_set_off(document: Document, quantity: Quantity) -> bool:
    """A number that does not measure the happening: *one of four regions*, *a nine-storey block*, *16 of the 36*."""
    token = document.tokens[quantity.head]
    if token.role in ("compound", "amod"):
        return True
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
        if child in heads and token.role.startswith(("nmod", "obl", "acl")) and token.role != "acl:relcl":
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
    """Finds the place mention of each event, remembering where the last violent happening was.

    `broad` are the mentions (by number) that name a whole country: a narrower place named just before
    holds rather than a country that only stands in the sentence.
    """

    def __init__(
        self,
        document: Document,
        language: Language,
        mentions: Sequence[PlaceMention],
        *,
        cues: frozenset[int],
        sources: frozenset[int],
        broad: frozenset[int],
    ) -> None:
        self.document = document
        self.language = language
        self.mentions = mentions
        self.cues = cues
        self.sources = sources
        self.broad = broad
        self.last: tuple[int, int] | None = None
        self.usable = [
            n
            for n, m in enumerate(mentions)
            if not is_actor(document, m) and m.head not in sources and not self._is_told_to(m)
        ]

    def _is_told_to(self, mention: PlaceMention) -> bool:
        """*blames Kyiv*, *told Germany*: whom a reporting verb is about or speaks to."""
        token = self.document.tokens[mention.head]
        return token.role in ("obj", "iobj") and token.head in self.cues

    def find(self, event: Event, heads: dict[int, int]) -> tuple[int | None, str]:
        """The index of the mention and how it was found; None where nothing before names a place."""
        tokens = self.document.tokens
        sentence = tokens[event.token].sentence
        here = [n for n in self.usable if tokens[self.mentions[n].head].sentence == sentence]
        found = self._in_target(event, here)
        if found is not None:
            return self._keep(event, found, sentence), "target"
        doer = self._doer(event)
        own = [
            n
            for n in here
            if self.mentions[n].head not in doer
            and owner_of(self.document, self.mentions[n].head, heads, self.cues) == event.token
        ]
        if event.kind not in VIOLENT:
            own = [n for n in own if self._is_locative(n)]
        if own:
            narrow = [n for n in own if n not in self.broad] or own
            return self._keep(event, narrow[0], sentence), "clause"
        if event.kind not in VIOLENT:
            return None, ""
        rest = [n for n in here if self.mentions[n].head not in doer]
        if self.last is not None and self.last[1] == sentence and self.last[0] in rest:
            return self.last[0], "sentence"
        narrow = [n for n in rest if n not in self.broad]
        if narrow or (rest and not (self.last is not None and self._recalls(event, sentence))):
            options = narrow or rest
            before = [n for n in options if self.mentions[n].head < event.token]
            return self._keep(event, before[-1] if before else options[0], sentence), "sentence"
        if self.last is not None and self._recalls(event, sentence):
            return self.last[0], "paragraph"
        return (rest[0], "sentence") if rest else (None, "")

    def _recalls(self, event: Event, sentence: int) -> bool:
        """Whether the place named last still holds: in the same paragraph, or for a happening told before."""
        sentences = self.document.sentences
        if self.last is not None and sentences[self.last[1]].paragraph == sentences[sentence].paragraph:
            return True
        token = self.document.tokens[event.token]
        return token.pos == "NOUN" and any(
            self.document.tokens[c].role == "det" and self.document.tokens[c].features.get("Definite") != "Ind"
            for c in self.document.children[event.token]
        )

    def _keep(self, event: Event, number: int, sentence: int) -> int:
        if event.kind in VIOLENT:
            self.last = (number, sentence)
        return number

    def _doer(self, event: Event) -> set[int]:
        agent = subject_of(self.document, event.token) if event.agent is None else event.agent
        if agent is None or agent == event.target:
            return set()
        return set(self.document.descendants(agent))

    def _in_target(self, event: Event, here: list[int]) -> int | None:
        if event.target is None or event.kind not in VIOLENT:
            return None
        target = core_noun(self.document, event.target, self.language)
        for n in here:
            if self.mentions[n].head == target:
                return n
        below = set(self.document.descendants(target)) - {event.token}
        living = bool(classes_of(self.document, target, self.language) & {"people", "force"})
        own = [n for n in here if self.mentions[n].head in below and (not living or self._is_locative(n))]
        narrow = [n for n in own if n not in self.broad] or own
        return narrow[0] if narrow else None

    def _is_locative(self, number: int) -> bool:
        case = case_of(self.document, self.mentions[number].head)
        return any(word in self.language.language["locative"] for word in case.split(" "))
