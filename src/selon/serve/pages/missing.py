"""What a page says when there is nothing to show: an unknown id, one that was retired, any other trouble."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from selon.serve.pages.look import make_page


def no_such(request: Request, what: str, ident: str) -> HTMLResponse:
    """404: no such report, incident, source or place."""
    return make_page(request, "missing.html", status=404, what=what, ident=ident, gone=False, replaced=())


def gone(request: Request, what: str, ident: str, replaced: tuple[str, ...] = ()) -> HTMLResponse:
    """410: it was there and is no longer; what replaced it, by id."""
    return make_page(request, "missing.html", status=410, what=what, ident=ident, gone=True, replaced=replaced)


def error_page(request: Request, error: Mapping[str, Any]) -> HTMLResponse:
    """Any error of the server, as it is told in the one shape of `errors.py`."""
    return make_page(request, "error.html", status=error["status"], error=error)
