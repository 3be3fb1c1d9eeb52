"""What a page's address asks for: the filters of `selon find`, from its query and back into one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from selon.ledger.days import EARLIEST, LATEST, Days, days_of
from selon.ledger.find import Circle, Query
from selon.model.claim import CERTAINTIES, KINDS
from selon.model.errors import StopRun
from selon.read.dates import as_published

POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*")
LONGEST = 300  # signs of one filter
FindPlace = Callable[[str], tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters as written; `within` is kilometres around `place`, `start` and `end` days, months or years."""

    q: str = ""
    source: str = ""
    kinds: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    outlet: str = ""
    place: str = ""
    within: str = "25"
    start: str = ""
    end: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.named()

    def named(self) -> dict[str, str | tuple[str, ...]]:
        """The filters in use under their names in an address."""
        found = {name: getattr(self, field) for field, name in _NAMES.items() if getattr(self, field)}
        return found if self.place else {name: value for name, value in found.items() if name != "within"}

    def address(self, **more: Any) -> str:
        """The filters, and more, as the query of an address, with its question mark; empty for none."""
        pairs = {**self.named(), **{name: value for name, value in more.items() if value not in (None, "")}}
        return f"?{urlencode(pairs, doseq=True)}" if pairs else ""

    def without(self, name: str) -> Asked:
        """The same without one of them."""
        field = {name: field for field, name in _NAMES.items()}[name]
        return replace(self, **{field: next(item.default for item in fields(Asked) if item.name == field)})

    def days(self) -> Days | None:
        """The days asked for."""
        if not self.start and not self.end:
            return None
        first = _days("from", self.start)[0] if self.start else EARLIEST
        last = _days("to", self.end)[1] if self.end else LATEST
        if first > last:
            raise StopRun(f"from {self.start}, to {self.end}")
        return first, last


_NAMES: Mapping[str, str] = {
    "q": "q",
    "source": "source",
    "kinds": "kind",
    "certainties": "certainty",
    "outlet": "outlet",
    "place": "place",
    "within": "within",
    "start": "from",
    "end": "to",
}


def as_asked(query: QueryParams) -> Asked:
    """The filters of an address."""
    single = {
        field: query.get(name, "").strip()[:LONGEST]
        for field, name in _NAMES.items()
        if field not in ("kinds", "certainties", "within")
    }
    return Asked(
        **single,
        kinds=tuple(dict.fromkeys(filter(None, query.getlist("kind")))),
        certainties=tuple(dict.fromkeys(filter(None, query.getlist("certainty")))),
        within=query.get("within", "").strip()[:10] or "25",
    )


def as_query(
    asked: Asked, find_place: FindPlace, *, days: bool = True, limit: int | None = 50, before: int | None = None
) -> Query:
    """The query of the ledger; StopRun names what is not understood.

    `find_place` knows a place's point by its name; without `days` those are left to the caller.
    """
    for given, known in ((asked.kinds, KINDS), (asked.certainties, CERTAINTIES)):
        if wrong := [word for word in given if word not in known]:
            raise StopRun(f"{wrong[0]!r}")
    return Query(
        words=asked.q,
        source=asked.source,
        kinds=asked.kinds,
        certainties=asked.certainties,
        outlet=asked.outlet,
        near=_circle(asked, find_place) if asked.place else None,
        days=asked.days() if days else None,
        before=before,
        limit=limit,
    )


def _circle(asked: Asked, find_place: FindPlace) -> Circle:
    km = float(asked.within) if re.fullmatch(r"\d{1,5}(\.\d+)?", asked.within) else None
    if km is None:
        raise StopRun(f"within {asked.within!r}")
    match = POINT.fullmatch(asked.place)
    point = (float(match[1]), float(match[2])) if match else find_place(asked.place)
    if point is None or abs(point[0]) > 90 or abs(point[1]) > 180:
        raise StopRun(f"{asked.place!r}")
    return Circle(*point, km)


def _days(name: str, written: str) -> Days:
    days = days_of(as_published(written))
    if days is None:
        raise StopRun(f"{name} {written!r}")
    return days
