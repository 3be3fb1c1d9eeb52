"""What common nouns stand for: *the city*, *ce pays*, *the capital*; and the point of a thing near a place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from selon.model.document import Document
from selon.model.gazetteer import Candidate, Gazetteer
from selon.model.mentions import Place, PlaceMention
from selon.resolve.place_points import point_towards
from selon.resolve.place_scores import SETTLED, Asked

LAST = 1.5  # the place named last weighs as much as so many earlier mentions


@dataclass(slots=True)
class PlaceMemory:
    """The named places of a report so far, in order, with the level of each."""

    places: list[tuple[str, Place, Candidate | None]] = field(default_factory=list)
    countries: dict[str, float] = field(default_factory=dict)

    def keep(self, asked: Asked, place: Place, candidate: Candidate | None, document: Document) -> None:
        """Keep a named place; a capital that speaks (*Kyiv said*) is no place that one goes to."""
        level = asked.level or _level_of(candidate)
        bare = replace(place, relation=None)
        if candidate:
            bare = replace(
                bare, latitude=candidate.latitude, longitude=candidate.longitude, radius_km=candidate.radius_km
            )
        speaks = document.tokens[asked.mention.head].role == "nsubj" and asked.mention.relation is None
        if not (speaks and level == "settlement" and self.last("settlement")):
            self.places.append((level, bare, candidate))
        if candidate and candidate.country:
            weight = 0.5 if speaks else 1.0
            self.countries[candidate.country] = self.countries.get(candidate.country, 0.0) + weight

    def last(self, *levels: str, country: str = "") -> Place | None:
        """The last place of one of the levels (the first level that has any), in `country` if given."""
        for level in levels:
            for kept, place, candidate in reversed(self.places):
                if kept == level and (not country or (candidate is not None and candidate.country == country)):
                    return place
        return None

    def country(self) -> str:
        """The country of which the report speaks most here: all its places count, the last named more."""
        named = [c.country for _, _, c in self.places if c is not None and c.country]
        weights = dict(self.countries)
        if named:
            weights[named[-1]] = weights.get(named[-1], 0.0) + LAST
        return max(weights, key=lambda code: weights[code], default="")

    def last_settled(self) -> Candidate | None:
        """The last city, town or village."""
        return next((c for _, _, c in reversed(self.places) if c is not None and c.feature in SETTLED), None)


_ANSWERING = {
    "district": ("district", "quarter", "region"),
    "quarter": ("quarter", "district"),
}


def stands_for(asked: Asked, memory: PlaceMemory, gazetteer: Gazetteer) -> Place | None:
    """The place that a common noun stands for: the last one of its level, or what its country makes of it."""
    mention = asked.mention
    named = gazetteer.find(mention.beside[0]) if mention.beside else ()
    country = named[0].country if named else ""
    if asked.level == "capital":
        capital = gazetteer.capital(country or memory.country())
        return _from_candidate(mention, capital, "the capital of the country named before") if capital else None
    if asked.level in ("country", "border"):
        found = gazetteer.country(memory.country()) if memory.country() else None
        return _from_candidate(mention, found, "the country of the places named before") if found else None
    before = memory.last(*_ANSWERING.get(asked.level, (asked.level,)), country=country)
    if before is None and asked.level == "region":
        return _region_of(mention, memory, gazetteer)
    if before is None:
        return None
    place = replace(before, span=mention.span, relation=mention.relation, reasons=(f"stands for {before.name}",))
    return moved(place, mention) if place.latitude is not None else place


def _level_of(candidate: Candidate | None) -> str:
    if candidate is None or candidate.feature in SETTLED:
        return "settlement"
    return {"other": "area"}.get(candidate.feature, candidate.feature)


def _region_of(mention: PlaceMention, memory: PlaceMemory, gazetteer: Gazetteer) -> Place | None:
    """The region in which the last settlement lies."""
    candidate = memory.last_settled()
    if candidate is None or not candidate.region:
        return None
    regions = [c for c in gazetteer.find(candidate.region) if c.feature == "region" and c.country == candidate.country]
    return _from_candidate(mention, regions[0], f"the region of {candidate.name}") if regions else None


def _from_candidate(mention: PlaceMention, candidate: Candidate, reason: str) -> Place:
    place = Place(
        span=mention.span,
        name=candidate.name,
        latitude=candidate.latitude,
        longitude=candidate.longitude,
        radius_km=candidate.radius_km,
        relation=mention.relation,
        gazetteer_id=candidate.id,
        reasons=(reason,),
    )
    return moved(place, mention)


def moved(place: Place, mention: PlaceMention) -> Place:
    """The place of a thing that lies so from the named place."""
    start, radius = (place.latitude or 0.0, place.longitude or 0.0), place.radius_km or 0.0
    relation = mention.relation or ""
    if mention.distance_km is not None and mention.bearing is not None:
        latitude, longitude = point_towards(start, mention.bearing, mention.distance_km)
        reach = max(2.0, round(min(radius, mention.distance_km) + 0.15 * mention.distance_km, 1))
        why = f"{mention.distance_km:.3g} km {mention.bearing:.0f}° from {place.name}, as the text states"
        return replace(place, latitude=latitude, longitude=longitude, radius_km=reach, reasons=(why, *place.reasons))
    if mention.distance_km is not None:
        return replace(place, radius_km=radius + mention.distance_km)
    if mention.bearing is not None and relation.endswith(" part of") and radius >= 50:
        latitude, longitude = point_towards(start, mention.bearing, 0.4 * radius)
        return replace(place, latitude=latitude, longitude=longitude, radius_km=round(0.6 * radius))
    if relation and radius < 50:
        return replace(place, radius_km=max(10.0, 2 * radius))
    return place
