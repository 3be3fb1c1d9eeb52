"""What a page says when there is nothing to show: an unknown id, one that was retired, any other trouble."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from selon.ledger.held import Retirement
from selon.serve.pages.look import make_page


def no_such(request: Request, what: str, ident: str) -> HTMLResponse:
    """404: no such report, incident, source or place."""
    return make_page(request, "missing.html", status=404, what=what, ident=ident, **_NONE)


def gone(
    request: Request, ident: str, replaced: Sequence[str] = (), *, retired: Sequence[Retirement] = (), old: str = ""
) -> HTMLResponse:
    """410: it was there and is no longer; when, by whom and why; what replaced it, by id; where it is kept."""
    told = {"what": "", "ident": ident, "gone": True, "replaced": replaced, "retired": retired, "old": old}
    return make_page(request, "missing.html", status=410, **told)


_NONE: Mapping[str, Any] = {"gone": False, "replaced": (), "retired": (), "old": ""}


def error_page(request: Request, error: Mapping[str, Any]) -> HTMLResponse:
    """Any error of the server, as it is told in the one shape of `errors.py`."""
    return make_page(request, "error.html", status=error["status"], error=error)
