"""Exports of a view: its claims as CSV, GeoJSON or JSON-LD, written as they are read; its map and days as SVG."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from io import StringIO

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from selon.ledger.held import Held
from selon.ledger.ledger import Ledger
from selon.model.errors import StopRun
from selon.serve.pages.asked import as_filters
from selon.serve.pages.atlas import TheView
from selon.serve.pages.look import make_page
from selon.serve.pages.missing import no_such
from selon.serve.pages.seen import find_seen, names_more
from selon.serve.state import TheLedger
from selon.show.columns import COLUMNS, as_flat_row
from selon.show.geojson import as_feature
from selon.show.linked import CONTEXT, as_claim_node, as_report_nodes

router = APIRouter(include_in_schema=False)

AT_ONCE = 500  # claims that are taken out together


@router.get("/export/claims.{form}")
def export(request: Request, ledger: TheLedger, view: TheView, form: str) -> Response:
    """The claims that fit the address's filters, or those of one `incident`, in that form.

    As a page shows them with `untold`, `of_source`, `of_place` or `box`: then a claim that tells no time is kept by the
    day on which its report was published.
    """
    if form not in FORMS:
        return no_such(request, "", "")
    incident = request.query_params.get("incident")
    try:
        if incident is not None:
            found = view.incident(incident)
            readings = iter(ledger.pick(found.claims)) if found else iter(())
        elif names_more(request.query_params):
            readings = _readings(ledger, sorted(mark.key for mark in find_seen(request, ledger, view)))
        else:
            query = as_filters(request.query_params).query(request.app.state.server.find_place, limit=None)
            readings = _readings(ledger, sorted(ledger.find_keys(query)))
    except StopRun as stop:
        return _problem(request, str(stop))
    write, kind = FORMS[form]
    headers = {"Content-Disposition": f'attachment; filename="selon-claims.{form}"'}
    return StreamingResponse(write(readings), media_type=kind, headers=headers)


def _problem(request: Request, why: str) -> HTMLResponse:
    return make_page(request, "problem.html", status=422, why=why)


def _readings(ledger: Ledger, keys: list[int]) -> Iterator[Held]:
    for start in range(0, len(keys), AT_ONCE):
        yield from ledger.pick(keys=keys[start : start + AT_ONCE])


def write_csv(readings: Iterable[Held]) -> Iterator[str]:
    """One row a claim. A cell that a spreadsheet would take for a formula is preceded by an apostrophe."""
    buffer = StringIO()
    table = csv.DictWriter(buffer, [column.name for column in COLUMNS], lineterminator="\n")
    table.writeheader()
    for held in readings:
        for claim in held.reading.claims:
            table.writerow({name: _plain(value) for name, value in as_flat_row(held, claim).items()})
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def write_geojson(readings: Iterable[Held]) -> Iterator[str]:
    """A FeatureCollection (RFC 7946)."""
    features = (as_feature(held, claim) for held in readings for claim in held.reading.claims)
    yield from _list('{"type": "FeatureCollection", "features": [', features)


def write_jsonld(readings: Iterable[Held]) -> Iterator[str]:
    """Linked data, as `selon export --format jsonld`."""

    def nodes() -> Iterator[object]:
        told: set[str] = set()
        for held in readings:
            if held.document_id not in told:
                told.add(held.document_id)
                yield from as_report_nodes(held)
            yield from (as_claim_node(held, claim) for claim in held.reading.claims)

    yield from _list(f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [', nodes())


def _list(head: str, rows: Iterable[object]) -> Iterator[str]:
    yield head
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n{json.dumps(row, ensure_ascii=False, allow_nan=False)}"
    yield "\n]}\n"


def _plain(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


FORMS: dict[str, tuple[Callable[[Iterable[Held]], Iterator[str]], str]] = {
    "csv": (write_csv, "text/csv; charset=utf-8"),
    "geojson": (write_geojson, "application/geo+json"),
    "jsonld": (write_jsonld, "application/ld+json"),
}
