"""What may be published: incidents of which every claim was reviewed, without the claims that were rejected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from selon.model.incident import Dispute, Incident, Version
from selon.model.review import Review


def accepted_incidents(incidents: Iterable[Incident], newest: Mapping[str, Review]) -> Iterator[Incident]:
    """The incidents that reviewers let through, as far as they did.

    `newest` is the last review of each claim that has any. An incident with a claim that nobody reviewed is left out,
    and one of which all claims were rejected.
    """
    for incident in incidents:
        verdicts = [newest[claim].verdict for claim in incident.claims if claim in newest]
        if len(verdicts) < len(incident.claims):
            continue
        kept = {claim for claim in incident.claims if newest[claim].verdict != "reject"}
        if kept:
            yield _reduced(incident, kept)


def _reduced(incident: Incident, kept: set[str]) -> Incident:
    versions = (_version(version, kept) for version in incident.versions)
    disputes = (_dispute(dispute, kept) for dispute in incident.disputes)
    return replace(
        incident,
        claims=tuple(claim for claim in incident.claims if claim in kept),
        versions=tuple(version for version in versions if version.claims),
        disputes=tuple(dispute for dispute in disputes if dispute.a and dispute.b),
    )


def _version(version: Version, kept: set[str]) -> Version:
    return replace(version, claims=tuple(claim for claim in version.claims if claim in kept))


def _dispute(dispute: Dispute, kept: set[str]) -> Dispute:
    sides = (tuple(claim for claim in side if claim in kept) for side in (dispute.a, dispute.b))
    a, b = sides
    return replace(dispute, a=a, b=b)
