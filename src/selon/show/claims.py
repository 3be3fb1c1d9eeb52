"""Claims and the layers under them as plain rows, in the output contract's own keys."""

from __future__ import annotations

from typing import Any

from selon.model.attribution import Attribution, Source
from selon.model.claim import Actor, Claim, Event, Evidence
from selon.model.document import Document
from selon.model.errors import StopRun
from selon.model.mentions import Interval, Place, Quantity
from selon.model.span import Span

Row = dict[str, Any]


class WrongSpan(StopRun):
    """A span does not hold the words it says: a fault of Selon, never an output."""


def as_claim_row(claim: Claim, text: str) -> Row:
    """One claim as the contract's row; every span is checked against the report's `text`."""
    return {
        "id": claim.id,
        "document": claim.document,
        "sentence": as_span(claim.sentence, text),
        "trigger": as_span(claim.trigger, text),
        "kind": claim.kind,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "sources": [_as_source(source, text) for source in claim.sources],
        "agent": _as_actor(claim.agent, text),
        "target": _as_actor(claim.target, text),
        "place": as_place(claim.place, text) if claim.place else None,
        "time": as_time(claim.time, text) if claim.time else None,
        "quantities": [as_quantity(quantity, text) for quantity in claim.quantities],
        "evidence": [_as_evidence(evidence, text) for evidence in claim.evidence],
        "confidence": round(claim.confidence, 2),
    }


def as_span(span: Span, text: str) -> Row:
    """The span's words and where they stand; WrongSpan where they do not stand there."""
    if not 0 <= span.start <= span.end <= len(text) or text[span.start : span.end] != span.text:
        found = text[max(span.start, 0) : max(span.end, 0)][:60]
        raise WrongSpan(
            f"span {span.start}-{span.end} should hold {span.text[:60]!r} and holds {found!r}; please report this"
        )
    return {"text": span.text, "start": span.start, "end": span.end}


def as_place(place: Place, text: str) -> Row:
    """A place as written and as understood."""
    return as_span(place.span, text) | {
        "name": place.name,
        "lat": place.latitude,
        "lon": place.longitude,
        "radius_km": _as_number(place.radius_km),
        "relation": place.relation,
        "gazetteer_id": place.gazetteer_id,
        "rivals": place.rivals,
    }


def as_time(time: Interval, text: str) -> Row:
    """A time as written and as an EDTF value, or for a duration an ISO 8601 value."""
    return as_span(time.span, text) | {"type": time.type, "edtf": time.edtf, "value": time.value}


def as_quantity(quantity: Quantity, text: str) -> Row:
    """A number as written and as its bounds."""
    return as_span(quantity.span, text) | {
        "low": _as_number(quantity.low),
        "high": _as_number(quantity.high),
        "comparator": quantity.comparator,
        "of": quantity.of,
        "unit": quantity.unit,
    }


def as_attribution(attribution: Attribution, text: str) -> Row:
    """Source, cue and content; the source is None where nobody is named."""
    source = attribution.source
    return {
        "source": as_span(source, text) | {"name": attribution.name or source.text} if source else None,
        "cue": as_span(attribution.cue, text),
        "content": [as_span(piece, text) for piece in attribution.content],
        "form": attribution.form,
        "stance": attribution.stance,
    }


def as_event(event: Event, document: Document) -> Row:
    """The trigger word and what it tells."""
    return as_span(document.span(event.token, event.token), document.text) | {
        "kind": event.kind,
        "polarity": event.polarity,
        "certainty": event.certainty,
    }


def _as_source(source: Source, text: str) -> Row:
    return {
        "name": source.name,
        "stance": source.stance,
        "form": source.form,
        "mention": as_span(source.mention, text) if source.mention else None,
        "cue": as_span(source.cue, text),
    }


def _as_actor(actor: Actor | None, text: str) -> Row | None:
    return as_span(actor.span, text) | {"name": actor.name} if actor else None


def _as_evidence(evidence: Evidence, text: str) -> Row:
    spans = [span for span in (evidence.medium, evidence.credit) if span]
    return {
        "medium": evidence.medium.text if evidence.medium else None,
        "credit": evidence.credit.text if evidence.credit else None,
        "mentions": [as_span(span, text) for span in spans],
    }


def _as_number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
