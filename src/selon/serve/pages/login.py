"""Signing in and out by a form: a session for the browser."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, PackageLoader

from selon.serve.auth.signing import sign_in, sign_out
from selon.serve.errors import Refusal
from selon.serve.state import TheServer

router = APIRouter(include_in_schema=False)


@router.get("/login")
def show_login(next: str = "/") -> HTMLResponse:
    """The form."""
    return _page(next)


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
        page = _page(next, refused.detail, refused.status_code)
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


def _page(next: str, trouble: str = "", status: int = 200) -> HTMLResponse:
    made = Environment(loader=PackageLoader("selon.serve"), autoescape=True)
    text = made.get_template("login.html").render(next=_own(next), trouble=trouble)
    return HTMLResponse(text, status, {"Cache-Control": "no-store"})
