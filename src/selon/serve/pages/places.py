"""The page of a place: where it lies, and all that was said of it over time."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from selon.ledger.find import distance_km
from selon.ledger.marks import Mark
from selon.serve.pages.asked import Filters
from selon.serve.pages.atlas import TheView
from selon.serve.pages.drawn_marks import draw_marks
from selon.serve.pages.look import make_page, words_of
from selon.serve.pages.missing import no_such
from selon.serve.state import TheLedger
from selon.show.cards import as_cards, rank
from selon.show.marks import mark_days
from selon.show.versions import as_told

router = APIRouter(include_in_schema=False)

Point = tuple[float, float, float | None]

SHOWN, INCIDENTS, NEAR, NEAR_KM = 200, 12, 8, 60


@router.get("/place")
def show_place(
    request: Request, ledger: TheLedger, view: TheView, name: str = Query("", max_length=1000)
) -> HTMLResponse:
    """All that was said of the place of that name, in the order in which it happened."""
    marks = sorted((mark for mark in view.marks if mark.place == name and not mark.rejected), key=_order)
    if not marks:
        return no_such(request, "place", name)
    shown = marks[-SHOWN:]
    told = as_told(ledger.pick(keys=[mark.key for mark in shown]))
    incidents = rank(view.incidents_of(mark.id for mark in marks))[:INCIDENTS]
    return make_page(
        request,
        "place.html",
        name=name,
        total=len(marks),
        point=_point(marks),
        told=[(mark, told[mark.id]) for mark in shown if mark.id in told],
        cards=as_cards(ledger, incidents),
        near=_near(view.marks, name, _point(marks)),
        near_address=_near_address(_point(marks)),
        **draw_marks(marks, view, words_of(request)),
        view=view,
    )


def _order(mark: Mark) -> tuple[bool, tuple[int, int], int]:
    days = mark_days(mark)
    return mark.first_day is None, days or (0, 0), mark.key


def _point(marks: list[Mark]) -> Point | None:
    """The point by which most of the claims know the place, and how far off it may be."""
    found = Counter(
        (mark.latitude, mark.longitude, mark.radius_km)
        for mark in marks
        if mark.latitude is not None and mark.longitude is not None
    )
    if not found:
        return None
    (latitude, longitude, radius), _ = found.most_common(1)[0]
    assert latitude is not None and longitude is not None
    return latitude, longitude, radius


def _near_address(point: Point | None) -> str:
    return Filters(place=f"{point[0]:.4f},{point[1]:.4f}", within=str(NEAR_KM)).address() if point else ""


def _near(marks: tuple[Mark, ...], name: str, point: Point | None) -> list[tuple[str, float]]:
    """Other places that claims know within NEAR_KM, the nearest first, with their distance in km."""
    if point is None:
        return []
    found: dict[str, float] = {}
    for mark in marks:
        if mark.place and mark.place != name and mark.place not in found and mark.latitude is not None:
            assert mark.longitude is not None
            if abs(mark.latitude - point[0]) < 1:
                found[mark.place] = distance_km(point[:2], (mark.latitude, mark.longitude))
    ranked = sorted((km, place) for place, km in found.items() if km <= NEAR_KM)
    return [(place, km) for km, place in ranked[:NEAR]]
