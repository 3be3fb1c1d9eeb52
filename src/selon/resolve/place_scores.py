"""Why one place of a name is chosen before another: small scored reasons, whose docstrings are shown."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from selon.model.gazetteer import Candidate
from selon.model.mentions import PlaceMention
from selon.resolve.gazetteer.names import fold
from selon.resolve.place_points import distance_and_bearing, quick_km, turn

SETTLED = frozenset({"city", "town", "village"})
# Which features answer to the level that the words ask for.
_ANSWERS: Mapping[str, frozenset[str]] = {
    "settlement": SETTLED,
    "capital": SETTLED,
    "region": frozenset({"region"}),
    "district": frozenset({"district", "region"}),
    "country": frozenset({"country"}),
    "water": frozenset({"water"}),
    "area": frozenset({"other", "region", "water"}),
    "quarter": frozenset({"district", "other", "village"}),
    "post": SETTLED | {"other"},
    "site": SETTLED | {"other"},
}


@dataclass(slots=True)
class Surroundings:
    """What the rest of the report says: points of its clear places, and how often each country is named."""

    points: list[tuple[str, tuple[float, float], float]] = field(default_factory=list)
    countries: dict[str, float] = field(default_factory=dict)
    known: dict[str, tuple[Candidate, ...]] = field(default_factory=dict)
    capitals: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Asked:
    """One mention, with the level that its words ask for."""

    mention: PlaceMention
    level: str


def point_of(candidate: Candidate) -> tuple[float, float]:
    """A candidate's latitude and longitude."""
    return candidate.latitude, candidate.longitude


def fits_level(asked: Asked, candidate: Candidate) -> bool:
    """Whether a candidate is of the level that the words ask for."""
    return candidate.feature in _ANSWERS.get(asked.level, ())


def level_fits(asked: Asked, candidate: Candidate, around: Surroundings) -> float:
    """the level of place that the words ask for"""
    if not asked.level or asked.level not in _ANSWERS:
        return 0.3 if candidate.feature in SETTLED | {"country"} else 0.0
    if fits_level(asked, candidate):
        return 5.0
    if asked.level in ("district", "quarter") and candidate.feature in SETTLED:
        return 4.0  # GeoNames holds quarters of cities as populated places
    return -3.0


def named_beside(asked: Asked, candidate: Candidate, around: Surroundings) -> float:
    """the place named beside it"""
    best = 0.0
    for name in asked.mention.beside:
        for other in around.known.get(name, ())[:8]:
            if other.id == candidate.id:
                continue
            best = max(best, _within(candidate, other))
            if asked.mention.distance_km is None:  # what lies 40 km from a town does not hold it
                best = max(best, _within(other, candidate))
    return best


def _within(inner: Candidate, outer: Candidate) -> float:
    if outer.feature == "country":
        return 4.0 if inner.country == outer.country else 0.0
    if inner.country and outer.country and inner.country != outer.country:
        return 0.0
    if outer.feature in ("region", "district") and fold(inner.region) == fold(outer.name):
        return 4.5
    away = quick_km(point_of(inner), point_of(outer))
    if away <= outer.radius_km * 1.3:
        return 4.5
    return 3.0 * max(0.0, 1 - away / 100) if outer.feature in SETTLED else 0.0


def distance_fits(asked: Asked, candidate: Candidate, around: Surroundings) -> float:
    """the distance and direction that the text states"""
    mention = asked.mention
    if mention.distance_km is None or not mention.beside:
        return 0.0
    best = 0.0
    for other in around.known.get(mention.beside[-1], ())[:3]:
        kilometres, bearing = distance_and_bearing(point_of(other), point_of(candidate))
        fits = abs(kilometres - mention.distance_km) <= 5 + 0.3 * mention.distance_km
        turned = mention.bearing is not None and turn(bearing, mention.bearing) > 50
        best = max(best, 2.0 if fits and not turned else 0.0)
    return best


def near_others(asked: Asked, candidate: Candidate, around: Surroundings) -> float:
    """close to the report's other places"""
    others = [point for name, point, _ in around.points if name != asked.mention.name]
    if not others:
        return 0.0
    nearest = min(quick_km(point_of(candidate), point) for point in others)
    if candidate.feature == "country" or candidate.radius_km >= 300:
        return 1.5 if nearest <= candidate.radius_km else 0.0
    return 2.5 * math.exp(-nearest / 120)


def same_country(asked: Asked, candidate: Candidate, around: Surroundings) -> float:
    """in a country that the report names"""
    total = sum(around.countries.values())
    share = around.countries.get(candidate.country, 0) / total if total else 0.0
    return 1.2 + 0.8 * min(1.0, 2 * share) if share else 0.0


def well_known(asked: Asked, candidate: Candidate, around: Surroundings) -> float:
    """the best known place of that name"""
    if candidate.feature == "country":
        return 5.0
    if candidate.id.startswith("selon:"):
        seat = not asked.level and _has_seat(candidate, around.known.get(asked.mention.name, ()))
        return 5.0 if candidate.radius_km >= 300 else 1.0 if seat else 3.0
    people = math.log10(candidate.population + 10)
    if candidate.feature == "region":
        return min(4.5, max(2.0, 0.8 * (people - 2))) - (
            3.0 if not asked.level and _has_seat(candidate, around.known.get(asked.mention.name, ())) else 0.0
        )
    if candidate.feature in SETTLED:
        return min(4.0, max(0.0, 0.8 * (people - 2))) + (1.0 if candidate.id in around.capitals else 0.0)
    return max(0.5, 0.7 * (people - 3))


def _has_seat(region: Candidate, candidates: tuple[Candidate, ...]) -> bool:
    """Whether a city of the region has its name, which is then the one meant where nothing says *region*."""
    return any(
        other.feature == "city"
        and other.country == region.country
        and other.population >= 50_000
        and quick_km(point_of(other), point_of(region)) <= 1.5 * region.radius_km
        for other in candidates
    )


def full_name(asked: Asked, candidate: Candidate, around: Surroundings) -> float:
    """the name as the gazetteer writes it"""
    return 1.0 if fold(candidate.name) == fold(asked.mention.name) else 0.0


Score = Callable[[Asked, Candidate, Surroundings], float]
SCORES: tuple[Score, ...] = (
    level_fits,
    named_beside,
    distance_fits,
    near_others,
    same_country,
    well_known,
    full_name,
)


def scored(asked: Asked, candidate: Candidate, around: Surroundings) -> tuple[float, tuple[str, ...]]:
    """The sum of all scores, and the reasons among them that spoke for this candidate, strongest first."""
    parts = [(score(asked, candidate, around), score.__doc__ or "") for score in SCORES]
    said = sorted((part for part in parts if part[0] >= 1.0), key=lambda part: -part[0])
    return sum(value for value, _ in parts), tuple(reason for _, reason in said)
