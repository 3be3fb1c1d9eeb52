"""Claims of a ledger as one flat row each, for tables: every column's name, type and meaning."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, NamedTuple

from selon.ledger.contract import as_decision_row
from selon.ledger.days import days_of
from selon.ledger.held import Held
from selon.model.claim import Actor, Claim
from selon.model.span import Span
from selon.show.claims import Row, as_claim_row
from selon.show.text_fragment import as_text_fragment


class Column(NamedTuple):
    """A column: `type` is `text`, `whole` or `number`."""

    name: str
    type: str
    meaning: str


COLUMNS = (
    Column("claim", "text", "the claim's id"),
    Column("report", "text", "the report's id in the ledger"),
    Column("document", "text", "the name of the report's file, without its ending"),
    Column("outlet", "text", "who published it"),
    Column("published", "text", "when: a day, month or year"),
    Column("url", "text", "its address"),
    Column("title", "text", "its title"),
    Column("language", "text", "its language, ISO 639-1"),
    Column("obtained_at", "text", "when it came into the ledger, ISO 8601, UTC"),
    Column("obtained_from", "text", "from where"),
    Column("selon", "text", "the version of Selon that read it"),
    Column("language_data", "text", "the version of the language data that it was read with"),
    Column("sentence", "text", "the sentence"),
    Column("sentence_start", "whole", "where it begins, in code points of the report's text"),
    Column("sentence_end", "whole", "where it ends"),
    Column("link", "text", "a link that opens the report's page at the sentence; empty where its address is not known"),
    Column("trigger", "text", "the word that names the happening"),
    Column("trigger_start", "whole", "where it begins"),
    Column("trigger_end", "whole", "where it ends"),
    Column("kind", "text", "what happened, see the data model"),
    Column("polarity", "text", "`affirmed` or `negated`"),
    Column("certainty", "text", "how sure the words make it"),
    Column("source", "text", "the innermost source's name; empty where the outlet speaks in its own voice"),
    Column("source_stance", "text", "its stance"),
    Column("source_form", "text", "how it is quoted"),
    Column("source_written", "text", "the source as written"),
    Column("source_cue", "text", "the cue as written"),
    Column("sources", "text", "all sources, innermost first, as JSON"),
    Column("agent", "text", "who does it, as written"),
    Column("agent_name", "text", "the name that a pronoun stands for"),
    Column("target", "text", "who or what it is done to, as written"),
    Column("target_name", "text", "the name that a pronoun stands for"),
    Column("place", "text", "the place as written"),
    Column("place_name", "text", "the place as understood"),
    Column("lat", "number", "its latitude, degrees, WGS 84; empty where no gazetteer knows it"),
    Column("lon", "number", "its longitude"),
    Column("radius_km", "number", "how far off the true spot may be"),
    Column("relation", "text", "the relation to the place that the text gives"),
    Column("gazetteer_id", "text", "the place's id in its gazetteer"),
    Column("time", "text", "the time as written"),
    Column("edtf", "text", "the time as understood, in EDTF"),
    Column("duration", "text", "for a duration, ISO 8601"),
    Column("first_day", "text", "the first day that the time may mean; empty where open"),
    Column("last_day", "text", "the last day that it may mean; empty where open"),
    Column("quantity", "text", "the first number as written"),
    Column("low", "number", "its lower bound; empty where open"),
    Column("high", "number", "its upper bound; empty where open"),
    Column("comparator", "text", "`exact`, `about`, `at_least` …"),
    Column("of", "text", "what is counted, or the unit"),
    Column("unit", "text", "the unit alone, of a measure"),
    Column("quantities", "text", "all numbers, as JSON"),
    Column("evidence", "text", "pictures, footage, documents named for it, as JSON"),
    Column("confidence", "number", "how often claims like this one are read right"),
    Column("review", "text", "what a reviewer said last: `accept`, `correct` or `reject`; empty where nobody did"),
    Column("reviewed_by", "text", "who said so"),
    Column("corrected", "text", "the parts that a reviewer corrected, each as read and as it is now, as JSON"),
)


def as_flat_row(held: Held, claim: Claim) -> Row:
    """One claim under the names of COLUMNS; None where there is nothing."""
    report, row = held.reading.report, as_claim_row(claim, held.reading.report.text)
    source = claim.sources[0] if claim.sources else None
    return {
        **{name: getattr(report, name) for name in ("outlet", "published", "url", "title", "language")},
        **{"claim": claim.id, "report": held.report_id, "document": claim.document},
        **{"obtained_at": held.obtained_at, "obtained_from": held.obtained_from},
        **{"selon": held.run.version, "language_data": held.run.language_data},
        **_span("sentence", claim.sentence),
        "link": as_text_fragment(report.url, report.text, claim.sentence) if report.url else None,
        **_span("trigger", claim.trigger),
        **{name: row[name] for name in ("kind", "polarity", "certainty", "confidence")},
        "source": source.name if source else None,
        "source_stance": source.stance if source else None,
        "source_form": source.form if source else None,
        "source_written": source.mention.text if source and source.mention else None,
        "source_cue": source.cue.text if source else None,
        **_actor("agent", claim.agent),
        **_actor("target", claim.target),
        **_place(row["place"] or {}),
        **_time(row["time"] or {}),
        **_quantity((row["quantities"] or [{}])[0]),
        **{name: _json(row[name]) for name in ("sources", "quantities", "evidence")},
        **_decision(as_decision_row(held.decided.get(claim.id), held.read.get(claim.id))),
    }


def day_of(number: int) -> str | None:
    """A day's number as ISO 8601; None for an open end, and outside the calendar's years 1 to 9999."""
    return date.fromordinal(number).isoformat() if 0 < number <= date.max.toordinal() else None


def _span(name: str, span: Span) -> Row:
    return {name: span.text, f"{name}_start": span.start, f"{name}_end": span.end}


def _actor(name: str, actor: Actor | None) -> Row:
    return {name: actor.span.text if actor else None, f"{name}_name": actor.name if actor else None}


def _place(place: Row) -> Row:
    known = {name: place.get(name) for name in ("lat", "lon", "radius_km", "relation", "gazetteer_id")}
    return {"place": place.get("text"), "place_name": place.get("name"), **known}


def _time(time: Row) -> Row:
    days = days_of(time.get("edtf"))
    return {
        "time": time.get("text"),
        "edtf": time.get("edtf"),
        "duration": time.get("value"),
        "first_day": day_of(days[0]) if days else None,
        "last_day": day_of(days[1]) if days else None,
    }


def _quantity(quantity: Row) -> Row:
    known = {name: quantity.get(name) for name in ("low", "high", "comparator", "of", "unit")}
    return {"quantity": quantity.get("text"), **known}


def _decision(told: Row) -> Row:
    review, correction = told["review"] or {}, told["correction"] or {}
    named = {"review": review.get("verdict"), "reviewed_by": review.get("by")}
    return {**named, "corrected": _json(correction.get("parts"))}


def _json(value: Any) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value else None
