"""resolve_places(mentions, ...): the point and radius of each mention, chosen by reasons, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from selon.languages.base import Language
from selon.model.document import Document
from selon.model.gazetteer import Candidate, Gazetteer
from selon.model.mentions import Place, PlaceMention
from selon.resolve.place_points import (
    distance_and_bearing,
    midpoint,
    point_towards,
    quick_km,
    turn,
)
from selon.resolve.place_scores import SETTLED, Asked, Surroundings, point_of, scored

LIKE_KM = 250.0  # a name that only sounds alike must lie so near another place of the report
QUARTER_KM = 60.0  # a quarter or a site lies so near another place of the report
MISFIT = 0.25  # of a stated distance; beyond it, and beyond both places' sizes, the text and the map differ
MISTURN = 50.0  # degrees; half the step between two of the eight directions, doubled for loose speech


@dataclass(slots=True)
class _Memory:
    """The last place of each level, for the common nouns that stand for it."""

    last: dict[str, Place]
    country: str
    chosen: dict[str, Candidate]


def resolve_places(
    mentions: tuple[PlaceMention, ...], document: Document, language: Language, gazetteer: Gazetteer
) -> tuple[Place | None, ...]:
    """A Place for each mention, in order; None where a common noun stands for nothing named before."""
    asked = [Asked(mention, _level(mention, language)) for mention in mentions]
    around = _surroundings(asked, gazetteer)
    memory = _Memory({}, max(around.countries, key=lambda code: around.countries[code], default=""), {})
    picks = [None if one.mention.common else _pick(one, around, gazetteer, language) for one in asked]
    found: list[Place | None] = []
    for index, one in enumerate(asked):
        if one.mention.common:
            place = _stands_for(one, memory, gazetteer)
        else:
            place = _as_place(one, picks[index], around, gazetteer)
            if one.mention.relation == "between" and index + 1 < len(asked):
                place = _between(place, picks[index], picks[index + 1])
            _remember(memory, one, place, picks[index], document)
        found.append(place)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Pick:
    candidate: Candidate
    rivals: int
    reasons: tuple[str, ...]


def _level(mention: PlaceMention, language: Language) -> str:
    """The level that a noun in the mention's own words asks for (*the Kyiv region*), empty where none does."""
    levels = language.places["levels"]
    rest = mention.span.text.lower()
    if not mention.common:
        rest = rest.replace(mention.name.lower(), " ")
    words = [word.strip("'’-.,\"«»()") for word in rest.replace("’", "’ ").split()]
    return next((str(levels[word]) for word in words if word in levels), "")


def _surroundings(asked: list[Asked], gazetteer: Gazetteer) -> Surroundings:
    """The places that are clear by themselves: countries, great areas, names that only one place has."""
    around = Surroundings()
    for one in asked:
        mention = one.mention
        if mention.common:
            continue
        candidates = gazetteer.find(mention.name)
        around.known[mention.name] = candidates
        if not candidates:
            continue
        best = candidates[0]
        clear = best.feature == "country" or len({c.country for c in candidates}) == 1 or best.population >= 500_000
        if best.country and clear:
            around.countries[best.country] = around.countries.get(best.country, 0) + 1
        if clear and best.feature in SETTLED | {"region", "district", "other"}:
            around.points.append((mention.name, point_of(best), best.radius_km))
    return around


def _pick(asked: Asked, around: Surroundings, gazetteer: Gazetteer, language: Language) -> _Pick | None:
    """The candidate that the reasons speak for most; None where no candidate can be believed."""
    site = _site(asked, gazetteer, language)
    if site:
        return _Pick(site, 0, ("the site of that name",))
    name = asked.mention.name
    candidates: tuple[Candidate, ...] = around.known.get(name) or ()
    reasons: tuple[str, ...] = ()
    if not candidates:
        candidates = tuple(c for c in gazetteer.find_like(name) if _supported(c, asked, around, LIKE_KM))
        reasons = ("a name that sounds alike",)
    if asked.level == "quarter":
        candidates = tuple(c for c in candidates if _supported(c, asked, around, QUARTER_KM))
    if not candidates:
        return None
    ranked = [(scored(asked, candidate, around), candidate) for candidate in candidates]
    (_, why), best = max(ranked, key=lambda pair: pair[0][0])
    return _Pick(best, len(candidates) - 1, (*reasons, *why))


def _supported(candidate: Candidate, asked: Asked, around: Surroundings, kilometres: float) -> bool:
    point = point_of(candidate)
    return any(
        name != asked.mention.name and quick_km(point, other) <= kilometres + radius
        for name, other, radius in around.points
    )


def _site(asked: Asked, gazetteer: Gazetteer, language: Language) -> Candidate | None:
    """A power plant or the like, which the gazetteer holds under a place's name and the kind of site."""
    if asked.level != "site":
        return None
    text = asked.mention.span.text.lower()
    for words, suffix in language.places["sites"].items():
        if words in text:
            known = gazetteer.find(asked.mention.name) or gazetteer.find_like(asked.mention.name)
            names = dict.fromkeys([asked.mention.name, *(c.name for c in known[:3])])
            for name in names:
                if sites := gazetteer.find(f"{name} {suffix}") or gazetteer.find_like(f"{name} {suffix}"):
                    return sites[0]
    return None


def _as_place(asked: Asked, pick: _Pick | None, around: Surroundings, gazetteer: Gazetteer) -> Place:
    mention = asked.mention
    if pick is None:
        return _derived(mention, around)
    best = pick.candidate
    place = Place(
        span=mention.span,
        name=best.name if best.feature == "country" else _written(mention),
        latitude=best.latitude,
        longitude=best.longitude,
        radius_km=best.radius_km,
        relation=mention.relation,
        gazetteer_id=best.id,
        rivals=pick.rivals,
        reasons=pick.reasons,
    )
    if _is_located(mention):
        return _checked(place, mention, around)
    return _moved(place, mention)


def _written(mention: PlaceMention) -> str:
    return mention.name


def _is_located(mention: PlaceMention) -> bool:
    """Whether the relation places this name by another (`near Vuhledar`) and not a thing by this name (`near`)."""
    return (
        bool(mention.beside)
        and bool(mention.relation)
        and any(str(mention.relation).endswith(f" {name}") for name in mention.beside)
    )


def _moved(place: Place, mention: PlaceMention) -> Place:
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


def _derived(mention: PlaceMention, around: Surroundings) -> Place:
    """A name that no gazetteer knows: a point only where the text gives distance and direction from a known one."""
    unknown = Place(span=mention.span, name=mention.name, relation=mention.relation, reasons=("no gazetteer knows it",))
    others = around.known.get(mention.beside[-1], ()) if mention.beside and _is_located(mention) else ()
    if not others or mention.distance_km is None or mention.bearing is None:
        return unknown
    latitude, longitude = point_towards(point_of(others[0]), mention.bearing, mention.distance_km)
    why = f"derived: {mention.distance_km:.3g} km {mention.bearing:.0f}° from {others[0].name}"
    reach = max(3.0, round(0.2 * mention.distance_km + others[0].radius_km, 1))
    return replace(
        unknown, latitude=latitude, longitude=longitude, radius_km=reach, reasons=(why, "no gazetteer knows it")
    )


def _checked(place: Place, mention: PlaceMention, around: Surroundings) -> Place:
    """The place with a note where the stated distance or direction does not fit the map."""
    others = around.known.get(mention.beside[-1], ())
    if mention.distance_km is None or not others or place.latitude is None or place.longitude is None:
        return place
    other = others[0]
    kilometres, bearing = distance_and_bearing(point_of(other), (place.latitude, place.longitude))
    loose = max(MISFIT * mention.distance_km, other.radius_km + (place.radius_km or 0.0))
    if abs(kilometres - mention.distance_km) > loose:
        note = f"the text says {mention.distance_km:.0f} km from {other.name}, the map {kilometres:.0f} km"
        return replace(place, reasons=(*place.reasons, note))
    if mention.bearing is not None and turn(bearing, mention.bearing) > MISTURN:
        note = f"the text says {mention.bearing:.0f}° from {other.name}, the map {bearing:.0f}°"
        return replace(place, reasons=(*place.reasons, note))
    return place


def _between(place: Place, one: _Pick | None, other: _Pick | None) -> Place:
    if one is None or other is None:
        return place
    first, second = point_of(one.candidate), point_of(other.candidate)
    latitude, longitude = midpoint(first, second)
    reach = max(5.0, round(quick_km(first, second) / 2, 1))
    why = f"between {one.candidate.name} and {other.candidate.name}"
    return replace(place, latitude=latitude, longitude=longitude, radius_km=reach, reasons=(why, *place.reasons))


def _remember(memory: _Memory, asked: Asked, place: Place, pick: _Pick | None, document: Document) -> None:
    """Keep a named place for the nouns that may stand for it; who speaks is no place that one goes to."""
    candidate = pick.candidate if pick else None
    level = asked.level or _kind(candidate)
    bare = replace(place, relation=None)
    if candidate:
        memory.chosen[place.name] = candidate
        bare = replace(bare, latitude=candidate.latitude, longitude=candidate.longitude, radius_km=candidate.radius_km)
    speaks = document.tokens[asked.mention.head].role.startswith("nsubj") and asked.mention.relation is None
    if not (speaks and level in ("settlement", "capital") and level in memory.last):
        memory.last[level] = bare
    if candidate and candidate.country and candidate.feature == "country":
        memory.country = candidate.country


def _kind(candidate: Candidate | None) -> str:
    if candidate is None or candidate.feature in SETTLED:
        return "settlement"
    return {"other": "area"}.get(candidate.feature, candidate.feature)


def _stands_for(asked: Asked, memory: _Memory, gazetteer: Gazetteer) -> Place | None:
    """The place that a common noun stands for: the last one of its level, or what its country makes of it."""
    mention = asked.mention
    if asked.level == "capital":
        capital = gazetteer.capital(memory.country)
        return _from_candidate(mention, capital, "the capital of the country named before") if capital else None
    before = _last_of(asked, memory)
    if before is None and asked.level in ("country", "border") and memory.country:
        country = gazetteer.country(memory.country)
        before = _from_candidate(mention, country, "the country of the report's places") if country else None
    if before is None and asked.level == "region":
        before = _region_of(mention, memory, gazetteer)
    if before is None:
        return None
    place = replace(before, span=mention.span, relation=mention.relation, reasons=(f"stands for {before.name}",))
    return _moved(place, mention) if place.latitude is not None else place


def _last_of(asked: Asked, memory: _Memory) -> Place | None:
    wanted = {"district": ("district", "quarter", "region"), "quarter": ("quarter", "district")}
    for level in wanted.get(asked.level, (asked.level,)):
        if level in memory.last:
            return memory.last[level]
    return None


def _region_of(mention: PlaceMention, memory: _Memory, gazetteer: Gazetteer) -> Place | None:
    """The region in which the last settlement lies."""
    last = memory.last.get("settlement")
    candidate = memory.chosen.get(last.name) if last else None
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
    return _moved(place, mention)
