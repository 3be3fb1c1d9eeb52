"""The claims that a page shows, for its exports: by its filters, of its source or place, in its part of the map."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request
from starlette.datastructures import QueryParams

from selon.ledger.ledger import Ledger
from selon.ledger.marks import Mark
from selon.model.errors import WrongValue
from selon.serve.pages.asked import as_filters
from selon.serve.pages.atlas import View
from selon.serve.pages.overview import find_marks

Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees."""


def find_seen(request: Request, ledger: Ledger, view: View) -> Sequence[Mark]:
    """The claims that the page of that address shows, without rejected ones. StopRun names a wrong filter.

    Beside the filters an address may have `of_source` and `of_place`, names as the pages of sources and places know
    them, and `box`, the part of the map that is shown.
    """
    asked = request.query_params
    found, box = find_marks(request, ledger, view, as_filters(asked)), box_of(asked)
    if source := asked.get("of_source"):
        found = [mark for mark in found if mark.source == source]
    if place := asked.get("of_place"):
        found = [mark for mark in found if mark.place == place]
    return found if box is None else [mark for mark in found if _lies_in(mark, box)]


def names_more(asked: QueryParams) -> bool:
    """Whether an address asks for the claims of a page, and not for what its filters find in the ledger."""
    return any(name in asked for name in ("of_source", "of_place", "box", "untold"))


def box_of(asked: QueryParams) -> Box | None:
    """The part of the map that an address asks for; WrongValue where it is none."""
    written = asked.get("box")
    if not written:
        return None
    try:
        west, south, east, north = (float(part) for part in written.split(","))
    except ValueError as error:
        raise WrongValue("box", f"{written[:80]!r} is no WEST,SOUTH,EAST,NORTH in degrees") from error
    if not (-540 <= west < east <= 540 and -90 <= south < north <= 90):
        raise WrongValue("box", f"{written[:80]!r} is no box of the earth")
    return west, south, east, north


def _lies_in(mark: Mark, box: Box) -> bool:
    west, south, east, north = box
    return (
        mark.latitude is not None
        and mark.longitude is not None
        and south <= mark.latitude <= north
        and west <= mark.longitude <= east
    )
