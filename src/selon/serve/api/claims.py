"""Claims: found by the filters of `selon find`, newest first."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from selon.ledger import find
from selon.serve.state import TheLedger
from selon.show.held import as_held_row

router = APIRouter(prefix="/api/claims", tags=["claims"])


@router.get("")
def list_claims(ledger: TheLedger, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> dict[str, Any]:
    """The claims that fit, newest first."""
    found = ledger.find(find.Query(limit=limit))
    return {"items": [as_held_row(held, claim) for held in found for claim in held.reading.claims]}
