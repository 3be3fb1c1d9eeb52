"""The address of a claim: it leads to the claim's words in its report, or says what became of it."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from selon.model.errors import NotHeld
from selon.serve.pages.look import Links
from selon.serve.pages.missing import gone, no_such
from selon.serve.state import TheLedger
from selon.show.replaced import claims_instead, retirements_of

router = APIRouter(include_in_schema=False)


@router.get("/claims/{ident}", response_class=HTMLResponse)
def show_claim(request: Request, ledger: TheLedger, ident: str) -> Response:
    """To the claim in its report; 410 where it is out of view."""
    if not re.fullmatch("c_[0-9a-f]{16}", ident):
        return no_such(request, "claim", ident)
    try:
        found = ledger.show(ident)
    except NotHeld:
        return no_such(request, "claim", ident)
    for held in found:
        if held.in_view and ledger.standing_of(held.keys):
            return RedirectResponse(Links().report(held.report_id, ident), status_code=303)
    names = (ident, *(held.report_id for held in found))
    return gone(request, ident, claims_instead(ledger, found), retired=retirements_of(ledger, names))
