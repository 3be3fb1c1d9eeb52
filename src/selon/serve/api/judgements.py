"""Judgements: whether two claims are about the same happening; by whom, when, why."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import Path, Query, Request, Response

from selon.model.errors import NotHeld
from selon.model.judgement import Judgement as Said
from selon.serve.api.answers import Tag, answer, page_of
from selon.serve.api.asked import Limit
from selon.serve.api.decided import must_be_own, name_of, retire
from selon.serve.api.openapi import CHANGES, UNCHANGED, errors, router_of, shown
from selon.serve.api.shapes.decisions import Done, JudgedPage, Judgement, Reason
from selon.serve.api.shapes.words import Key
from selon.serve.auth.visitor import TheReviewer
from selon.serve.errors import Refusal
from selon.serve.jobs.store import as_moment
from selon.serve.state import TheLedger, TheServer

router = router_of("judgements")

Id = Annotated[
    str, Path(description="A judgement's id.", openapi_examples=shown("j_8f3a0c2b51d94e778f3a0c2b"), max_length=80)
]
Before = Annotated[
    Key | None, Query(description="The number after which to go on: as in `next`.", openapi_examples=shown(7))
]


@router.get("/api/judgements", response_model=JudgedPage, responses=UNCHANGED | errors())
def list_judgements(
    request: Request, ledger: TheLedger, tag: Tag, before: Before = None, limit: Limit = 100
) -> Response:
    """The judgements that stand, newest first."""
    found = ledger.judged(limit, before)
    onward = found[-1].number if len(found) == limit else None
    return answer(page_of(request, ({"id": item.id, **asdict(item.judgement)} for item in found), onward), tag)


@router.post("/api/judgements", status_code=201, response_model=Done, responses=errors("not_found", *CHANGES))
def judge(given: Judgement, server: TheServer, visitor: TheReviewer) -> Response:
    """Say whether two claims are about the same happening."""
    if given.left == given.right:
        raise Refusal("wrong_value", "a judgement is on two claims; left and right are one")
    at = as_moment(server.ledger.now())
    made = server.ledger.judge(Said(given.left, given.right, given.verdict, name_of(visitor), given.why, at))
    server.worker.call()
    return answer({"id": made}, status=201)


@router.delete("/api/judgements/{judgement}", response_model=Done, responses=errors("not_found", *CHANGES))
def take_back(ledger: TheLedger, judgement: Id, given: Reason, visitor: TheReviewer) -> Response:
    """Take a judgement out of view: one's own, or as an admin any; the record keeps it."""
    found = ledger.find_judgement(judgement)
    if found is None:
        raise NotHeld(f"{judgement}: there is no such judgement that stands")
    must_be_own(found.by, visitor)
    return retire(ledger, judgement, "j_", visitor, given.why)
