"""The search page: claims by the filters of `selon find`, with a way out where nothing fits, and exports."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from selon.model.errors import StopRun
from selon.serve.pages.asked import as_filters
from selon.serve.pages.atlas import TheView
from selon.serve.pages.look import make_page
from selon.serve.state import TheLedger

router = APIRouter(include_in_schema=False)

PAGE = 50


@router.get("/search")
def search(request: Request, ledger: TheLedger, view: TheView) -> HTMLResponse:
    """The claims that fit, the ones added last first."""
    filters, problem = as_filters(request.query_params), ""
    before = request.query_params.get("before", "")
    try:
        key = int(before) if before.isdecimal() and len(before) < 19 else None
        found = ledger.find(filters.query(request.app.state.server.find_place, limit=PAGE + 1, before=key))
    except StopRun as stop:
        found, problem = [], str(stop)
    rows = [
        (number, held, claim) for held in found for number, claim in zip(held.keys, held.reading.claims, strict=True)
    ]
    rows.sort(key=lambda row: -row[0])
    more = len(rows) > PAGE
    return make_page(
        request,
        "search.html",
        status=422 if problem else 200,
        filters=filters,
        problem=problem,
        rows=[(held, claim) for _, held, claim in rows[:PAGE]],
        before=key if not problem else None,
        next=rows[PAGE - 1][0] if more else None,
        total=len(view.marks),
        view=view,
    )
