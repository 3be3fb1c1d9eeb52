"""The small map and timeline of a page's claims, drawn into it, and both as files of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from selon.ledger.ledger import Ledger
from selon.ledger.marks import Mark
from selon.model.errors import StopRun
from selon.serve.drawn.frame import frame_box
from selon.serve.drawn.map_svg import draw_map
from selon.serve.drawn.timeline_svg import draw_timeline
from selon.serve.interface import Interface
from selon.serve.pages.atlas import TheView, View
from selon.serve.pages.look import make_page, words_of
from selon.serve.pages.seen import Box, box_of, find_seen
from selon.serve.state import TheLedger
from selon.show.timeline import as_timeline

router = APIRouter(include_in_schema=False)

SMALL_MAP, SMALL_DAYS, FILE_MAP, FILE_DAYS = (560, 320), (560, 130), (1200, 720), (1200, 240)


@router.get("/export/map.svg")
def map_file(request: Request, ledger: TheLedger, view: TheView) -> Response:
    """The map of the claims that fit the address's filters, or of one incident."""
    return _file(request, ledger, view, "map")


@router.get("/export/timeline.svg")
def timeline_file(request: Request, ledger: TheLedger, view: TheView) -> Response:
    """The timeline of the claims that fit the address's filters, or of one incident."""
    return _file(request, ledger, view, "timeline")


def draw_marks(marks: Sequence[Mark], view: View, words: Interface) -> dict[str, Any]:
    """`drawn_map` and `drawn_days` of some claims but rejected ones; empty where nothing can be placed, or dated."""
    marks = [mark for mark in marks if not mark.rejected]
    placed = any(mark.latitude is not None for mark in marks)
    return {
        "drawn_map": _map(marks, view, words, SMALL_MAP) if placed else "",
        "drawn_days": _days(marks, words, SMALL_DAYS, 60),
    }


def _map(marks: Sequence[Mark], view: View, words: Interface, size: tuple[int, int], box: Box | None = None) -> str:
    title, credit = words.t("overview.canvas_map", count=len(marks)), words.t("map.attribution")
    frame = frame_box(box, *size) if box else None
    return draw_map(marks, size, disputed=view.disputed, title=title, credit=credit, frame=frame)


def _days(marks: Sequence[Mark], words: Interface, size: tuple[int, int], most: int) -> str:
    bins = as_timeline(marks, most)
    if not bins:
        return ""
    ends = {"from": words.day(bins[0].first), "to": words.day(bins[-1].last)}
    return draw_timeline(bins, size, words, words.t("overview.canvas_timeline", count=len(marks), **ends))


def _file(request: Request, ledger: Ledger, view: View, what: str) -> Response:
    words, incident = words_of(request), request.query_params.get("incident")
    try:
        if incident is not None:
            found = view.incident(incident)
            claims = set(found.claims) if found else set()
            marks: Sequence[Mark] = [mark for mark in view.marks if mark.id in claims and not mark.rejected]
        else:
            marks = find_seen(request, ledger, view)
        box = box_of(request.query_params)
    except StopRun as stop:
        return make_page(request, "problem.html", status=422, why=str(stop))
    drawn = _map(marks, view, words, FILE_MAP, box) if what == "map" else _days(marks, words, FILE_DAYS, 160)
    empty = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"/>'
    return Response(drawn or empty, media_type="image/svg+xml", headers={"Vary": "Accept-Language, Cookie"})
