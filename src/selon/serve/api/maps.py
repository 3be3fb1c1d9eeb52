"""Claims for maps: as GeoJSON, by the same filters."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import Query, Response
from fastapi.responses import JSONResponse

from selon.serve.api.answers import Tag, answer
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
def list_features(server: TheServer, tag: Tag, filters: Filters, before: Before = None, limit: Most = 1000) -> Response:
    """The claims that fit as features, newest first; those whose place is not known have no geometry."""
    query = as_query(replace(filters, before=before, limit=limit), server.find_place)
    found = [as_feature(held, claim) for held in server.ledger.find(query) for claim in held.reading.claims]
    shown = {"type": "FeatureCollection", "features": found}
    answered = answer(shown, tag)
    answered.headers["Content-Type"] = "application/geo+json"
    return answered
