"""The review desk: one claim after the other, the most worth a look first; what is said goes into the record."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from selon.ledger.ledger import Ledger
from selon.model.claim import CERTAINTIES, KINDS, POLARITIES
from selon.model.corrected import parts_of
from selon.model.errors import StopRun
from selon.model.judgement import VERDICTS, Judgement
from selon.model.review import Review
from selon.serve.api.decided import must_be_own, name_of
from selon.serve.auth.visitor import TheReviewer
from selon.serve.jobs.store import as_moment
from selon.serve.located import with_point
from selon.serve.pages.atlas import TheView, View
from selon.serve.pages.look import make_page, may_review
from selon.serve.pages.missing import no_such
from selon.serve.state import TheLedger
from selon.show.asking import FindPlace
from selon.show.queue import Waiting, as_queue
from selon.show.versions import Told, as_told

router = APIRouter(include_in_schema=False)

CHOICES = {"kind": KINDS, "polarity": POLARITIES, "certainty": CERTAINTIES}
SHOWN = 30  # of the queue's list


async def form_of(request: Request) -> FormData:
    """The fields of the form that is sent."""
    return await request.form()


TheForm = Annotated[FormData, Depends(form_of)]


@router.get("/review")
def show_desk(request: Request, ledger: TheLedger, view: TheView) -> Response:
    """The queue, and the claim that is asked for or stands first."""
    return _desk(request, ledger, view, request.query_params.get("claim", ""))


@router.post("/review")
def decide(request: Request, ledger: TheLedger, view: TheView, visitor: TheReviewer, form: TheForm) -> Response:
    """Take in what a reviewer says, and go on to the next claim."""
    act, claim = str(form.get("act", "")), str(form.get("claim", ""))
    try:
        made = _record(ledger, form, act, name_of(visitor), request.app.state.server.find_place)
        request.app.state.server.worker.call()
    except StopRun as stop:
        return _desk(request, ledger, view, claim, str(stop), form)
    stay = act in VERDICTS
    onward = {"claim": claim if stay else str(form.get("next", "")), "done": made, "act": act}
    return RedirectResponse(f"/review?{urlencode({name: value for name, value in onward.items() if value})}", 303)


@router.post("/review/accept-all")
def accept_all(
    request: Request, ledger: TheLedger, view: TheView, visitor: TheReviewer, incident: Annotated[str, Form()]
) -> Response:
    """Accept every claim of an incident that nobody has reviewed."""
    found = view.incident(incident)
    if found is None:
        return no_such(request, "incident", incident)
    at, by = as_moment(ledger.now()), name_of(visitor)
    for claim in found.claims:
        if claim not in view.reviews:
            ledger.review(Review(claim, "accept", by, "with its incident", at))
    return RedirectResponse(f"/incidents/{found.id}", 303)


@router.post("/review/undo")
def undo(
    ledger: TheLedger, visitor: TheReviewer, subject: Annotated[str, Form()], claim: Annotated[str, Form()] = ""
) -> Response:
    """Take back what was said last; the record keeps both."""
    said = ledger.find_review(subject) if subject.startswith("v_") else ledger.find_judgement(subject)
    if said is not None:
        must_be_own(said.by, visitor)
        ledger.retire(subject, by=name_of(visitor), why="undone at the desk")
    back = {"claim": claim, "undone": subject if said is not None else ""}
    return RedirectResponse(f"/review?{urlencode({name: value for name, value in back.items() if value})}", 303)


def _record(ledger: Ledger, form: FormData, act: str, by: str, find_place: FindPlace) -> str:
    """What was said as a row of the record; its id. StopRun where it is nothing that can be said."""
    claim, why, at = str(form.get("claim", "")), str(form.get("why", "")).strip()[:500], as_moment(ledger.now())
    if act in VERDICTS:
        return ledger.judge(Judgement(claim, str(form.get("other", "")), act, by, why or act, at))
    changed = _changed(ledger, claim, form) if act == "correct" else {}
    correction = with_point(changed, find_place)
    return ledger.review(Review(claim, act, by, why or act, at, correction))


def _changed(ledger: Ledger, claim: str, form: FormData) -> dict[str, str]:
    """The parts that the form has otherwise than they were read.

    Where an earlier correction stands and the form takes it back, those of its parts, as they were read.
    """
    told = as_told(ledger.pick([claim])).get(claim)
    if told is None:
        raise StopRun(f"{claim}: is not in view")
    read = parts_of(told.held.read.get(claim, told.claim))
    given = {part: str(form[f"part-{part}"]).strip() for part in read if f"part-{part}" in form}
    changed = {part: value for part, value in given.items() if value != read[part]}
    decision = told.held.decided.get(claim)
    if not changed and decision and decision.correction:
        return {part: read[part] for part in decision.correction.correction if part in given}
    return changed


def _desk(
    request: Request, ledger: Ledger, view: View, claim: str, problem: str = "", form: FormData | None = None
) -> Response:
    queue = as_queue(view.marks, view.incidents, view.reviews)
    here = _item(view, queue, claim)
    told = as_told(ledger.pick([item for item in (here.claim, here.other) if item])) if here else {}
    place = next((number for number, item in enumerate(queue) if here and item.claim == here.claim), None)
    around = {
        "next": queue[place + 1].claim if place is not None and place + 1 < len(queue) else "",
        "previous": queue[place - 1].claim if place else "",
    }
    if here and place is None and queue:
        around["next"] = queue[0].claim
    data: dict[str, Any] = {
        "left": len(queue),
        "queue": _listed(ledger, queue, place or 0),
        "item": here,
        "told": told.get(here.claim) if here else None,
        "other": told.get(here.other) if here and here.other else None,
        "parts_read": parts_of(told[here.claim].claim) if here and here.claim in told else {},
        "given": form or {},
        "judged": ledger.judgements(here.claim) if here else [],
        "may": may_review(request),
        "problem": problem,
        "query": request.query_params,
        "view": view,
        "CHOICES": CHOICES,
    }
    return make_page(request, "review.html", status=422 if problem else 200, **data, **around)


def _item(view: View, queue: list[Waiting], claim: str) -> Waiting | None:
    """The claim that is asked for, reviewed or not, else the first of the queue."""
    if not claim:
        return queue[0] if queue else None
    waiting = next((item for item in queue if item.claim == claim), None)
    if waiting is not None:
        return waiting
    mark = next((mark for mark in view.marks if mark.id == claim), None)
    return next(iter(as_queue([mark], view.incidents, ())), None) if mark else None


def _listed(ledger: Ledger, queue: list[Waiting], place: int) -> list[tuple[Waiting, Told]]:
    """The part of the queue around a place, with its claims."""
    start = max(0, place - 4)
    part = queue[start : start + SHOWN]
    told = as_told(ledger.pick(keys=[item.key for item in part])) if part else {}
    return [(item, told[item.claim]) for item in part if item.claim in told]
