"""Mentions as written, and the values they are taken to mean: places, intervals, quantities."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.bounds import Bounds, bounds_of
from selon.model.span import Span


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as written. `head` is the index of its head token; `name` the bare name looked up.

    `relation` is a relation to the place that the text gives (`near`, `south of`,
    `3 km north-west of`), in English words; `distance_km` and `bearing` (degrees clockwise from north) where given.
    `beside` are names of places that the text gives to locate this one (`near Vuhledar` → Vuhledar).
    `common` marks a common noun that stands for a place named before (*the city*), `several` one that stands for
    places named together (*the two towns*).
    """

    span: Span
    head: int
    name: str
    relation: str | None = None
    distance_km: float | None = None
    bearing: float | None = None
    beside: tuple[str, ...] = ()
    common: bool = False
    several: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place as understood: a point (decimal degrees, WGS 84) and how far off it may be.

    `latitude` and `longitude` are None where no gazetteer knows the name. `rivals` counts the other
    candidates; `reasons` say why this one was chosen. `feature` is what the gazetteer says that it is (country,
    region, district, city, town, village, water, other).
    """

    span: Span
    name: str
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float | None = None
    relation: str | None = None
    gazetteer_id: str | None = None
    rivals: int = 0
    reasons: tuple[str, ...] = ()
    feature: str | None = None


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time as written, preposition included. `head` is the index of its head token.

    `type` is TimeML's DATE, TIME, DURATION or SET. `rule` names the rule that found it and
    `parts` are the pieces that the rule cut out, for resolving.
    """

    span: Span
    head: int
    type: str
    rule: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Interval:
    """A time as understood: an EDTF value, or an ISO 8601 duration in `value`.

    `bounds` are the four days behind the EDTF value; None where it has none.
    """

    span: Span
    type: str
    edtf: str | None = None
    value: str | None = None
    reasons: tuple[str, ...] = ()

    @property
    def bounds(self) -> Bounds | None:
        """When it began and ended, at the earliest and the latest."""
        return bounds_of(self.edtf)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as written and as understood; None is an open bound.

    `head` is the index of the counted noun's token, or of the number's own where nothing is counted.
    `of` is the counted noun as written or the unit of a measure; `unit` is the unit alone, in
    symbols of the SI or ISO 4217, or None for counted things. `whole` marks the number of which another one
    before it is a part (*two of the three* → three): it measures no happening.
    """

    span: Span
    head: int
    low: float | None
    high: float | None
    comparator: str = "exact"
    of: str | None = None
    unit: str | None = None
    whole: bool = False
