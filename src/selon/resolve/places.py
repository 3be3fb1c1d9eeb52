"""resolve_places(mentions, ...): the point and radius of each mention, chosen by reasons, never guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from selon.languages.base import Language
from selon.model.document import Document
from selon.model.gazetteer import Candidate, Gazetteer
from selon.model.mentions import Place, PlaceMention
from selon.resolve.gazetteer.names import alike, spelt_alike
from selon.resolve.place_nouns import PlaceMemory, moved, stands_for
from selon.resolve.place_points import (
    distance_and_bearing,
    midpoint,
    point_towards,
    quick_km,
    turn,
)
from selon.resolve.place_scores import SETTLED, Asked, Surroundings, fits_level, point_of, scored

LIKE_KM = 250.0  # a name that only sounds alike must lie so near another place of the report
VAGUELY_LIKE_KM = 80.0  # where the letters differ too
NEAR_KM = 50.0  # *near a town* reaches no farther
QUARTER_KM = 60.0  # a quarter or a site lies so near another place of the report
WIDE = ("region", "district", "water")
KNOWN = 20_000  # people of a place that speaks for its country; a lone village may be a namesake
WIDEST_KM = 200.0  # a place that reaches farther locates nothing
LIKE_REASON = "a name that sounds alike"
MISFIT = 0.2  # of a stated distance; beyond it, and beyond both places' sizes, the text and the map differ
MISTURN = 50.0  # degrees; half the step between two of the eight directions, doubled for loose speech


def resolve_places(
    mentions: tuple[PlaceMention, ...],
    document: Document,
    language: Language,
    gazetteer: Gazetteer,
    *,
    relative: bool = True,
) -> tuple[Place | None, ...]:
    """A Place for each mention, in order; None where a common noun stands for nothing that is named.

    With `relative` the point is that of what happens (*3 km north of X*, *in the south of X*); without, X's own.
    """
    asked = [Asked(mention if relative else _bare(mention), _level(mention, language)) for mention in mentions]
    around = _surroundings(asked, gazetteer, document)
    _count_peoples(around, document, language)
    memory = PlaceMemory(document, language, gazetteer)
    picks = [None if one.mention.common else _pick(one, around, gazetteer, language) for one in asked]
    chosen = {one.mention.name: pick.candidate for one, pick in zip(asked, picks, strict=True) if pick}
    found: list[Place | None] = []
    for index, one in enumerate(asked):
        if one.mention.common:
            found.append(stands_for(one, memory))
            continue
        place = _as_place(one, picks[index], chosen)
        if one.mention.relation == "between" and index + 1 < len(asked):
            place = _between(place, picks[index], picks[index + 1])
        pick = picks[index]
        memory.keep(one, place, pick.candidate if pick else None)
        found.append(place)
    return tuple(stands_for(one, memory) if place is None else place for one, place in zip(asked, found, strict=True))


def _bare(mention: PlaceMention) -> PlaceMention:
    return mention if _is_located(mention) else replace(mention, relation=None, distance_km=None, bearing=None)


def _count_peoples(around: Surroundings, document: Document, language: Language) -> None:
    """Adjectives of nationality speak for their countries, half as loudly as the countries' names."""
    demonyms = language.places["demonyms"]
    for token in document.tokens:
        if code := demonyms.get(token.text.lower()):
            around.countries[code] = around.countries.get(code, 0.0) + 0.5


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
    rest = rest.replace("’", "’ ").replace("'", "' ")
    words = [word.strip("'’-.,\"«»()") for word in rest.split()]
    asked = [str(levels[word]) for word in words if word in levels]
    return next((level for level in asked if level != "border"), asked[0] if asked else "")


def _surroundings(asked: list[Asked], gazetteer: Gazetteer, document: Document) -> Surroundings:
    """The places that are clear by themselves: countries, great areas, names that only one place has."""
    around = Surroundings()
    for one in asked:
        mention = one.mention
        if mention.common:
            continue
        candidates = gazetteer.find(mention.name)
        around.known[mention.name] = candidates
        around.capitals.update(c.id for code in {c.country for c in candidates} if (c := gazetteer.capital(code)))
        if not candidates:
            continue
        best = candidates[0]
        alone = len({c.country for c in candidates}) == 1
        clear = best.feature == "country" or alone or best.population >= 500_000
        if best.country and clear and (best.population >= KNOWN or best.feature in ("country", "region")):
            acts = document.tokens[mention.head].role in ("nsubj", "nmod:poss")  # who acts need not be where it happens
            around.countries[best.country] = around.countries.get(best.country, 0) + (0.5 if acts else 1.0)
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
    if asked.level in WIDE and not any(fits_level(asked, candidate) for candidate in candidates):
        wide = gazetteer.find(asked.mention.span.text) or gazetteer.find_like(name)
        candidates = (
            *candidates,
            *(c for c in wide if fits_level(asked, c) and (not candidates or alike(c.name, name))),
        )
    reasons: tuple[str, ...] = ()
    if not candidates:
        candidates = tuple(c for c in gazetteer.find_like(name) if _supported(c, asked, around, _like_reach(c, name)))
        reasons = (LIKE_REASON,)
        around.known[name] = candidates
    if asked.level == "quarter":
        candidates = tuple(c for c in candidates if _supported(c, asked, around, QUARTER_KM))
    candidates = tuple(c for c in candidates if not _stray(c, asked, around))
    if not candidates:
        return None
    ranked = [(scored(asked, candidate, around), candidate) for candidate in candidates]
    (_, why), best = max(ranked, key=lambda pair: pair[0][0])
    if asked.level == "water" and best.feature != "water":
        return None
    return _Pick(best, len(candidates) - 1, (*reasons, *why))


def _like_reach(candidate: Candidate, name: str) -> float:
    """How far a name that only sounds alike may lie from the report's other places: less where letters differ."""
    return LIKE_KM if spelt_alike(candidate.name, name) else VAGUELY_LIKE_KM


def _supported(candidate: Candidate, asked: Asked, around: Surroundings, kilometres: float) -> bool:
    point = point_of(candidate)
    return any(
        name != asked.mention.name and radius <= WIDEST_KM and quick_km(point, other) <= kilometres + radius
        for name, other, radius in around.points
    )


def _stray(candidate: Candidate, asked: Asked, around: Surroundings) -> bool:
    """A small place in a country of which the report does not speak, far from all its others: a namesake."""
    if candidate.feature not in ("village", "town", "district") or candidate.country in around.countries:
        return False
    return bool(around.countries) and not _supported(candidate, asked, around, LIKE_KM)


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


def _as_place(asked: Asked, pick: _Pick | None, chosen: Mapping[str, Candidate]) -> Place:
    mention = asked.mention
    if pick is None:
        return _derived(mention, chosen)
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
        feature=best.feature,
    )
    if far := _too_far(mention, best, chosen):
        return Place(span=mention.span, name=mention.name, relation=mention.relation, reasons=(far,))
    if _is_located(mention):
        return _checked(place, mention, chosen)
    return moved(place, mention)


def _written(mention: PlaceMention) -> str:
    return mention.name


def _is_located(mention: PlaceMention) -> bool:
    """Whether the relation places this name by another (`near Vuhledar`) and not a thing by this name (`near`)."""
    return (
        bool(mention.beside)
        and bool(mention.relation)
        and any(str(mention.relation).endswith(f" {name}") for name in mention.beside)
    )


def _derived(mention: PlaceMention, chosen: Mapping[str, Candidate]) -> Place:
    """A name that no gazetteer knows: a point only where the text tells how far it lies from a known one.

    Without a direction it is somewhere on a circle: the known one's point, and a radius that reaches as far.
    """
    unknown = Place(span=mention.span, name=mention.name, relation=mention.relation, reasons=("no gazetteer knows it",))
    other = chosen.get(mention.beside[-1]) if _is_located(mention) else None
    if other is None or mention.distance_km is None:
        return unknown
    (latitude, longitude), share, way = point_of(other), 1.0, ""
    if mention.bearing is not None:
        latitude, longitude = point_towards(point_of(other), mention.bearing, mention.distance_km)
        share, way = 0.2, f" {mention.bearing:.0f}°"
    why = f"derived: {mention.distance_km:.3g} km{way} from {other.name}"
    reach = max(3.0, round(share * mention.distance_km + other.radius_km, 1))
    return replace(
        unknown, latitude=latitude, longitude=longitude, radius_km=reach, reasons=(why, "no gazetteer knows it")
    )


def _too_far(mention: PlaceMention, candidate: Candidate, chosen: Mapping[str, Candidate]) -> str:
    """Why a candidate is only a namesake: the text puts it near a town from which it lies far."""
    other = chosen.get(mention.beside[0]) if _is_located(mention) else None
    if other is None or other.feature not in SETTLED or not str(mention.relation).startswith("near "):
        return ""
    kilometres = quick_km(point_of(candidate), point_of(other))
    if kilometres <= NEAR_KM + candidate.radius_km + other.radius_km:
        return ""
    return f"the text says near {other.name}, the map's only {candidate.name} lies {kilometres:.0f} km off"


def _checked(place: Place, mention: PlaceMention, chosen: Mapping[str, Candidate]) -> Place:
    """The place with notes where the stated distance or direction does not fit the map, both figures in each."""
    other = chosen.get(mention.beside[-1])
    if mention.distance_km is None or other is None or place.latitude is None or place.longitude is None:
        return place
    kilometres, bearing = distance_and_bearing(point_of(other), (place.latitude, place.longitude))
    loose = max(MISFIT * mention.distance_km, other.radius_km + (place.radius_km or 0.0))
    if abs(kilometres - mention.distance_km) > loose:
        note = f"the text says {mention.distance_km:.0f} km from {mention.beside[-1]}, the map {kilometres:.0f} km"
        place = replace(place, reasons=(*place.reasons, note))
    if mention.bearing is not None and turn(bearing, mention.bearing) > MISTURN:
        note = f"the text says {mention.bearing:.0f}° from {mention.beside[-1]}, the map {bearing:.0f}°"
        place = replace(place, reasons=(*place.reasons, note))
    return place


def _between(place: Place, one: _Pick | None, other: _Pick | None) -> Place:
    if one is None or other is None or max(one.candidate.radius_km, other.candidate.radius_km) > WIDEST_KM:
        return place
    first, second = point_of(one.candidate), point_of(other.candidate)
    latitude, longitude = midpoint(first, second)
    reach = max(5.0, round(quick_km(first, second) / 2, 1))
    why = f"between {one.candidate.name} and {other.candidate.name}"
    return replace(place, latitude=latitude, longitude=longitude, radius_km=reach, reasons=(why, *place.reasons))
