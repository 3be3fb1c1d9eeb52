"""Whether the server answers and can read its ledger: for whatever watches over it."""

from __future__ import annotations

from importlib.metadata import version

from fastapi import Response

from selon.serve.api.answers import answer
from selon.serve.api.openapi import errors, router_of
from selon.serve.api.shapes.desk import Health
from selon.serve.state import TheLedger

router = router_of("server")


@router.get("/api/health", response_model=Health, responses=errors())
def show_health(ledger: TheLedger) -> Response:
    """Say that all is well; 503 where the ledger cannot be read now."""
    ledger.head()
    return answer({"status": "ok", "version": version("selon")})
