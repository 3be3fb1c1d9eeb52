"""The overview: map and days, linked, with the incidents on which accounts differ in front."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from selon.ledger.ledger import Ledger
from selon.ledger.marks import Mark
from selon.model.errors import StopRun
from selon.model.incident import Incident
from selon.serve.interface import LANGUAGES
from selon.serve.pages.asked import Filters, as_filters
from selon.serve.pages.atlas import TheView, View
from selon.serve.pages.look import make_page, words_of
from selon.serve.state import TheLedger, TheSettings
from selon.show.cards import as_cards, rank
from selon.show.marks import mark_days

router = APIRouter(include_in_schema=False)

FIRST_NAME = 3  # where the names of a row of basemap-names.json begin, in the order of LANGUAGES
SHOWN = 30  # incidents of one page
MOST = 1000


@router.get("/")
def overview(request: Request, ledger: TheLedger, view: TheView, settings: TheSettings) -> HTMLResponse:
    """The overview, with what fits the address's filters as a list."""
    filters = as_filters(request.query_params)
    shown = _count(request)
    problem = ""
    try:
        ranked = find_incidents(request, ledger, view, filters)
    except StopRun as stop:
        ranked, problem = (), str(stop)
    words = words_of(request)
    data = {
        "filters": filters,
        "problem": problem,
        "counts": view.counts,
        "cards": as_cards(ledger, ranked[:shown]),
        "found": len(ranked),
        "shown": shown,
        "map_words": dict(words.words("overview.", "map.", "certainty.", "filter.", "site.")),
        "setup": {
            "tiles": settings.serving.tiles,
            "credit": settings.serving.tiles_credit,
            "locale": words.t("locale"),
            "names": FIRST_NAME + LANGUAGES.index(words.code),
        },
    }
    return make_page(request, "overview.html", status=422 if problem else 200, **data)


@router.get("/data/marks.json")
def marks(request: Request, view: TheView) -> Response:
    """What the map and the timeline draw, as columns."""
    if request.headers.get("if-none-match") == view.tag:
        return Response(status_code=304, headers={"ETag": view.tag})
    headers = {"ETag": view.tag, "Cache-Control": "no-cache"}
    return Response(view.columns, media_type="application/json", headers=headers)


@router.get("/data/keys.json")
def keys(request: Request, ledger: TheLedger) -> list[int]:
    """The keys of the claims that fit those filters that the browser cannot hold by itself, in order."""
    filters = as_filters(request.query_params)
    return sorted(ledger.find_keys(filters.query(request.app.state.server.find_place, days=False, limit=None)))


@router.get("/fragments/incidents")
def fragment(request: Request, ledger: TheLedger, view: TheView, ids: str = Query("", max_length=2500)) -> Response:
    """The cards of the incidents of those ids, in that order; those that are gone are left out."""
    found = [incident for ident in ids.split(",")[:60] if (incident := view.incident(ident)) is not None]
    return make_page(request, "cards.html", cards=as_cards(ledger, found))


@router.get("/fragments/claims")
def claims(request: Request, ledger: TheLedger, view: TheView, key: str = Query("", max_length=2000)) -> Response:
    """The claims of those keys."""
    asked_for = [int(part) for part in key.split(",")[:60] if part.isdecimal() and len(part) < 16]
    found = ledger.pick(keys=asked_for) if asked_for else []
    return make_page(request, "claims.html", found=found, view=view)


def find_incidents(request: Request, ledger: Ledger, view: View, filters: Filters) -> Sequence[Incident]:
    """The incidents with a claim that fits, what matters most first. StopRun names a wrong filter."""
    if filters.empty:
        return view.ranked
    return rank(view.incidents_of(mark.id for mark in find_marks(request, ledger, view, filters)))


def find_marks(request: Request, ledger: Ledger, view: View, filters: Filters) -> Sequence[Mark]:
    """The claims that fit, as marks; their days may be those of publication. StopRun names a wrong filter."""
    if filters.empty:
        return [mark for mark in view.marks if not mark.rejected]
    days = filters.days()
    fitting = set(ledger.find_keys(filters.query(request.app.state.server.find_place, days=False, limit=None)))
    return [mark for mark in view.marks if mark.key in fitting and not mark.rejected and within(mark, days)]


def within(mark: Mark, days: tuple[int, int] | None) -> bool:
    """Whether a claim may have happened, or its report was published where it tells no time, on one of those days."""
    if days is None:
        return True
    own = mark_days(mark)
    return own is not None and own[0] <= days[1] and own[1] >= days[0]


def _count(request: Request) -> int:
    written = request.query_params.get("show", "")
    return min(int(written), MOST) if written.isdecimal() and int(written) > 0 else SHOWN
