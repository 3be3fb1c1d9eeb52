"""Corrections of places: the point that a name is known by goes into the record with the name."""

from __future__ import annotations

from collections.abc import Mapping

from selon.model.corrected import point_text
from selon.show.asking import FindPlace


def with_point(correction: Mapping[str, str], find_place: FindPlace) -> dict[str, str]:
    """The correction; where it names another place and no point, with the best that the gazetteer knows of that name.

    What it does not know stays without a point, so that nothing is drawn where nobody said that it lies.
    """
    name = correction.get("place")
    if not name or "point" in correction:
        return dict(correction)
    found = find_place(name)
    if not found:
        return dict(correction)
    best = found[0]
    return {**correction, "point": point_text(best.latitude, best.longitude, best.radius_km)}
