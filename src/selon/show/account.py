"""All that an incident's page tells: its versions, its disputes, its reports, how its versions came, who copies whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selon.ledger.days import days_of
from selon.ledger.ledger import Ledger
from selon.model.incident import Incident
from selon.show.disputes import Difference, as_difference
from selon.show.versions import Line, Told, as_lines, as_told


@dataclass(frozen=True, slots=True)
class Teller:
    """A report that tells the incident: what is known of it, and the letters of the versions that it tells."""

    report: str
    name: str
    outlet: str | None
    published: str | None
    letters: tuple[str, ...]
    copied_from: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """An incident with all that its page tells of it; `told` holds its claims in their order."""

    incident: Incident
    lines: tuple[Line, ...]
    differences: tuple[Difference, ...]
    told: tuple[Told, ...]
    tellers: tuple[Teller, ...]


def as_account(ledger: Ledger, incident: Incident) -> Account:
    """The incident's account; claims of a dispute that stand in other incidents are looked up too."""
    disputed = [claim for dispute in incident.disputes for claim in (*dispute.a, *dispute.b)]
    told = as_told(ledger.pick(list(dict.fromkeys((*incident.claims, *disputed)))))
    lines = as_lines(incident, told)
    differences = (as_difference(item, told) for item in sorted(incident.disputes, key=lambda item: -item.strength))
    own = tuple(told[claim] for claim in incident.claims if claim in told)
    return Account(incident, lines, tuple(filter(None, differences)), own, _tellers(incident, lines, own))


def _tellers(incident: Incident, lines: Sequence[Line], told: Sequence[Told]) -> tuple[Teller, ...]:
    """The reports, first published first; those without a date last."""
    found = {item.held.report_id: item.held for item in told}
    report_of = {item.claim.id: item.held.report_id for item in told}
    letters: dict[str, list[str]] = {report: [] for report in found}
    origins: dict[str, dict[str, None]] = {report: {} for report in found}
    for line in lines:
        tellers = dict.fromkeys(report_of[claim] for claim in line.version.claims if claim in report_of)
        for report in tellers:
            letters[report].append(line.letter)
            if report not in line.version.origins:
                origins[report].update(dict.fromkeys(line.version.origins))
    ordered = sorted(found, key=lambda report: (days_of(found[report].reading.report.published) or (10**9,), report))
    return tuple(
        Teller(
            report,
            found[report].reading.report.title or found[report].reading.report.name,
            found[report].reading.report.outlet,
            found[report].reading.report.published,
            tuple(letters[report]),
            tuple(origins[report]),
        )
        for report in ordered
    )
