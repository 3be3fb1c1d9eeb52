"""Incidents: what several claims are judged to be about, told in versions, and where these cannot both hold."""

from __future__ import annotations

from selon.serve.api.shapes.words import Shape, example

_VERSION = {
    "id": "e1",
    "claims": ["c_751d7b66ae134e23"],
    "sources": ["the regional governor"],
    "origins": ["r_e06b5b59a1231bb5e62fcca9"],
    "witnesses": 1,
    "first": "2024-05-27",
    "last": "2024-05-27",
}
_DISPUTE = {
    "id": "x1",
    "on": "how_many",
    "a": ["c_751d7b66ae134e23"],
    "b": ["c_8f3a0c2b51d94e77"],
    "strength": 0.9,
    "reasons": ["no number holds for both: none, two"],
    "incident": "i_0105353f0c73bfb1",
}
_INCIDENT = {
    "id": "i_0105353f0c73bfb1",
    "claims": ["c_751d7b66ae134e23", "c_8f3a0c2b51d94e77"],
    "kind": "kill",
    "where": {"name": "Verkhnia Balka", "latitude": 48.31, "longitude": 37.92, "radius_km": 2},
    "when": {
        "earliest_start": "2024-05-18",
        "latest_start": "2024-05-18",
        "earliest_end": "2024-05-18",
        "latest_end": "2024-05-18",
    },
    "versions": [_VERSION],
    "disputes": [_DISPUTE],
    "reports": ["r_e06b5b59a1231bb5e62fcca9"],
    "part_of": None,
    "parties": ["Russia"],
}
_COPY = {
    "passage": {"report": "r_e06b5b59a1231bb5e62fcca9", "start": 120, "end": 480},
    "origin": {"report": "r_8f3a0c2b51d94e778f3a0c2b", "start": 0, "end": 355},
    "words": 58,
    "share": 0.93,
    "agency": "Reuters",
    "reasons": ["54 of 58 words stand in the same order", "the other was published before"],
}


class Where(Shape):
    """A point, how far off it may be, and the name by which it is known."""

    name: str
    latitude: float | None
    longitude: float | None
    radius_km: float | None


class When(Shape):
    """The four days that bound a time; `null` where nothing bounds that side."""

    earliest_start: str | None
    latest_start: str | None
    earliest_end: str | None
    latest_end: str | None


class Version(Shape):
    """Claims of an incident that tell it alike; `witnesses` are distinct sources through distinct origins."""

    model_config = example(_VERSION)

    id: str
    claims: list[str]
    sources: list[str]
    origins: list[str]
    witnesses: int
    first: str | None
    last: str | None


class Dispute(Shape):
    """What the claims of `a` and of `b` say that cannot both hold, and in what: `on`."""

    model_config = example(_DISPUTE)

    id: str
    on: str
    a: list[str]
    b: list[str]
    strength: float
    reasons: list[str]
    incident: str


class Incident(Shape):
    """Claims judged to be about one happening and its direct results."""

    model_config = example(_INCIDENT)

    id: str
    claims: list[str]
    kind: str
    where: Where | None
    when: When | None
    versions: list[Version]
    disputes: list[Dispute]
    reports: list[str]
    part_of: str | None
    parties: list[str]


class Incidents(Shape):
    """A page of incidents."""

    model_config = example({"items": [_INCIDENT], "next": None})

    items: list[Incident]
    next: str | None


class Disputes(Shape):
    """A page of disputes, the strongest first."""

    model_config = example({"items": [_DISPUTE], "next": None})

    items: list[Dispute]
    next: str | None


class Versions(Shape):
    """The versions of an incident."""

    model_config = example({"items": [_VERSION]})

    items: list[Version]


class Passage(Shape):
    """Words of a report, by code points into its text."""

    report: str
    start: int
    end: int


class Copy(Shape):
    """A passage taken from another report: its length in words, and the share of them that stands in the origin."""

    model_config = example(_COPY)

    passage: Passage
    origin: Passage
    words: int
    share: float
    agency: str | None
    reasons: list[str]


class Copies(Shape):
    """Who copies whom among the reports of an incident."""

    model_config = example({"items": [_COPY]})

    items: list[Copy]
