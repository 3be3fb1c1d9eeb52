"""Reports: what was received, newest first."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query

from selon.serve.state import TheLedger

router = APIRouter(prefix="/api/reports", tags=["reports"])


@router.get("")
def list_reports(ledger: TheLedger, limit: Annotated[int, Query(ge=1, le=1000)] = 100) -> dict[str, Any]:
    """The reports of the view, newest first."""
    return {"items": [asdict(report) for report in ledger.reports(limit)]}
