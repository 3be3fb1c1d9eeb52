"""How many claims fall on which days, by the same filters."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated

from fastapi import Query, Request, Response

from selon.serve.api.answers import answer_by_content
from selon.serve.api.asked import Filters
from selon.serve.api.openapi import UNCHANGED, errors, router_of, shown
from selon.serve.api.shapes.timeline import Timeline
from selon.serve.pages.atlas import TheView
from selon.serve.state import TheServer
from selon.show.asking import as_query
from selon.show.timeline import MOST_BINS, as_timeline

router = router_of("claims")

Bins = Annotated[int, Query(description="At most about so many bins.", openapi_examples=shown(60), ge=1, le=1000)]


@router.get("/api/timeline", response_model=Timeline, responses=UNCHANGED | errors())
def count_days(
    request: Request, server: TheServer, view: TheView, filters: Filters, bins: Bins = MOST_BINS
) -> Response:
    """The claims that fit, counted by day, week, month, quarter, year or ten years, as narrow as `bins` allows."""
    fitting = set(server.ledger.find_keys(as_query(replace(filters, limit=None), server.find_place)))
    found = as_timeline((mark for mark in view.marks if mark.key in fitting and not mark.rejected), bins)
    rows = [asdict(item) | {"first": item.first.isoformat(), "last": item.last.isoformat()} for item in found]
    return answer_by_content(request, {"bins": rows})
