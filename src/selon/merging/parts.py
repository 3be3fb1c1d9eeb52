"""Parts of larger incidents in a ledger: what is new is looked at, and what lies in a new one that may hold others."""

from __future__ import annotations

import math
from typing import Any

from selon.ledger.parts import Parts
from selon.merge.compare import NARROW_KM
from selon.merge.parts import LONG, Extent, Wholes, may_hold

KM_A_DEGREE = 111.0


def find_parts(parts: Parts) -> None:
    """Find of which incidents those are parts that are new, or lie in a new one."""
    fresh = [_extent(row) for row in parts.fresh()]
    wholes = Wholes(_extent(row) for row in parts.wide_or_long(LONG, NARROW_KM)) if fresh else Wholes(())
    seen = {extent.id: extent for extent in fresh}
    for whole in filter(may_hold, fresh):
        for row in parts.within(whole.first, whole.last, _box(whole)):
            seen.setdefault(row.id, _extent(row))
    parts.put({extent.id: _id_of(wholes.of(extent)) for extent in seen.values()})


def _extent(row: Any) -> Extent:
    first, last = row.first_day, row.last_day if row.last_day is not None else row.first_day
    place = row.latitude, row.longitude, row.radius_km or 0.0
    return Extent(row.id, row.kind, first, last, *place, frozenset(row.parties.split()))


def _box(whole: Extent) -> tuple[float, float, float, float]:
    high = whole.radius_km / KM_A_DEGREE
    wide = high / max(math.cos(math.radians(min(abs(whole.latitude) + high, 89.0))), 0.01)
    return whole.latitude - high, whole.latitude + high, whole.longitude - wide, whole.longitude + wide


def _id_of(extent: Extent | None) -> str | None:
    return extent.id if extent else None
