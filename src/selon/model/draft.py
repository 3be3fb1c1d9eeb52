"""A draft claim: what extraction found, before names, places and times are understood."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.attribution import Attribution
from selon.model.claim import Evidence
from selon.model.mentions import Quantity


@dataclass(frozen=True, slots=True)
class Draft:
    """One claim to be. Tokens are indices; `place` and `time` index the document's mentions.

    `chain` holds the attributions that hold for it, innermost first. `steps` names how the place was
    found (`target`, `clause`, `sentence`, `paragraph`). `since` marks a time that only opens the span.
    """

    token: int
    kind: str
    polarity: str
    certainty: str
    chain: tuple[Attribution, ...] = ()
    agent: int | None = None
    target: int | None = None
    place: int | None = None
    time: int | None = None
    since: bool = False
    quantities: tuple[Quantity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[str, ...] = ()
