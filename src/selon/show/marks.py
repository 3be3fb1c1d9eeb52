"""Marks of a map and a timeline as columns: what a browser draws of a hundred thousand claims at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from selon.ledger.days import days_of
from selon.ledger.marks import Mark
from selon.model.claim import CERTAINTIES, KINDS
from selon.model.incident import Incident

Columns = dict[str, Any]
NOWHERE = 1_000_000_000  # for a latitude, a longitude or a day that is not known
STEPS = 10_000  # whole numbers a degree


def as_columns(marks: Sequence[Mark], incidents: Iterable[Incident] = ()) -> Columns:
    """Lists of one length, one entry a claim, whole numbers throughout; names stand once, in lists of their own.

    Claims that a reviewer rejected are left out.

    `lat` and `lon` are in 1/10,000 degree, `radius` in tenths of a kilometre, `first` and
    `last` days as `date.toordinal` counts. Where no time is told they are those of the publication, and `told` is 0.
    `key` holds the step from the key before. `incident` is a place in `incidents`, or -1; `disputed` is 1
    for what differs from another claim. `strength` is that of each incident's strongest dispute in hundredths, 0 for
    none, `tellers` in how many reports it is told.
    """
    incidents = list(incidents)
    marks = [mark for mark in marks if not mark.rejected]
    within = {claim: number for number, incident in enumerate(incidents) for claim in incident.claims}
    differing = {claim for incident in incidents for item in incident.disputes for claim in (*item.a, *item.b)}
    times = [_days(mark) for mark in marks]
    keys = [mark.key for mark in marks]
    return {
        "kinds": KINDS,
        "certainties": CERTAINTIES,
        "key": [key - before for before, key in zip([0, *keys], keys, strict=False)],
        "lat": [_steps(mark.latitude) for mark in marks],
        "lon": [_steps(mark.longitude) for mark in marks],
        "radius": [round((mark.radius_km or 0) * 10) for mark in marks],
        "kind": [_KIND[mark.kind] for mark in marks],
        "certainty": [_CERTAINTY[mark.certainty] for mark in marks],
        "first": [first for first, _, _ in times],
        "last": [last for _, last, _ in times],
        "told": [told for _, _, told in times],
        "incident": [within.get(mark.id, -1) for mark in marks],
        **_names(marks),
        "disputed": [int(mark.id in differing) for mark in marks],
        "incidents": [incident.id for incident in incidents],
        "strength": [_strength(incident) for incident in incidents],
        "tellers": [len(incident.reports) for incident in incidents],
    }


_KIND = {kind: number for number, kind in enumerate(KINDS)}
_CERTAINTY = {certainty: number for number, certainty in enumerate(CERTAINTIES)}


def _names(marks: Sequence[Mark]) -> Columns:
    """Places as numbers (-1 for none), and the names that they stand for."""
    known: dict[str, int] = {}
    numbers = [-1 if mark.place is None else known.setdefault(mark.place, len(known)) for mark in marks]
    return {"place": numbers, "places": list(known)}


def mark_days(mark: Mark) -> tuple[int, int] | None:
    """First and last day on which it may have happened, else on which it was published; None where neither is known."""
    if mark.first_day is not None and mark.last_day is not None:
        return mark.first_day, mark.last_day
    return _published(mark.published)


@lru_cache(maxsize=20_000)
def _published(written: str | None) -> tuple[int, int] | None:
    """The days of a publication date, of which many reports share one."""
    return days_of(written)


def _strength(incident: Incident) -> int:
    return max((max(1, round(dispute.strength * 100)) for dispute in incident.disputes), default=0)


def _days(mark: Mark) -> tuple[int, int, int]:
    days = mark_days(mark)
    told = int(mark.first_day is not None)
    return (NOWHERE, NOWHERE, 0) if days is None else (*days, told)


def _steps(degrees: float | None) -> int:
    return NOWHERE if degrees is None else round(degrees * STEPS)
