"""The session of a browser: who is signed in, signing in and out."""

from __future__ import annotations

from fastapi import Request, Response

from selon.serve.api.answers import answer
from selon.serve.api.openapi import CHANGES, errors, router_of
from selon.serve.api.shapes.desk import Session, SignIn
from selon.serve.auth.sessions import proof_of
from selon.serve.auth.signing import sign_in, sign_out
from selon.serve.auth.visitor import TheVisitor
from selon.serve.state import TheServer

router = router_of("session")


@router.get("/api/session", response_model=Session, responses=errors())
def show_session(visitor: TheVisitor, server: TheServer) -> Response:
    """Who is signed in, and what goes with each change."""
    shown = {"name": visitor.name, "role": visitor.role, "csrf": visitor.csrf or None}
    return answer(shown | {"auth": server.settings.serving.auth})


@router.post("/api/session", response_model=Session, responses=errors(*CHANGES, "too_many"))
def begin_session(given: SignIn, request: Request, server: TheServer) -> Response:
    """Sign in: the answer sets the session's cookie."""
    cookie = Response()
    account, secret = sign_in(server, request, cookie, given.name, given.password)
    found = answer({"name": account.name, "role": account.role, "csrf": proof_of(secret), "auth": True})
    found.headers["Set-Cookie"] = cookie.headers["Set-Cookie"]
    return found


@router.delete("/api/session", response_model=Session, responses=errors(*CHANGES))
def end_session(request: Request, server: TheServer) -> Response:
    """Sign out."""
    found = answer({"name": None, "role": "", "csrf": None, "auth": server.settings.serving.auth})
    sign_out(server, request, found)
    return found
