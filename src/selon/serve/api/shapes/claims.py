"""A claim as the API gives it: the row of `selon read`, with its origin."""

from __future__ import annotations

from typing import Any

from selon.serve.api.shapes.decisions import Judged, Retired, Reviewed
from selon.serve.api.shapes.words import Certainty, ClaimId, Kind, Polarity, ReviewVerdict, Shape, example

_WORDS: dict[str, Any] = {"text": "killed", "start": 782, "end": 788}
_PLACE: dict[str, Any] = {
    "text": "Verkhnia Balka",
    "start": 120,
    "end": 134,
    "name": "Verkhnia Balka",
    "lat": 48.31,
    "lon": 37.92,
    "radius_km": 2,
    "relation": None,
    "gazetteer_id": "geonames:9114138",
    "rivals": 0,
}
CLAIM: dict[str, Any] = {
    "id": "c_751d7b66ae134e23",
    "document": "village-balka-3-en",
    "sentence": {"text": "No civilians were hurt, the regional governor said.", "start": 690, "end": 741},
    "trigger": _WORDS,
    "kind": "kill",
    "polarity": "negated",
    "certainty": "certain",
    "sources": [
        {
            "name": "the regional governor",
            "stance": "deny",
            "form": "indirect",
            "mention": {"text": "the regional governor", "start": 714, "end": 735},
            "cue": {"text": "said", "start": 736, "end": 740},
        }
    ],
    "agent": None,
    "target": {"text": "two of them", "start": 789, "end": 800, "name": None},
    "place": _PLACE,
    "time": {"text": "on 18 May", "start": 801, "end": 810, "type": "DATE", "edtf": "2024-05-18", "value": None},
    "quantities": [
        {"text": "two", "start": 789, "end": 792, "low": 2, "high": 2, "comparator": "exact", "of": None, "unit": None}
    ],
    "evidence": [],
    "confidence": 0.83,
    "report": "r_e06b5b59a1231bb5e62fcca9",
    "outlet": "The Steppe Monitor",
    "published": "2024-05-27",
    "url": None,
    "review": {"verdict": "correct", "by": "ana", "why": "as the headline says", "at": "2024-06-01T12:00:00Z"},
    "correction": {
        "by": "ana",
        "why": "as the headline says",
        "at": "2024-06-01T12:00:00Z",
        "parts": {"certainty": {"read": "reported", "now": "certain"}},
    },
}


class Words(Shape):
    """Words of the report, by code points into its text."""

    text: str
    start: int
    end: int


class Source(Shape):
    """Who says it, and how: innermost first in the list."""

    name: str
    stance: str
    form: str
    mention: Words | None
    cue: Words


class Actor(Words):
    """Who does it, or whom it is done to; `name` where the words are a pronoun."""

    name: str | None


class Place(Words):
    """A place as written and as understood."""

    name: str
    lat: float | None
    lon: float | None
    radius_km: float | None
    relation: str | None
    gazetteer_id: str | None
    rivals: int


class Time(Words):
    """A time as written, and as EDTF or for a duration as ISO 8601."""

    type: str
    edtf: str | None
    value: str | None


class Quantity(Words):
    """A number as written and as its bounds; `null` is open."""

    low: float | None
    high: float | None
    comparator: str
    of: str | None
    unit: str | None


class Evidence(Shape):
    """Pictures, footage or documents that are named for the claim."""

    medium: str | None
    credit: str | None
    mentions: list[Words]


class Said(Shape):
    """What a reviewer said of the claim last."""

    verdict: ReviewVerdict
    by: str
    why: str
    at: str


class Part(Shape):
    """A part of a claim as it was read, and as it was corrected."""

    read: str
    now: str


class Correction(Shape):
    """What of the claim was corrected, by its parts' names; by whom, when and why."""

    by: str
    why: str
    at: str
    parts: dict[str, Part]


class Claim(Shape):
    """One happening as one source tells it, in one place of one report."""

    model_config = example(CLAIM)

    id: ClaimId
    document: str
    sentence: Words
    trigger: Words
    kind: Kind
    polarity: Polarity
    certainty: Certainty
    sources: list[Source]
    agent: Actor | None
    target: Actor | None
    place: Place | None
    time: Time | None
    quantities: list[Quantity]
    evidence: list[Evidence]
    confidence: float
    report: str
    outlet: str | None
    published: str | None
    url: str | None
    review: Said | None
    correction: Correction | None


class Claims(Shape):
    """A page of claims, newest first; `next` is the address of the page after it."""

    model_config = example({"items": [CLAIM], "next": "/api/claims?kind=kill&before=12582914"})

    items: list[Claim]
    next: str | None


class Told(Shape):
    """A name and what is told under it."""

    name: str
    words: str


class ReadingOf(Shape):
    """One reading that holds the claim: of which report, by which version of Selon."""

    document: str
    report: str
    version: str
    in_view: bool


class ClaimInFull(Shape):
    """A claim with all that it rests on: why it was read so, what was said of it, every reading that holds it."""

    model_config = example(
        {
            "claim": CLAIM,
            "told": [{"name": "claim", "words": "not kill, certain"}],
            "reviews": [],
            "judgements": [],
            "retired": [],
            "readings": [
                {
                    "document": "d_0c2b51d94e778f3a0c2b51d9",
                    "report": "r_e06b5b59a1231bb5e62fcca9",
                    "version": "0.1.0",
                    "in_view": True,
                }
            ],
        }
    )

    claim: Claim
    told: list[Told]
    reviews: list[Reviewed]
    judgements: list[Judged]
    retired: list[Retired]
    readings: list[ReadingOf]


class Feature(Shape):
    """A claim as a GeoJSON feature; `geometry` is null where no gazetteer knows its place."""

    type: str
    id: str
    geometry: dict[str, Any] | None
    properties: dict[str, Any]


class Features(Shape):
    """Claims as GeoJSON (RFC 7946), newest first; `next` is the address of the page after it."""

    model_config = example(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "id": CLAIM["id"],
                    "geometry": {"type": "Point", "coordinates": [37.92, 48.31]},
                    "properties": {"kind": "kill", "certainty": "certain"},
                }
            ],
            "next": None,
        }
    )

    type: str
    features: list[Feature]
    next: str | None
