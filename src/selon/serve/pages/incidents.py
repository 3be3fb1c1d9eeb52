"""The incident page: its versions as a table, its disputes in a sentence each, who copies whom, how they came."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from selon.serve.drawn.graph_svg import draw_tellers
from selon.serve.pages.atlas import TheView
from selon.serve.pages.drawn_marks import draw_marks
from selon.serve.pages.look import make_page, may_review, words_of
from selon.serve.pages.missing import gone, no_such
from selon.serve.state import TheLedger
from selon.show.account import as_account

router = APIRouter(include_in_schema=False)


@router.get("/incidents/{ident}")
def show_incident(request: Request, ledger: TheLedger, view: TheView, ident: str) -> HTMLResponse:
    """One incident."""
    incident = view.incident(ident)
    if incident is None:
        other = ledger.replaced_by(ident)
        return gone(request, ident, (other,)) if other else no_such(request, "incident", ident)
    account = as_account(ledger, incident)
    parts = [item for item in view.incidents if item.part_of == incident.id]
    whole = view.incident(incident.part_of) if incident.part_of else None
    words = words_of(request)
    marks = ledger.marks(sorted(key for item in account.told for key in [item.key]))
    return make_page(
        request,
        "incident.html",
        account=account,
        incident=incident,
        parts_of=parts,
        whole=whole,
        may=may_review(request),
        unreviewed=sum(claim not in view.reviews for claim in incident.claims),
        view=view,
        **draw_marks(marks, view, words),
        graph=draw_tellers(account.tellers, words, words.t("incident.over_time")),
    )
