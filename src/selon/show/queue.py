"""The review queue: which claims a person should look at first, and beside which other claim."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from selon.ledger.marks import Mark
from selon.model.incident import Dispute, Incident

LOW = 0.5  # a confidence below it is little


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits for review; `other` is the claim that it cannot both hold with, where there is one.

    `worth` orders the queue: it grows with the strength of the dispute, with how little the reading is trusted and
    with the number of reports that tell the incident.
    """

    claim: str
    key: int
    other: str | None
    incident: str | None
    disputed: bool
    low: bool
    reports: int
    worth: float


def as_queue(marks: Iterable[Mark], incidents: Iterable[Incident], reviewed: Collection[str]) -> list[Waiting]:
    """The claims that nobody has reviewed, the most worth a look first; comments only where they are disputed."""
    of_claim = {claim: incident for incident in incidents for claim in incident.claims}
    disputes = _strongest(of_claim.values())
    waiting = []
    for mark in marks:
        if mark.id in reviewed or (mark.kind == "comment" and mark.id not in disputes):
            continue
        incident, dispute = of_claim.get(mark.id), disputes.get(mark.id)
        told = len(incident.reports) if incident else 1
        strength = dispute.strength if dispute else 0.0
        waiting.append(
            Waiting(
                claim=mark.id,
                key=mark.key,
                other=_other_side(mark.id, dispute) if dispute else None,
                incident=incident.id if incident else None,
                disputed=dispute is not None,
                low=mark.confidence < LOW,
                reports=told,
                worth=2 * strength + (1 - mark.confidence) + min(1.0, math.log2(told) / 4),
            )
        )
    return sorted(waiting, key=lambda item: (-item.worth, item.key))


def _strongest(incidents: Iterable[Incident]) -> dict[str, Dispute]:
    """The strongest dispute of each claim that has any."""
    found: dict[str, Dispute] = {}
    for incident in {incident.id: incident for incident in incidents}.values():
        for dispute in incident.disputes:
            for claim in (*dispute.a, *dispute.b):
                if claim not in found or found[claim].strength < dispute.strength:
                    found[claim] = dispute
    return found


def _other_side(claim: str, dispute: Dispute) -> str:
    return dispute.b[0] if claim in dispute.a else dispute.a[0]
