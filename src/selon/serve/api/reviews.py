"""Reviews: accept, correct or reject how a claim was read; the reading itself stays as it is."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import Path, Query, Request, Response

from selon.model.errors import NotHeld
from selon.model.review import Review as Said
from selon.serve.api.answers import Tag, answer, page_of
from selon.serve.api.asked import Limit
from selon.serve.api.decided import must_be_own, name_of, retire
from selon.serve.api.openapi import CHANGES, UNCHANGED, errors, router_of, shown
from selon.serve.api.shapes.decisions import Done, Reason, Review, ReviewedPage
from selon.serve.api.shapes.words import ClaimId, Key
from selon.serve.auth.visitor import TheReviewer
from selon.serve.jobs.store import as_moment
from selon.serve.located import with_point
from selon.serve.state import TheLedger, TheServer

router = router_of("reviews")

Id = Annotated[
    str, Path(description="A review's id.", openapi_examples=shown("v_8f3a0c2b51d94e778f3a0c2b"), max_length=80)
]
OfClaim = Annotated[
    ClaimId | None, Query(description="Of this claim alone.", openapi_examples=shown("c_751d7b66ae134e23"))
]
Before = Annotated[
    Key | None, Query(description="The number after which to go on: as in `next`.", openapi_examples=shown(7))
]


@router.get("/api/reviews", response_model=ReviewedPage, responses=UNCHANGED | errors())
def list_reviews(
    request: Request,
    ledger: TheLedger,
    tag: Tag,
    claim: OfClaim = None,
    before: Before = None,
    limit: Limit = 100,
) -> Response:
    """The reviews that stand, newest first."""
    found = ledger.reviews(claim, limit, before)
    onward = found[-1].number if len(found) == limit else None
    return answer(page_of(request, ({"id": item.id, **asdict(item.review)} for item in found), onward), tag)


@router.post("/api/reviews", status_code=201, response_model=Done, responses=errors("not_found", *CHANGES))
def review(given: Review, server: TheServer, visitor: TheReviewer) -> Response:
    """Accept, correct or reject how a claim was read; a place that is corrected gets its point where it is known."""
    at, correction = as_moment(server.ledger.now()), with_point(given.correction, server.find_place)
    said = Said(given.claim, given.verdict, name_of(visitor), given.why, at, correction)
    made = server.ledger.review(said)
    server.worker.call()
    return answer({"id": made}, status=201)


@router.delete("/api/reviews/{review}", response_model=Done, responses=errors("not_found", *CHANGES))
def take_back(ledger: TheLedger, review: Id, given: Reason, visitor: TheReviewer) -> Response:
    """Take a review out of view: one's own, or as an admin any; the record keeps it."""
    found = ledger.find_review(review)
    if found is None:
        raise NotHeld(f"{review}: there is no such review that stands")
    must_be_own(found.by, visitor)
    return retire(ledger, review, "v_", visitor, given.why)
