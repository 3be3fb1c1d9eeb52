"""A source: all that it said, and how often others told the same or the contrary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from selon.model.incident import Incident
from selon.show.versions import Told, speaker


@dataclass(frozen=True, slots=True)
class Standing:
    """How a source's claims stand beside those of others.

    `confirmed` are claims of a version that another source tells too, `denied` those of a dispute with another
    source, `alone` those of an incident that are neither. A claim may be confirmed and denied. `linked` are those in
    any incident; all are ids.
    """

    confirmed: frozenset[str]
    denied: frozenset[str]
    alone: frozenset[str]
    linked: frozenset[str]


def stand(name: str, claims: Iterable[str], incidents: Sequence[Incident]) -> Standing:
    """How that source's claims, of those ids, stand in the incidents that hold them."""
    own = set(claims)
    linked = {claim for incident in incidents for claim in incident.claims if claim in own}
    confirmed = {
        claim
        for incident in incidents
        for version in incident.versions
        if len({*version.sources} - {name}) > 0
        for claim in version.claims
        if claim in own
    }
    denied = set()
    for incident in incidents:
        for dispute in incident.disputes:
            for side, other in ((dispute.a, dispute.b), (dispute.b, dispute.a)):
                if set(other) - own:
                    denied |= own & set(side)
    denied &= linked
    alone = linked - confirmed - denied
    return Standing(frozenset(confirmed), frozenset(denied), frozenset(alone), frozenset(linked))


def count_by(told: Iterable[Told], what: str) -> list[tuple[str, int]]:
    """How often each `kind`, `certainty`, `stance` of the innermost source or `outlet` comes, most frequent first."""
    readers: Mapping[str, Callable[[Told], str | None]] = {
        "kind": lambda item: item.claim.kind,
        "certainty": lambda item: item.claim.certainty,
        "stance": lambda item: item.claim.sources[0].stance if item.claim.sources else "say",
        "outlet": lambda item: item.held.reading.report.outlet,
    }
    read = readers[what]
    found = Counter(value for item in told if (value := read(item)))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def said_by(name: str, told: Iterable[Told]) -> list[Told]:
    """The claims whose innermost source, or outlet in its own voice, has that name."""
    return [item for item in told if speaker(item) == name]
