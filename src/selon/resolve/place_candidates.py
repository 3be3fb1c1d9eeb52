"""weigh_candidates(name, gazetteer): all places that a name may mean, as the resolver scores them, with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from selon.languages.base import Language
from selon.model.gazetteer import Candidate, Gazetteer
from selon.model.mentions import PlaceMention
from selon.model.span import Span
from selon.resolve.place_scores import Asked, Surroundings, point_of, scored
from selon.resolve.places import LIKE_REASON


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate with the sum of its scores and the reasons that spoke for it, strongest first."""

    candidate: Candidate
    score: float
    reasons: tuple[str, ...]


def weigh_candidates(
    name: str,
    gazetteer: Gazetteer,
    languages: Sequence[Language],
    *,
    country: str | None = None,
    near: str | None = None,
) -> tuple[Weighed, ...]:
    """The candidates for a name that stands alone, best first; those that only sound alike where none is exact.

    The articles of `languages` are dropped where the name is not known with them, and their adjectives of
    peoples (*syrien*) mean no place. `country` (ISO 3166-1
    alpha-2) and `near`, another place's name, stand for what a report around the name would say.
    """
    around = Surroundings(countries={country: 1.0} if country else {})
    if near:
        around.known[near] = gazetteer.find(near)
        beside = weigh_candidates(near, gazetteer, languages, country=country)
        around.points += [(near, point_of(one.candidate), one.candidate.radius_km) for one in beside[:1]]
    bare = without_article(name, languages)
    people = people_of(bare, languages)
    # A small letter makes an adjective, even where a third language calls the country so (*syrien*, German *Syrien*).
    candidates = () if people and bare.islower() else gazetteer.find(name) or gazetteer.find(bare)
    reasons: tuple[str, ...] = ()
    if not candidates and not people:
        candidates = gazetteer.find_like(bare)
        reasons = (LIKE_REASON,)
    capitals = (gazetteer.capital(code) for code in {candidate.country for candidate in candidates})
    around.capitals.update(capital.id for capital in capitals if capital)
    around.known[name] = candidates
    mention = PlaceMention(Span(0, len(name), name), 0, name, beside=(near,) if near else ())
    weighed = []
    for candidate in candidates:
        score, why = scored(Asked(mention, ""), candidate, around)
        weighed.append(Weighed(candidate, round(score, 2), (*reasons, *why)))
    return tuple(sorted(weighed, key=lambda one: -one.score))


def people_of(word: str, languages: Sequence[Language]) -> str | None:
    """The ISO 3166-1 code of the country whose people an adjective names (*syrien*); None for other words."""
    return next((code for one in languages if (code := one.places["demonyms"].get(word.lower()))), None)


def without_article(name: str, languages: Sequence[Language]) -> str:
    """The name without an article of one of the languages before it (*la Syrie*, *the Gambia*, *l'Ukraine*)."""
    for article in (article for language in languages for article in language.places["articles"]):
        opening = article if article.endswith(("'", "’")) else f"{article} "
        if len(name) > len(opening) and name.lower().startswith(opening):
            return name[len(opening) :].lstrip()
    return name
