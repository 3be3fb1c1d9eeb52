"""Incidents: what several claims are judged to be about, and how they tell it."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Annotated

from fastapi import Path, Query, Request, Response

from selon.model.errors import NotHeld
from selon.model.incident import Incident as Found
from selon.serve.api.answers import Tag, answer
from selon.serve.api.asked import Filters, Limit, is_filtered
from selon.serve.api.openapi import UNCHANGED, errors, router_of
from selon.serve.api.paging import After, cut_page
from selon.serve.api.shapes.incidents import Incident, Incidents, Versions
from selon.serve.state import Server, TheServer
from selon.show.asking import as_query

router = router_of("incidents")

Id = Annotated[str, Path(description="An incident's id.", examples=["i1"], max_length=80)]
Disputed = Annotated[bool, Query(description="Those alone that hold a dispute.", examples=[True])]


@router.get("/api/incidents", response_model=Incidents, responses=UNCHANGED | errors())
def list_incidents(  # noqa: PLR0913 - each is a parameter of the address: FastAPI reads them here
    request: Request,
    server: TheServer,
    tag: Tag,
    filters: Filters,
    disputed: Disputed = False,
    after: After = None,
    limit: Limit = 100,
) -> Response:
    """The incidents; with filters, those that hold a claim which fits."""
    found = server.merging.now().incidents
    if disputed:
        found = tuple(incident for incident in found if incident.disputes)
    if is_filtered(filters):
        fit = _claims_that_fit(server, filters)
        found = tuple(incident for incident in found if not fit.isdisjoint(incident.claims))
    return answer(cut_page(request, found, after, limit), tag)


@router.get("/api/incidents/{incident}", response_model=Incident, responses=UNCHANGED | errors("not_found"))
def show_incident(server: TheServer, tag: Tag, incident: Id) -> Response:
    """An incident with its versions and disputes."""
    return answer(asdict(_find(server, incident)), tag)


@router.get("/api/incidents/{incident}/versions", response_model=Versions, responses=UNCHANGED | errors("not_found"))
def list_versions(server: TheServer, tag: Tag, incident: Id) -> Response:
    """How an incident is told: claims that tell it alike together."""
    return answer({"items": [asdict(version) for version in _find(server, incident).versions]}, tag)


def _find(server: Server, incident: str) -> Found:
    found = server.merging.now().by_id.get(incident)
    if found is None:
        raise NotHeld(f"{incident}: there is no such incident")
    return found


def _claims_that_fit(server: Server, filters: Filters) -> set[str]:
    query = as_query(replace(filters, limit=None), server.find_place)
    return {claim.id for held in server.ledger.find(query) for claim in held.reading.claims}
