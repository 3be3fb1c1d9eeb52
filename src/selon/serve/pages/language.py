"""The choice of the interface's language, kept in a cookie."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from selon.serve.interface import LANGUAGES
from selon.serve.pages.look import LANGUAGE_COOKIE
from selon.serve.pages.missing import no_such

router = APIRouter(include_in_schema=False)

YEAR = 365 * 24 * 3600


@router.get("/language/{code}")
def choose(request: Request, code: str, back: str = "/") -> Response:
    """Remember the language and go back to the page asked from, which must be one of this site."""
    if code not in LANGUAGES:
        return no_such(request, "", code)
    # A second slash, or a backslash that a browser takes for one, would begin another host's address.
    own = back.startswith("/") and back[1:2] not in ("/", "\\") and back.isprintable()
    answer = RedirectResponse(back if own else "/", status_code=303)
    answer.set_cookie(LANGUAGE_COOKIE, code, max_age=YEAR, samesite="strict", httponly=True)
    return answer
