"""The filters of `selon incidents` and `selon disputes` as a query."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selon.cli.asking import place_finder
from selon.cli.incidents_work import check_words
from selon.ledger.asked import IncidentQuery
from selon.ledger.find import Query
from selon.settings import Settings
from selon.show.asking import as_circle, as_days


def as_query(
    fields: Mapping[str, Any],
    *,
    source: str,
    where: tuple[str | None, float, Settings],
    days: tuple[str | None, str | None],
) -> IncidentQuery:
    """What is asked for; StopRun names an option that is wrong."""
    place, within, settings = where
    kinds, on = tuple(fields["kinds"]), tuple(fields.get("on", ()))
    check_words(kinds, on)
    return IncidentQuery(
        **{**fields, "kinds": kinds, "on": on},
        near=as_circle(place, within, place_finder(settings)) if place else None,
        days=as_days(*days),
        claims=Query(source=source, limit=None) if source else None,
    )
