"""Disputes: what two versions say that cannot both hold."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated

from fastapi import Query, Request, Response

from selon.serve.api.answers import answer_by_content
from selon.serve.api.asked import Filters, Limit
from selon.serve.api.incidents import as_incident_query
from selon.serve.api.openapi import UNCHANGED, errors, router_of, shown
from selon.serve.api.paging import After, next_after
from selon.serve.api.shapes.incidents import Disputes
from selon.serve.api.shapes.words import DisputedOn
from selon.serve.state import TheServer

router = router_of("incidents")

MOST_INCIDENTS = 2000  # the most disputed ones, whose disputes are looked through
On = Annotated[
    list[DisputedOn],
    Query(description="In what; may be repeated.", openapi_examples=shown(["how_many"]), max_length=10),
]


@router.get("/api/disputes", response_model=Disputes, responses=UNCHANGED | errors())
def list_disputes(
    request: Request,
    server: TheServer,
    filters: Filters,
    on: On = [],  # noqa: B006 - FastAPI copies it
    after: After = None,
    limit: Limit = 100,
) -> Response:
    """The disputes of the incidents that fit, the strongest first; of the 2,000 most disputed incidents at most."""
    query = as_incident_query(filters, server.find_place)
    found = server.ledger.disputes(replace(query, disputed=True, on=tuple(on), limit=MOST_INCIDENTS))
    place = next((number for number, item in enumerate(found, start=1) if item.id == after), 0) if after else 0
    part = found[place : place + limit]
    onward = next_after(request, part[-1].id if place + limit < len(found) else None)
    return answer_by_content(request, {"items": list(map(asdict, part)), "next": onward})
