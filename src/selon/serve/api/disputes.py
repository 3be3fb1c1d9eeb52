"""Disputes: what two versions say that cannot both hold."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Request, Response

from selon.serve.api.answers import Tag, answer
from selon.serve.api.asked import Limit
from selon.serve.api.openapi import UNCHANGED, errors, router_of
from selon.serve.api.paging import After, cut_page
from selon.serve.api.shapes.incidents import Disputes
from selon.serve.api.shapes.words import DisputedOn
from selon.serve.state import TheServer

router = router_of("incidents")

On = Annotated[list[DisputedOn], Query(description="In what; may be repeated.", examples=[["how_many"]], max_length=10)]


@router.get("/api/disputes", response_model=Disputes, responses=UNCHANGED | errors())
def list_disputes(
    request: Request,
    server: TheServer,
    tag: Tag,
    on: On = [],  # noqa: B006 - FastAPI copies it
    after: After = None,
    limit: Limit = 100,
) -> Response:
    """The disputes, the strongest first."""
    found = [dispute for dispute in server.merging.now().disputes if not on or dispute.on in on]
    return answer(cut_page(request, found, after, limit), tag)
