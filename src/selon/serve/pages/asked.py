"""What a page's address asks for: the filters of `selon find`, out of its query and back into one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from selon.ledger.days import Days
from selon.ledger.find import Query
from selon.model.errors import WrongValue
from selon.model.gazetteer import Candidate
from selon.show import asking

LONGEST = 300  # signs of one filter
FindPlace = Callable[[str], tuple[Candidate, ...]]


@dataclass(frozen=True, slots=True)
class Filters:
    """The filters as written; `within` is kilometres around `place`, `start` and `end` days, months or years."""

    words: str = ""
    source: str = ""
    kinds: tuple[str, ...] = ()
    certainties: tuple[str, ...] = ()
    outlet: str = ""
    place: str = ""
    within: str = ""
    start: str = ""
    end: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is asked for."""
        return not self.named()

    def named(self) -> dict[str, str | tuple[str, ...]]:
        """The filters in use under their names in an address."""
        return {name: getattr(self, field) for field, name in NAMES.items() if getattr(self, field)}

    def address(self, **more: Any) -> str:
        """The filters, and more, as the query of an address, with its question mark; empty for none."""
        pairs = {**self.named(), **{name: value for name, value in more.items() if value not in (None, "")}}
        return f"?{urlencode(pairs, doseq=True)}" if pairs else ""

    def without(self, name: str) -> Filters:
        """The same without one of them."""
        field = {name: field for field, name in NAMES.items()}[name]
        usual: Any = next(item.default for item in fields(Filters) if item.name == field)
        fewer = replace(self, **{field: usual})
        return replace(fewer, within="") if field == "place" else fewer

    def days(self) -> Days | None:
        """The days asked for; WrongValue where they are none."""
        return asking.as_days(self.start or None, self.end or None)

    def query(
        self, find_place: FindPlace, *, days: bool = True, limit: int | None = 50, before: int | None = None
    ) -> Query:
        """The query of the ledger; WrongValue names the filter that is none. Without `days` those are left out."""
        try:
            within = float(self.within or 25)
        except ValueError as error:
            raise WrongValue("within", f"{self.within!r} is no number of kilometres") from error
        if not 0 <= within <= 21_000:
            raise WrongValue("within", f"{self.within!r} is more than half around the earth")
        asked = asking.Asked(
            words=self.words,
            source=self.source,
            kinds=self.kinds,
            certainties=self.certainties,
            outlet=self.outlet,
            place=self.place or None,
            within=within,
            start=self.start or None if days else None,
            end=self.end or None if days else None,
            before=before,
            limit=limit,
        )
        return asking.as_query(asked, find_place)


NAMES: Mapping[str, str] = {
    "words": "q",
    "source": "source",
    "kinds": "kind",
    "certainties": "certainty",
    "outlet": "outlet",
    "place": "place",
    "within": "within",
    "start": "from",
    "end": "to",
}


def as_filters(query: QueryParams) -> Filters:
    """The filters of an address."""
    single = {
        field: query.get(name, "").replace("\0", "").strip()[:LONGEST]
        for field, name in NAMES.items()
        if field not in ("kinds", "certainties")
    }
    return Filters(
        **single,
        kinds=tuple(dict.fromkeys(filter(None, query.getlist("kind")))),
        certainties=tuple(dict.fromkeys(filter(None, query.getlist("certainty")))),
    )
