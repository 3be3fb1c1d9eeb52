"""Signing in and out by a form: a session for the browser."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from selon.serve.auth.signing import sign_in, sign_out
from selon.serve.errors import Refusal
from selon.serve.pages.look import make_page
from selon.serve.state import TheServer

router = APIRouter(include_in_schema=False)


@router.get("/login")
def show_login(request: Request, next: str = "/") -> HTMLResponse:
    """The form."""
    return _page(request, next)


@router.post("/login")
def begin(
    request: Request,
    server: TheServer,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=1000)],
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Sign in, and go on to where the reader wanted to."""
    answer = RedirectResponse(_own(next), 303)
    try:
        sign_in(server, request, answer, name, password)
    except Refusal as refused:
        page = _page(request, next, refused.detail, refused.status_code)
        page.headers.update(refused.headers or {})
        return page
    return answer


@router.post("/logout")
def end(request: Request, server: TheServer) -> Response:
    """Sign out."""
    answer = RedirectResponse("/login", 303)
    sign_out(server, request, answer)
    return answer


def _own(path: str) -> str:
    """The path where it is one of this server, else the first page: no address of another site is led to."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if plain else "/"


def _page(request: Request, next: str, trouble: str = "", status: int = 200) -> HTMLResponse:
    page = make_page(request, "login.html", status=status, next=_own(next), trouble=trouble)
    page.headers["Cache-Control"] = "no-store"
    return page
