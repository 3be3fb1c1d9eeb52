"""Reports: what was received, newest first; one with its text, its claims and its bytes; new ones taken in."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import Path, Query, Request, Response

from selon.ledger.held import Held
from selon.ledger.ledger import Ledger
from selon.serve.api.answers import Tag, answer, page_of
from selon.serve.api.asked import Limit
from selon.serve.api.claims import as_reading
from selon.serve.api.decided import must_be_id, name_of, retire
from selon.serve.api.jobs import as_job_row
from selon.serve.api.openapi import CHANGES, UNCHANGED, errors, router_of, shown
from selon.serve.api.shapes.decisions import Done, Reason
from selon.serve.api.shapes.reports import Job, Posting, ReportInFull, Reports
from selon.serve.api.shapes.words import Key
from selon.serve.auth.visitor import TheAdmin, TheReviewer
from selon.serve.errors import Refusal, too_many
from selon.serve.headers import INERT
from selon.serve.jobs.store import Posted
from selon.serve.state import TheLedger, TheServer
from selon.show.held import as_held_row
from selon.show.replaced import reports_instead

router = router_of("reports")

Id = Annotated[
    str, Path(description="A report's id.", openapi_examples=shown("r_e06b5b59a1231bb5e62fcca9"), max_length=80)
]
Old = Annotated[bool, Query(description="Show it also where it is retired.", openapi_examples=shown(True))]
Before = Annotated[
    Key | None, Query(description="The number after which to go on: as in `next`.", openapi_examples=shown(7))
]
_BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}, "example": "bytes"}}


@router.get("/api/reports", response_model=Reports, responses=UNCHANGED | errors())
def list_reports(request: Request, ledger: TheLedger, tag: Tag, before: Before = None, limit: Limit = 100) -> Response:
    """The reports of the view, newest first."""
    found = ledger.reports(limit, before)
    onward = found[-1].number if len(found) == limit else None
    return answer(page_of(request, map(asdict, found), onward), tag)


@router.post("/api/reports", status_code=202, response_model=Job, responses=errors(*CHANGES, "too_many"))
def post_report(given: Posting, server: TheServer, visitor: TheReviewer) -> Response:
    """Take in a report; it is read by a job, whose address is in `Location`."""
    if (seconds := server.postings.take(name_of(visitor))) > 0:
        raise too_many("too many reports in a minute", seconds)
    job = server.jobs.add(f"w_{secrets.token_hex(12)}", name_of(visitor), _as_posted(given))
    if job is None:
        raise too_many("too many reports wait to be read", 60)
    server.worker.call()
    return answer(as_job_row(job), status=202, headers={"Location": f"/api/jobs/{job.id}"})


@router.get("/api/reports/{report}", response_model=ReportInFull, responses=UNCHANGED | errors("not_found", "gone"))
def show_report(ledger: TheLedger, tag: Tag, report: Id, old: Old = False) -> Response:
    """A report with its text and the claims that its newest reading found; 410 where it is retired."""
    return answer(_in_full(ledger, _find(ledger, report, old=old)), tag)


@router.get(
    "/api/reports/{report}/raw",
    response_class=Response,
    responses={200: {"content": _BYTES, "description": "the bytes as they were received"}}
    | UNCHANGED
    | errors("not_found", "gone"),
)
def show_raw(ledger: TheLedger, tag: Tag, report: Id, old: Old = False) -> Response:
    """A report's bytes as they were received, for saving: a browser does not open them."""
    held = _find(ledger, report, old=old)[0]
    found = held.reading.report
    ending = ".html" if found.format == "html" else ".txt" if found.format == "text" else ""
    name = quote(f"{found.name[:100]}{ending}".replace("/", "-"), safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Security-Policy": INERT,
        "ETag": tag,
        "Cache-Control": "private, no-cache",
    }
    return Response(found.raw, 200, headers, "application/octet-stream")


@router.delete("/api/reports/{report}", response_model=Done, responses=errors("not_found", *CHANGES))
def retire_report(ledger: TheLedger, report: Id, given: Reason, visitor: TheAdmin) -> Response:
    """Take a report and its claims out of view, for an admin; the record keeps it, with when, by whom and why."""
    return retire(ledger, report, "r_", visitor, given.why)


def _find(ledger: Ledger, report: str, *, old: bool) -> list[Held]:
    """The readings of the report, newest first; NotHeld where there is none, Refusal where it is retired."""
    must_be_id(report, "r_")
    found = ledger.show(report)
    if not found[0].in_view and not old:
        retired = [asdict(gone) for gone in ledger.retirements(report)]
        told = f"{report}: was retired; with ?old=true it is shown all the same"
        raise Refusal("gone", told, retired=retired, replaced_by=reports_instead(ledger, found[0]))
    return found


def _in_full(ledger: Ledger, found: list[Held]) -> dict[str, Any]:
    newest = found[0]
    report = newest.reading.report
    names = ("name", "title", "outlet", "author", "published", "edited", "language", "url", "format", "sha256", "text")
    stands = ledger.standing_of(newest.keys)
    claims = zip(newest.keys, newest.reading.claims, strict=True)
    return {name: getattr(report, name) for name in names} | {
        "id": newest.report_id,
        "obtained_at": newest.obtained_at,
        "obtained_from": newest.obtained_from,
        "notes": list(report.notes),
        "claims": [as_held_row(newest, claim) for key, claim in claims if key in stands],
        "retired": [asdict(gone) for gone in ledger.retirements(newest.report_id)],
        "readings": list(map(as_reading, found)),
    }


def _as_posted(given: Posting) -> Posted:
    form = "text" if given.text else "html" if given.html else "url"
    raw = (given.text or given.html or "").encode()
    return Posted(form, raw, given.url, given.published, given.outlet, given.language, given.title)
