"""What common nouns stand for: *the city*, *ce pays*, *the capital*; and the point of a thing near a place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from selon.languages.base import Language
from selon.model.document import Document
from selon.model.gazetteer import Candidate, Gazetteer
from selon.model.mentions import Place, PlaceMention
from selon.model.span import Span
from selon.resolve.gazetteer.parts import country_parts
from selon.resolve.place_points import point_towards
from selon.resolve.place_scores import SETTLED, Asked

LAST = 1.0  # the country named last weighs as much as one more mention


@dataclass(frozen=True, slots=True)
class Kept:
    """A named place, its level and the sentence of which it is the subject (-1: of none)."""

    level: str
    place: Place
    candidate: Candidate | None
    subject_of: int


@dataclass(slots=True)
class PlaceMemory:
    """The named places of a report so far, in order."""

    document: Document
    language: Language
    gazetteer: Gazetteer
    places: list[Kept] = field(default_factory=list)
    countries: dict[str, float] = field(default_factory=dict)

    def keep(self, asked: Asked, place: Place, candidate: Candidate | None) -> None:
        """Keep a named place, but no capital that acts (*Kyiv said*), nor one that only measures (*3 km from X*)."""
        level = self._of_region(asked.mention) or _SAME.get(asked.level, asked.level) or _level_of(candidate)
        bare = replace(place, relation=None)
        if candidate:
            bare = replace(
                bare, latitude=candidate.latitude, longitude=candidate.longitude, radius_km=candidate.radius_km
            )
        token = self.document.tokens[asked.mention.head]
        subject = token.role == "nsubj" and asked.mention.relation is None
        anchor = asked.mention.distance_km is not None and self.last("settlement") is not None
        if not (anchor or level == "settlement" and self._acts(asked.mention, candidate)):
            self.places.append(Kept(level, bare, candidate, token.sentence if subject else -1))
        if candidate and candidate.country:
            self.count(candidate.country, 0.5 if subject else 1.0)

    def count(self, country: str, weight: float = 1.0) -> None:
        """One more mention of a place in that country."""
        self.countries[country] = self.countries.get(country, 0.0) + weight

    def _of_region(self, mention: PlaceMention) -> str:
        """*the Luhansk regional governor*: the name is that of a region, whatever town has it too."""
        after = self.document.tokens[mention.head + 1 : mention.head + 2]
        regional = self.language.places["regional"]
        return "region" if after and after[0].text.lower() in regional else ""

    def _acts(self, mention: PlaceMention, candidate: Candidate | None) -> bool:
        """Whether a capital's name stands for its government: no preposition puts anything into it."""
        if candidate is None or mention.relation or not candidate.country:
            return False
        if self.gazetteer.capital(candidate.country) != candidate:
            return False
        locative = self.language.places["strong_locative"]
        cases = self.document.of_role(mention.head, "case")
        return not any(self.document.tokens[case].text.lower() in locative for case in cases)

    def last(self, *levels: str, country: str = "") -> Kept | None:
        """The last place of one of the levels (the first level that has any), in `country` if given."""
        for level in levels:
            for kept in reversed(self.places):
                inside = not country or (kept.candidate is not None and kept.candidate.country == country)
                if kept.level == level and inside:
                    return kept
        return None

    def several(self, *levels: str) -> Kept | None:
        """The first of the places of one level that were last named together (*Kefraya and Foua*)."""
        here = len(self.places) - 1
        while here > 0 and not self._are_listed(here, levels):
            here -= 1
        while here > 1 and self._are_listed(here - 1, levels):
            here -= 1
        return self.places[here - 1] if here > 0 else None

    def _are_listed(self, here: int, levels: tuple[str, ...]) -> bool:
        one, other = self.places[here - 1], self.places[here]
        return one.level == other.level and one.level in levels and self._together(one, other)

    def _together(self, one: Kept, other: Kept) -> bool:
        """Whether two places stand in one list: nothing between them but *and* or a comma."""
        between = list(
            self.document.tokens_in(Span.cut(self.document.text, one.place.span.end, other.place.span.start))
        )
        kinds = {token.pos for token in between if token.start >= one.place.span.end}
        return kinds <= {"CCONJ", "ADP", "DET"} and "CCONJ" in kinds or kinds == {"PUNCT"}

    def country(self, sentence: int | None = None) -> str:
        """The country of which the report speaks most here: all its places count, the last named more.

        The subject of the same sentence is left out: whoever acts in *the country* is not it.
        """
        named = [kept for kept in self.places if kept.candidate is not None and kept.candidate.country]
        weights = dict(self.countries)
        if named and named[-1].candidate is not None:
            weights[named[-1].candidate.country] = weights.get(named[-1].candidate.country, 0.0) + LAST
        acting = {
            k.candidate.country for k in named if k.candidate and sentence is not None and k.subject_of == sentence
        }
        others = {code: weight for code, weight in weights.items() if code not in acting} or weights
        return max(others, key=lambda code: others[code], default="")

    def last_settled(self) -> Candidate | None:
        """The last city, town or village."""
        settled = (k.candidate for k in reversed(self.places) if k.candidate and k.candidate.feature in SETTLED)
        return next(settled, None)


_SAME = {"capital": "settlement"}
_ANSWERING = {
    "district": ("district", "quarter", "region"),
    "quarter": ("quarter", "district"),
}


def stands_for(asked: Asked, memory: PlaceMemory) -> Place | None:
    """The place that a common noun stands for: the last one of its level, or what its country makes of it."""
    mention, gazetteer = asked.mention, memory.gazetteer
    named = gazetteer.find(mention.beside[0]) if mention.beside else ()
    country = named[0].country if named else ""
    sentence = memory.document.tokens[mention.head].sentence
    if mention.several:
        first = memory.several(*_ANSWERING.get(asked.level, (asked.level,)))
        return None if first is None else _as_before(first.place, mention)
    if asked.level == "capital":
        capital = gazetteer.capital(country or memory.country())
        if capital is None:
            return None
        place = _from_candidate(mention, capital, "the capital of the country named before")
        memory.places.append(Kept("settlement", replace(place, relation=None), capital, -1))
        return place
    if asked.level in ("country", "border"):
        found = gazetteer.country(memory.country(sentence))
        return _from_candidate(mention, found, "the country of the places named before") if found else None
    kept = memory.last(*_ANSWERING.get(asked.level, (asked.level,)), country=country)
    if kept is None:
        return _region_of(mention, memory) if asked.level == "region" else None
    if kept.candidate is not None and kept.candidate.country:
        memory.count(kept.candidate.country)
    return _as_before(kept.place, mention)


def _as_before(before: Place, mention: PlaceMention) -> Place:
    place = replace(before, span=mention.span, relation=mention.relation, reasons=(f"stands for {before.name}",))
    return moved(place, mention) if place.latitude is not None else place


def _level_of(candidate: Candidate | None) -> str:
    if candidate is None or candidate.feature in SETTLED:
        return "settlement"
    return {"other": "area"}.get(candidate.feature, candidate.feature)


def _region_of(mention: PlaceMention, memory: PlaceMemory) -> Place | None:
    """The region in which the last settlement lies."""
    candidate = memory.last_settled()
    if candidate is None or not candidate.region:
        return None
    found = memory.gazetteer.find(candidate.region)
    regions = [c for c in found if c.feature == "region" and c.country == candidate.country]
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
        feature=candidate.feature,
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
        return _part_of(place, mention.bearing)
    if relation and radius < 50:
        return replace(place, radius_km=max(10.0, 2 * radius))
    return place


def _part_of(place: Place, bearing: float) -> Place:
    """The north, the east … of a place: of a country where its towns there lie, of a region a step that way."""
    if part := country_parts().get((place.gazetteer_id or "", round(bearing) % 360)):
        latitude, longitude, radius = part
        return replace(place, latitude=latitude, longitude=longitude, radius_km=radius)
    reach = place.radius_km or 0.0
    latitude, longitude = point_towards((place.latitude or 0.0, place.longitude or 0.0), bearing, 0.4 * reach)
    return replace(place, latitude=latitude, longitude=longitude, radius_km=round(0.6 * reach))
