"""Claims for maps: as GeoJSON, by the same filters."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse

from selon.serve.api.answers import Tag, answer, page_of
from selon.serve.api.asked import Before, Filters
from selon.serve.api.openapi import UNCHANGED, errors, router_of, shown
from selon.serve.api.shapes.claims import Features
from selon.serve.state import TheServer
from selon.show.asking import as_query
from selon.show.geojson import as_feature

router = router_of("claims")

Most = Annotated[int, Query(description="At most so many.", openapi_examples=shown(1000), ge=1, le=10_000)]


class GeoJson(JSONResponse):
    """An answer of that media type (RFC 7946)."""

    media_type = "application/geo+json"


@router.get("/api/geojson", response_class=GeoJson, response_model=Features, responses=UNCHANGED | errors())
def list_features(
    request: Request, server: TheServer, tag: Tag, filters: Filters, before: Before = None, limit: Most = 1000
) -> Response:
    """The claims that fit as features, newest first; those whose place is not known have no geometry."""
    query = as_query(replace(filters, before=before, limit=limit), server.find_place)
    found = server.ledger.find(query)
    features = [as_feature(held, claim) for held in found for claim in held.reading.claims]
    keys = [key for held in found for key in held.keys]
    page = page_of(request, features, min(keys) if len(keys) == limit else None)
    answered = answer({"type": "FeatureCollection", "features": page["items"], "next": page["next"]}, tag)
    answered.headers["Content-Type"] = "application/geo+json"
    return answered
