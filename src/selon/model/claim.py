"""A claim: one happening or state as one source tells it, in one place of one document."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.attribution import Source
from selon.model.mentions import Interval, Place, Quantity
from selon.model.span import Span

FAMILIES = {
    "ground": ("clash", "attack", "repel", "advance", "capture", "lose", "withdraw", "hold", "besiege", "transfer"),
    "remote": ("shell", "strike", "intercept", "explode"),
    "people": ("kill", "wound", "casualties", "detain", "free", "displace", "abuse"),
    "things": ("destroy", "damage", "seize"),
    "forces": ("deploy", "supply"),
    "politics": ("agree", "negotiate", "protest", "sanction"),
    "words": ("comment",),
}
KINDS = tuple(kind for family in FAMILIES.values() for kind in family)
POLARITIES = ("affirmed", "negated")
CERTAINTIES = ("certain", "reported", "possible", "planned", "urged", "unclear", "conditional")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it or whom it is done to: the phrase as it stands, and the name it stands for."""

    span: Span
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Pictures, footage or documents named for a claim, as written."""

    medium: Span | None
    credit: Span | None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, as one clause or noun phrase tells it, before sources and values are settled.

    `token` is the index of the trigger; `anchor` the token whose clause holds the details (the light
    verb of *launch an attack*; the trigger itself elsewhere). `agent` and `target` are token indices.
    `reasons` name the rules that decided.
    """

    token: int
    anchor: int
    kind: str
    polarity: str
    certainty: str
    agent: int | None = None
    target: int | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim, each field beside its words. `sources` are innermost first."""

    id: str
    document: str
    sentence: Span
    trigger: Span
    kind: str
    polarity: str
    certainty: str
    sources: tuple[Source, ...] = ()
    agent: Actor | None = None
    target: Actor | None = None
    place: Place | None = None
    time: Interval | None = None
    quantities: tuple[Quantity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    confidence: float = 0.5
    reasons: tuple[str, ...] = ()
