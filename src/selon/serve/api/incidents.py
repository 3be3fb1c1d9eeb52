"""Incidents: what several claims are judged to be about, and how they tell it."""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request, Response

from selon.ledger.asked import IncidentQuery
from selon.ledger.ledger import Ledger
from selon.model.errors import NotHeld
from selon.model.incident import Incident as Found
from selon.serve.api.answers import answer_by_content
from selon.serve.api.asked import Filters, Limit
from selon.serve.api.openapi import UNCHANGED, errors, router_of, shown
from selon.serve.api.paging import After, next_after
from selon.serve.api.shapes.incidents import Copies, Incident, Incidents, Versions
from selon.serve.errors import Refusal
from selon.serve.state import TheLedger, TheServer
from selon.show.asking import FindPlace, as_query

router = router_of("incidents")

MOST_CLAIMS = 20_000  # the newest claims that fit by words, source, certainty or outlet; their incidents are found
Id = Annotated[str, Path(description="An incident's id.", openapi_examples=shown("i_0105353f0c73bfb1"), max_length=80)]
Disputed = Annotated[bool, Query(description="Those alone that hold a dispute.", openapi_examples=shown(True))]
Least = Annotated[
    int, Query(description="Told by at least so many reports.", openapi_examples=shown(2), ge=1, le=1_000_000)
]
Order = Annotated[
    Literal["disputed", "reports", "newest"],
    Query(description="The most disputed, most told or newest first.", openapi_examples=shown("newest")),
]


async def read_wanted(
    disputed: Disputed = False,
    reports: Least = 1,
    order: Order = "disputed",
    after: After = None,
    limit: Limit = 100,
) -> IncidentQuery:
    """Which incidents, in which order, but for the filters."""
    return IncidentQuery(disputed=disputed, reports=reports, order=order, after=after, limit=limit)


@router.get("/api/incidents", response_model=Incidents, responses=UNCHANGED | errors())
def list_incidents(
    request: Request, server: TheServer, filters: Filters, wanted: Annotated[IncidentQuery, Depends(read_wanted)]
) -> Response:
    """The incidents that fit: their kind, place and days are the incident's own; the other filters are of any claim."""
    query = as_incident_query(filters, server.find_place)
    found = server.ledger.incidents(
        replace(wanted, kinds=query.kinds, near=query.near, days=query.days, claims=query.claims)
    )
    onward = next_after(request, found[-1].id if len(found) == wanted.limit else None)
    return answer_by_content(request, {"items": list(map(asdict, found)), "next": onward})


@router.get("/api/incidents/{incident}", response_model=Incident, responses=UNCHANGED | errors("not_found", "gone"))
def show_incident(request: Request, ledger: TheLedger, incident: Id) -> Response:
    """An incident with its versions and disputes; 410 where its claims are in another one now."""
    return answer_by_content(request, asdict(_find(ledger, incident)))


@router.get(
    "/api/incidents/{incident}/versions", response_model=Versions, responses=UNCHANGED | errors("not_found", "gone")
)
def list_versions(request: Request, ledger: TheLedger, incident: Id) -> Response:
    """How an incident is told: claims that tell it alike together."""
    return answer_by_content(request, {"items": [asdict(version) for version in _find(ledger, incident).versions]})


@router.get(
    "/api/incidents/{incident}/copies", response_model=Copies, responses=UNCHANGED | errors("not_found", "gone")
)
def list_copies(request: Request, ledger: TheLedger, incident: Id) -> Response:
    """Who copies whom among the reports of an incident, passage by passage."""
    found = ledger.copies(_find(ledger, incident).reports)
    rows = [{"passage" if name == "copy" else name: value for name, value in asdict(item).items()} for item in found]
    return answer_by_content(request, {"items": rows})


def as_incident_query(asked: Filters, find_place: FindPlace) -> IncidentQuery:
    """The filters as they bear on incidents."""
    query = as_query(replace(asked, limit=MOST_CLAIMS), find_place)
    of_claims = replace(query, kinds=(), near=None, days=None)
    filtered = bool(asked.words or asked.source or asked.certainties or asked.outlet)
    return IncidentQuery(kinds=query.kinds, near=query.near, days=query.days, claims=of_claims if filtered else None)


def _find(ledger: Ledger, incident: str) -> Found:
    if not re.fullmatch("i_[0-9a-f]{16}", incident):
        raise NotHeld(f"{incident}: there is no such incident")
    found = ledger.incidents(IncidentQuery(ids=(incident,)))
    if found:
        return found[0]
    instead = ledger.replaced_by(incident)
    if instead is None:
        raise NotHeld(f"{incident}: there is no such incident")
    raise Refusal("gone", f"{incident}: its claims are in {instead} now", replaced_by=[instead])
