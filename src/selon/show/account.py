"""All that an incident's page tells: its versions, its disputes, its reports, how they came, who copies whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selon.ledger.days import days_of
from selon.ledger.ledger import Ledger
from selon.model.incident import Copy, Incident
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
class Copied:
    """How much of a report's passages stood in another: words of all the copies, and the share of them found there."""

    copy: Teller
    origin: Teller
    words: int
    share: float
    agency: str | None


@dataclass(frozen=True, slots=True)
class Account:
    """An incident with all that its page tells of it.

    `told` holds its claims in their order, `rejected` says how many of them count no longer.
    """

    incident: Incident
    lines: tuple[Line, ...]
    differences: tuple[Difference, ...]
    told: tuple[Told, ...]
    tellers: tuple[Teller, ...]
    copies: tuple[Copied, ...]
    rejected: int


def as_account(ledger: Ledger, incident: Incident) -> Account:
    """The incident's account; claims of a dispute that stand in other incidents are looked up too."""
    disputed = [claim for dispute in incident.disputes for claim in (*dispute.a, *dispute.b)]
    told = as_told(ledger.pick(list(dict.fromkeys((*incident.claims, *disputed)))))
    lines = as_lines(incident, told)
    differences = (as_difference(item, told) for item in sorted(incident.disputes, key=lambda item: -item.strength))
    own = tuple(told[claim] for claim in incident.claims if claim in told)
    copies = ledger.copies(incident.reports)
    tellers = _tellers(lines, own, copies)
    rejected = sum(item.claim.id in item.held.rejected for item in own)
    known = tuple(filter(None, differences))
    return Account(incident, lines, known, own, tellers, tuple(_copied(tellers, copies)), rejected)


def _copied(tellers: Sequence[Teller], copies: Sequence[Copy]) -> Iterator[Copied]:
    """The copies between reports, those of one pair together, the longest first."""
    by_report = {teller.report: teller for teller in tellers}
    pairs: dict[tuple[str, str], list[Copy]] = {}
    for item in copies:
        if item.copy.report in by_report and item.origin.report in by_report:
            pairs.setdefault((item.copy.report, item.origin.report), []).append(item)
    for (copy, origin), found in sorted(pairs.items(), key=lambda pair: -sum(item.words for item in pair[1])):
        words = sum(item.words for item in found)
        share = sum(item.share * item.words for item in found) / words if words else 0.0
        agency = next((item.agency for item in found if item.agency), None)
        yield Copied(by_report[copy], by_report[origin], words, share, agency)


def _tellers(lines: Sequence[Line], told: Sequence[Told], copies: Sequence[Copy]) -> tuple[Teller, ...]:
    """The reports, first published first; those without a date last."""
    found = {item.held.report_id: item.held for item in told}
    report_of = {item.claim.id: item.held.report_id for item in told}
    letters: dict[str, list[str]] = {report: [] for report in found}
    origins: dict[str, dict[str, None]] = {report: {} for report in found}
    for line in lines:
        for report in dict.fromkeys(report_of[claim] for claim in line.version.claims if claim in report_of):
            letters[report].append(line.letter)
    for item in copies:
        if item.copy.report in origins:
            origins[item.copy.report][item.origin.report] = None
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
