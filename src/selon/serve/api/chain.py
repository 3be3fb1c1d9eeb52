"""The chain of changes, and how much the ledger holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from fastapi import Query, Request, Response

from selon.serve.api.answers import Tag, answer, page_of
from selon.serve.api.asked import Limit
from selon.serve.api.openapi import UNCHANGED, errors, router_of, shown
from selon.serve.api.shapes.desk import Entries, Stats
from selon.serve.api.shapes.words import Key
from selon.serve.state import TheLedger

router = router_of("ledger")

Before = Annotated[
    Key | None, Query(description="The number after which to go on: as in `next`.", openapi_examples=shown(7))
]


@router.get("/api/entries", response_model=Entries, responses=UNCHANGED | errors())
def list_entries(request: Request, ledger: TheLedger, tag: Tag, before: Before = None, limit: Limit = 100) -> Response:
    """The changes of the ledger, newest first, each with the hash that covers it and all before it."""
    found = ledger.entries(limit, before)
    onward = found[-1].number if len(found) == limit else None
    return answer(page_of(request, map(asdict, found), onward), tag)


@router.get("/api/stats", response_model=Stats, responses=UNCHANGED | errors())
def show_stats(ledger: TheLedger, tag: Tag) -> Response:
    """Rows, claims in view by kind and certainty, reports by outlet and language."""
    return answer(asdict(ledger.stats()), tag)
