"""Which party a source speaks for, and whether it tells of its enemy's losses: shown, never judged."""

from __future__ import annotations

from selon.merge.sides import known_sides, opposed
from selon.model.claim import Claim
from selon.model.folding import fold

LOSSES = frozenset(
    {"casualties", "damage", "destroy", "detain", "intercept", "kill", "lose", "seize", "withdraw", "wound"}
)


def party_of(name: str) -> str:
    """The parties that a name belongs to by the table of sides, without their conflicts; empty where none is known."""
    return ", ".join(sorted({party.partition("/")[2] for party in known_sides().of_name(fold(name))}))


def is_on_enemy(claim: Claim) -> bool:
    """Whether a source of one party tells of losses of another."""
    if claim.kind not in LOSSES or not claim.sources:
        return False
    loser = claim.agent if claim.kind in ("lose", "withdraw") else claim.target
    if loser is None:
        return False
    sides = known_sides()
    return opposed(sides.of_name(fold(claim.sources[0].name)), sides.of_name(fold(loser.name or loser.span.text)))
