"""Why the program decided: the sentences and reasons behind an incident, a dispute, a copy or a pair of claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from selon.ledger.ledger import Ledger
from selon.merge.across import LINE, as_thread, explain_threads
from selon.merge.cluster import sorted_pair
from selon.merge.compare import Reason, explain
from selon.merge.incidents import compare_pair, extent_of
from selon.merge.parts import reasons_for_part
from selon.merge.threads import LINE as WITHIN_LINE
from selon.merge.threads import find_threads
from selon.merge.told import Told, tell
from selon.merge.verdicts import DOUBT, contradicted, newest_verdicts, pairs_judged
from selon.model.incident import Dispute, Incident
from selon.show.incidents import tell_incident
from selon.show.reading import one_line
from selon.show.versions import Told as Held
from selon.show.versions import as_told

Line = tuple[str, str]
MOST_LINKS = 12  # threads of an incident whose nearest link is told


def why_incident(ledger: Ledger, incident: Incident) -> Iterator[Line]:
    """Each thread of the incident, and what ties it to the one that it is nearest to."""
    yield from why_part(ledger, incident)
    threads = _threads(ledger, incident)
    held = _claims(ledger, incident.claims)
    for number, told in enumerate(threads):
        first = held.get(told[0].id)
        words = f"{told[0].id} «{one_line(first.claim.sentence.text)}»" if first else told[0].id
        yield "thread", f"{len(told)} claims of {told[0].report}: {words}"
        if len(told) > 1:
            yield from _reasons("within", explain(told[0], told[1]))
        if 0 < number < MOST_LINKS:
            yield from _nearest(told, threads[:number])
    yield from _judged(ledger, incident.claims)


def why_part(ledger: Ledger, incident: Incident) -> Iterator[Line]:
    """The larger incident that one is a part of, and why."""
    if incident.part_of is None:
        return
    whole = ledger.incident(incident.part_of)
    yield "part of", tell_incident(whole)
    part, larger = extent_of(incident), extent_of(whole)
    for reason in reasons_for_part(part, larger) if part and larger else ():
        yield "because", reason


def _nearest(told: Sequence[Told], before: Sequence[Sequence[Told]]) -> Iterator[Line]:
    """The earlier thread that one is nearest to, and what ties them."""
    own = as_thread(told)
    score, nearest = max(
        ((compare_pair(own, other), other) for other in map(as_thread, before)), key=lambda pair: (pair[0], pair[1].id)
    )
    yield "tied to", f"{nearest.report}, {score:.1f} (the line is {LINE})"
    yield from _reasons("because", explain_threads(own, nearest))


def why_dispute(ledger: Ledger, dispute: Dispute) -> Iterator[Line]:
    """The sentences of both sides, and why it is no update, scope or succession."""
    found = _claims(ledger, (*dispute.a, *dispute.b))
    yield "dispute", f"{dispute.id} on {dispute.on}, strength {dispute.strength}, in {dispute.incident}"
    for name, side in (("a", dispute.a), ("b", dispute.b)):
        for claim in side:
            if item := found.get(claim):
                report = item.held.reading.report
                source = item.claim.sources[0].name if item.claim.sources else report.outlet or report.name
                yield name, f"{claim} {one_line(source)}: «{one_line(item.claim.sentence.text)}»"
    for reason in dispute.reasons:
        yield "because", reason


def why_pair(ledger: Ledger, left: str, right: str) -> Iterator[Line]:
    """What speaks for and against two claims being about one happening."""
    found = {item.id: item for item in _tell(ledger, (left, right))}
    if left in found and right in found:
        yield "line", f"{WITHIN_LINE} within a report, {LINE} between threads of two"
        yield from _reasons("because", explain(found[left], found[right]))
        if sorted_pair(left, right) in pairs_judged(newest_verdicts(ledger.judgements()), "unsure"):
            yield "because", f"{-DOUBT:+.1f}  a person is not sure that they are the same"
    yield from _judged(ledger, (left, right))


def _reasons(name: str, reasons: Sequence[Reason]) -> Iterator[Line]:
    for reason in reasons:
        yield name, f"{reason.score:+.1f}  {reason.why}"


def _judged(ledger: Ledger, claims: Sequence[str]) -> Iterator[Line]:
    inside = set(claims)
    given = [item for item in ledger.judgements() if inside & {item.left, item.right}]
    for item in given:
        yield "judged", f"{item.left} and {item.right} {item.verdict}, by {item.by}, {item.at}: {one_line(item.why)}"
    for older, newer in contradicted(given):
        yield "overruled", f"{older.verdict} by {older.by}, {older.at}: the newest holds, {newer.verdict} by {newer.by}"


def _claims(ledger: Ledger, ids: Sequence[str]) -> Mapping[str, Held]:
    return as_told(ledger.pick(list(ids)))


def _tell(ledger: Ledger, ids: Sequence[str]) -> list[Told]:
    return [
        item
        for held in ledger.pick(list(ids))
        for item in tell(held.report_id, held.reading.report, held.reading.claims, held.rejected)
    ]


def _threads(ledger: Ledger, incident: Incident) -> list[tuple[Told, ...]]:
    """The incident's claims as the threads that they came in, the first told first."""
    verdicts = newest_verdicts(ledger.judgements())
    by_report: dict[str, list[Told]] = {}
    for item in _tell(ledger, incident.claims):
        by_report.setdefault(item.report, []).append(item)
    found = [thread for told in by_report.values() for thread in find_threads(told, verdicts)]
    return sorted(found, key=lambda thread: (thread[0].published or (1 << 30, 0), thread[0].report, thread[0].start))
