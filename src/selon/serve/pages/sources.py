"""The page of a source: all that it said, how it speaks, how often others confirmed or disputed it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from selon.serve.pages.atlas import TheView
from selon.serve.pages.drawn_marks import draw_marks
from selon.serve.pages.look import make_page, words_of
from selon.serve.pages.missing import no_such
from selon.serve.state import TheLedger
from selon.show.sources import count_by, stand
from selon.show.versions import as_told

router = APIRouter(include_in_schema=False)

SHOWN = 100


@router.get("/source")
def show_source(
    request: Request, ledger: TheLedger, view: TheView, name: str = Query("", max_length=1000)
) -> HTMLResponse:
    """All that the source of that name said, the last added first."""
    marks = [mark for mark in view.marks if mark.source == name and not mark.rejected]
    if not marks:
        return no_such(request, "source", name)
    ids = [mark.id for mark in marks]
    told = list(as_told(ledger.pick(keys=[mark.key for mark in marks][-SHOWN:])).values())[::-1]
    standing = stand(name, ids, view.incidents_of(ids))
    counts = {what: count_by(told, what) for what in ("stance", "certainty", "kind", "outlet")}
    data: dict[str, Any] = {"name": name, "total": len(marks), "told": told, "standing": standing, "counts": counts}
    return make_page(request, "source.html", **data, **draw_marks(marks, view, words_of(request)), view=view)
