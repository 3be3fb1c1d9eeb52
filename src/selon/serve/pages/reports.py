"""Report pages: the list; a report's text with its claims marked and listed beside it; the file as it was received."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from selon.ledger.held import Held
from selon.ledger.ledger import Ledger
from selon.model.errors import StopRun
from selon.serve.pages.atlas import TheView
from selon.serve.pages.look import make_page
from selon.serve.pages.missing import gone, no_such
from selon.serve.state import TheLedger
from selon.show.reading import group_by_source
from selon.show.replaced import reports_instead
from selon.show.skipped import cut_stretches, skipped_share

router = APIRouter(include_in_schema=False)

PAGE = 100


@router.get("/reports")
def list_reports(request: Request, ledger: TheLedger) -> HTMLResponse:
    """The reports of the view, newest first."""
    start = _number(request, "start")
    found = ledger.reports(start + PAGE + 1)[start:]
    onward = start + PAGE if len(found) > PAGE else None
    return make_page(request, "reports.html", reports=found[:PAGE], start=start, next=onward)


@router.get("/reports/{ident}")
def show_report(request: Request, ledger: TheLedger, view: TheView, ident: str) -> HTMLResponse:
    """One report, read as it was read last; 410 where it was retired, but with `?old=true`."""
    held = _find(request, ledger, ident)
    if isinstance(held, Response):
        return held
    reading = held.reading
    report, claims = reading.report, reading.claims
    return make_page(
        request,
        "report.html",
        held=held,
        report=report,
        stretches=cut_stretches(report.text, claims),
        skipped=skipped_share(report.text, claims),
        groups=group_by_source(claims),
        retirements=ledger.retirements(held.report_id),
        view=view,
    )


@router.get("/reports/{ident}/raw")
def raw(request: Request, ledger: TheLedger, ident: str) -> Response:
    """The report's file, byte for byte, for keeping; never shown by the browser itself."""
    held = _find(request, ledger, ident)
    if isinstance(held, Response):
        return held
    report = held.reading.report
    name = (report.path or report.name).rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}", **_SAFE}
    return Response(report.raw, media_type="application/octet-stream", headers=headers)


@router.get("/reports/{ident}/raw.txt")
def raw_text(request: Request, ledger: TheLedger, ident: str) -> Response:
    """The report's file as plain text."""
    held = _find(request, ledger, ident)
    if isinstance(held, Response):
        return held
    report = held.reading.report
    try:
        text = report.raw.decode(report.encoding, "replace")
    except LookupError:
        text = report.raw.decode("utf-8", "replace")
    return Response(text.encode("utf-8"), media_type="text/plain; charset=utf-8", headers=_SAFE)


_SAFE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}


def _find(request: Request, ledger: Ledger, ident: str) -> Held | HTMLResponse:
    """The newest reading of a report, or the page that says why it is not shown."""
    held = newest(ledger, ident)
    if held is None:
        return no_such(request, "report", ident)
    retired = [] if held.in_view else ledger.retirements(held.report_id)
    if retired and request.query_params.get("old") != "true":
        kept = f"{request.url.path}?old=true"
        return gone(request, ident, reports_instead(ledger, held), retired=retired, old=kept)
    return held


def newest(ledger: Ledger, ident: str) -> Held | None:
    """The newest reading of a report, by its whole id or its beginning."""
    if not ident.startswith(("r_", "d_")):
        return None
    try:
        return ledger.show(ident)[0]
    except StopRun:
        return None


def _number(request: Request, name: str) -> int:
    written = request.query_params.get(name, "")
    return int(written) if written.isdecimal() and len(written) < 9 else 0
