"""Claims of a ledger as plain data: the contract's row with its origin, and all that one claim rests on."""

from __future__ import annotations

from collections.abc import Iterator

from selon.ledger.contract import as_decision_row
from selon.ledger.held import Held
from selon.model.claim import Claim
from selon.model.judgement import Judgement
from selon.show.claims import Row, as_claim_row
from selon.show.reading import name_sources, tell_details

Told = tuple[str, str]


def as_held_row(held: Held, claim: Claim) -> Row:
    """A claim as the contract's row, with its report's id, outlet, date and address, and what was decided of it."""
    report = held.reading.report
    origin = {"report": held.report_id, "outlet": report.outlet, "published": report.published, "url": report.url}
    decided = as_decision_row(held.decided.get(claim.id), held.read.get(claim.id))
    return as_claim_row(claim, report.text) | origin | decided


def explain_claim(held: Held, claim: Claim) -> Iterator[Told]:
    """What is claimed, by whom, in which words, why it was read so, and where it comes from: names and words."""
    report = held.reading.report
    yield "claim", f"{'not ' if claim.polarity == 'negated' else ''}{claim.kind}, {claim.certainty}"
    yield "sentence", claim.sentence.text
    yield "trigger", f"{claim.trigger.text} ({claim.trigger.start}–{claim.trigger.end})"
    yield "said by", name_sources([source.name for source in claim.sources], report.outlet)
    for source in claim.sources:
        written = f", written “{source.mention.text}”" if source.mention else ""
        yield "source", f"{source.name}{written}: {source.stance}, {source.form}, by the cue “{source.cue.text}”"
    yield from tell_details(claim).items()
    yield "confidence", f"{claim.confidence:.2f}: claims like this are right so often"
    yield from _explain_decision(held, claim)
    reasons = (("read so for", claim.reasons), ("place for", claim.place.reasons if claim.place else ()))
    for name, words in (*reasons, ("time for", claim.time.reasons if claim.time else ())):
        if words:
            yield name, "; ".join(words)
    yield from explain_origin(held)


def _explain_decision(held: Held, claim: Claim) -> Iterator[Told]:
    """What reviewers said: each corrected part as it was read, by whom, when and why; and whether it was rejected."""
    told = as_decision_row(held.decided.get(claim.id), held.read.get(claim.id))
    if correction := told["correction"]:
        for part, values in correction["parts"].items():
            by = f"by {correction['by']}, {correction['at']}: {correction['why']}"
            yield "corrected", f"{part}: read as “{values['read']}”, corrected to “{values['now']}” {by}"
    if review := told["review"]:
        yield "reviewed", f"{review['verdict']} by {review['by']}, {review['at']}: {review['why']}"


def explain_origin(held: Held) -> Iterator[Told]:
    """Where a reading comes from: its report, how and when it came, what read it."""
    report, run = held.reading.report, held.run
    told = (held.report_id, report.title, report.outlet, report.published, report.language, report.url)
    yield "report", " · ".join(filter(None, told))
    yield "obtained", f"{held.obtained_at} from {held.obtained_from}"
    packages = ", ".join(f"{name} {version}" for name, version in run.packages.items())
    yield "read by", f"selon {run.version}, language data {run.language_data}, {packages}"
    if run.settings:
        yield "settings", ", ".join(f"{name}={value}" for name, value in run.settings.items())
    yield "document", f"{held.document_id}{'' if held.in_view else ' (not in view)'}"


def explain_judgement(judgement: Judgement, claim_id: str) -> Told:
    """A judgement as it concerns one of its claims."""
    other = judgement.right if judgement.left == claim_id else judgement.left
    return "judged", f"{judgement.verdict} as {other}, by {judgement.by}, {judgement.at}: {judgement.why}"
