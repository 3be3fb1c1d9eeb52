"""Incidents as cards of a list: each with its strongest disputes told, from claims taken out together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selon.ledger.ledger import Ledger
from selon.model.incident import Dispute, Incident
from selon.show.disputes import Difference, as_difference
from selon.show.versions import as_told

MOST_DISPUTES = 2  # of one card
MOST_CLAIMS = 6  # of each side of a dispute: enough to say who says what


@dataclass(frozen=True, slots=True)
class Card:
    """An incident and its strongest disputes."""

    incident: Incident
    differences: tuple[Difference, ...]


def as_cards(ledger: Ledger, incidents: Sequence[Incident], most: int = MOST_DISPUTES) -> tuple[Card, ...]:
    """A card for each of the incidents, in their order."""
    strongest = {incident.id: _strongest(incident, most) for incident in incidents}
    wanted = [
        claim
        for disputes in strongest.values()
        for dispute in disputes
        for claim in (*dispute.a[:MOST_CLAIMS], *dispute.b[:MOST_CLAIMS])
    ]
    told = as_told(ledger.pick(list(dict.fromkeys(wanted)))) if wanted else {}
    return tuple(
        Card(incident, tuple(_known(as_difference(dispute, told) for dispute in strongest[incident.id])))
        for incident in incidents
    )


def rank(incidents: Iterable[Incident]) -> list[Incident]:
    """What matters most first: the strongest dispute, then by how many reports, versions and claims it is told."""

    def worth(incident: Incident) -> tuple[float, int, int, int, str]:
        strength = max((dispute.strength for dispute in incident.disputes), default=0.0)
        return -strength, -len(incident.reports), -len(incident.versions), -len(incident.claims), incident.id

    return sorted(incidents, key=worth)


def _strongest(incident: Incident, most: int) -> list[Dispute]:
    return sorted(incident.disputes, key=lambda dispute: -dispute.strength)[:most]


def _known(found: Iterable[Difference | None]) -> Iterable[Difference]:
    return (difference for difference in found if difference is not None)
