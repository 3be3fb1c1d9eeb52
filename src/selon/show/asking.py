"""What a person asks for, in the words of `selon find`, as a query: every filter checked, places looked up."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from selon.ledger.days import EARLIEST, LATEST, Days, days_of
from selon.ledger.find import Circle, Query
from selon.model.claim import CERTAINTIES, KINDS
from selon.model.errors import WrongValue
from selon.model.gazetteer import Candidate
from selon.read.dates import DATE_HELP, as_published

_POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*,\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*")

FindPlace = Callable[[str], tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as written; what is empty or None filters nothing. `place` is a name or `LAT,LON`, `within` in km."""

    words: str = ""
    source: str = ""
    kinds: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    outlet: str = ""
    place: str | None = None
    within: float = 25
    start: str | None = None
    end: str | None = None
    before: int | None = None
    limit: int | None = 50


def as_query(asked: Asked, find_place: FindPlace) -> Query:
    """The query; WrongValue names the filter that is none, by the name of its option."""
    for option, given, known in (("kind", asked.kinds, KINDS), ("certainty", asked.certainties, CERTAINTIES)):
        if wrong := [word for word in given if word not in known]:
            raise WrongValue(option, f"{wrong[0]!r} is none; known are {', '.join(known)}")
    return Query(
        words=asked.words,
        source=asked.source,
        kinds=asked.kinds,
        certainties=asked.certainties,
        outlet=asked.outlet,
        near=as_circle(asked.place, asked.within, find_place) if asked.place else None,
        days=as_days(asked.start, asked.end),
        before=asked.before,
        limit=asked.limit,
    )


def as_days(start: str | None, end: str | None) -> Days | None:
    """The first and last day that are meant; None where neither is given."""
    if not start and not end:
        return None
    first = _days("from", start)[0] if start else EARLIEST
    last = _days("to", end)[1] if end else LATEST
    if first > last:
        raise WrongValue("from", f"{start} is after --to {end}")
    return first, last


def as_circle(written: str, km: float, find_place: FindPlace) -> Circle:
    """The place that is meant: a point, or the best known of that name."""
    if match := _POINT.fullmatch(written):
        latitude, longitude = float(match[1]), float(match[2])
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise WrongValue("place", f"{written!r} is no point: latitudes end at 90, longitudes at 180")
        return Circle(latitude, longitude, km)
    found = find_place(written)
    if not found:
        raise WrongValue("place", f"no gazetteer knows {written!r}; write a point (48.59,38.00) or give a --gazetteer")
    return Circle(found[0].latitude, found[0].longitude, km)


def _days(option: str, written: str) -> Days:
    days = days_of(as_published(written))
    if days is None:
        raise WrongValue(option, f"{written!r} is no date; {DATE_HELP}")
    return days
