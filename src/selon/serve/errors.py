"""Every error of the server in one shape, as JSON, and for a browser's page as the pages show it.

    {"error": {"status": 404, "code": "not_found", "message": "…", "details": [], "retired": [], "replaced_by": []}}

`message` says what is wrong and the way out; `details` name the fields that are wrong; `retired` says when, by whom
and why something was taken out of view, and `replaced_by` what stands in its place (410 alone).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic_core import to_json
from starlette.exceptions import HTTPException as StarletteHTTPException

from selon.model.errors import Busy, NotHeld, ReadOnly, StopRun, WrongValue

CODES = {
    "bad_request": (400, "the request cannot be understood"),
    "not_signed_in": (401, "an account is needed: a session of the pages, or a bearer token"),
    "not_permitted": (403, "the account's role does not reach so far"),
    "forged": (403, "a change by a session without its CSRF token, or from another site's page"),
    "read_only": (403, "nothing can be changed here: the server runs without --auth, or the ledger is read-only"),
    "not_found": (404, "there is nothing of that address or id"),
    "wrong_method": (405, "the address has no such method; `Allow` names those it has"),
    "too_slow": (408, "the body did not come in time"),
    "gone": (410, "it was taken out of view or replaced; `retired` and `replaced_by` say by what"),
    "too_large": (413, "the body is longer than the server takes"),
    "wrong_host": (421, "the server is not called by that name; SELON_NAMES gives it more names"),
    "wrong_value": (422, "a value is none of its kind; `details` name the fields"),
    "too_many": (429, "too many tries or jobs; `Retry-After` says in how many seconds to come again"),
    "broken": (500, "a fault of Selon, or of the ledger's file; the server's log tells more"),
    "busy": (503, "the ledger is held by another program; `Retry-After` says when to come again"),
}
_BY_STATUS = {400: "bad_request", 401: "not_signed_in", 403: "not_permitted", 404: "not_found", 405: "wrong_method"}
RETRY = 5  # seconds
ErrorPage = Callable[[Request, Mapping[str, Any]], Response]
Methods = Callable[[str], Sequence[str]]
_log = logging.getLogger("selon.serve")


class Refusal(HTTPException):
    """Why a request is not granted: one of CODES, in words, with what may be known beside."""

    def __init__(self, code: str, message: str, *, headers: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(CODES[code][0], message, dict(headers or {}))
        self.code, self.more = code, more


def too_many(message: str, seconds: float) -> Refusal:
    """The refusal of what is done too often."""
    return Refusal("too_many", message, headers={"Retry-After": str(max(1, round(seconds)))})


def as_error(code: str, message: str, **more: Any) -> dict[str, Any]:
    """The one shape."""
    known: dict[str, Any] = {"details": [], "retired": [], "replaced_by": []}
    return {"error": {"status": CODES[code][0], "code": code, "message": message} | known | more}


def error_response(code: str, message: str, headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """The one shape as an answer."""
    body = to_json(as_error(code, message, **more))
    kept = {"Cache-Control": "no-store"} | dict(headers or {})
    return Response(body, CODES[code][0], kept, "application/json")


def answer_errors(app: FastAPI, page: ErrorPage | None, methods: Methods) -> None:
    """Let the application answer every error in the one shape; `page` shows it to a browser that asks for a page.

    `methods` tells which methods a path has.
    """

    def answer(request: Request, refusal: Refusal) -> Response:
        found = error_response(refusal.code, refusal.detail, refusal.headers, **refusal.more)
        if page is None or request.url.path.startswith("/api") or "text/html" not in request.headers.get("accept", ""):
            return found
        shown = page(request, as_error(refusal.code, refusal.detail, **refusal.more)["error"])
        shown.headers.update({name: value for name, value in (refusal.headers or {}).items()})
        return shown

    async def handle(request: Request, error: Exception) -> Response:
        refusal = as_refusal(error)
        if refusal.code == "wrong_method":
            refusal.headers = {"Allow": ", ".join(methods(request.url.path))}
        return answer(request, refusal)

    for kind in (StarletteHTTPException, RequestValidationError, StopRun, Exception):
        app.add_exception_handler(kind, handle)


def as_refusal(error: Exception) -> Refusal:
    """Any trouble as the refusal that tells it."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, RequestValidationError):
        return Refusal(
            "wrong_value", _tell_first(error.errors()), details=[_as_detail(item) for item in error.errors()]
        )
    if isinstance(error, StarletteHTTPException):
        code = _BY_STATUS.get(error.status_code, "bad_request" if error.status_code < 500 else "broken")
        return Refusal(code, _tell_status(code, error), headers=error.headers)
    if isinstance(error, WrongValue):
        told = error.told.replace("--", "")
        return Refusal("wrong_value", told, details=[{"where": error.field or "body", "message": told}])
    if isinstance(error, NotHeld):
        return Refusal("not_found", str(error))
    if isinstance(error, ReadOnly):
        return Refusal("read_only", "the ledger can be read and not be written here")
    if isinstance(error, Busy):
        return Refusal("busy", "the ledger is held by another program", headers={"Retry-After": str(RETRY)})
    # What the database or the system says is for the log: it may name files.
    _log.error("broken: %s", error, exc_info=error)
    return Refusal("broken", "the server could not answer; its log tells more")


def _tell_status(code: str, error: StarletteHTTPException) -> str:
    told = {"not_found": "there is nothing at this address", "wrong_method": "this address has no such method"}
    return told.get(code) or str(error.detail)


def _tell_first(errors: Sequence[Any]) -> str:
    more = f", and {len(errors) - 1} more" if len(errors) > 1 else ""
    first = _as_detail(errors[0])
    return f"{first['where']}: {first['message']}{more}"


def _as_detail(error: Mapping[str, Any]) -> dict[str, str]:
    return {"where": ".".join(str(part) for part in error["loc"]), "message": _plain(str(error["msg"]))}


def _plain(message: str) -> str:
    """The message without what cannot be written as UTF-8: it may repeat what was given."""
    return message.encode("utf-8", "replace").decode("utf-8")
