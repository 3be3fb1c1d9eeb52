"""Who asks, as far as it is known, and the cookie by which a browser says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.responses import Response

from selon.serve.auth.accounts import reaches
from selon.serve.auth.sessions import HOURS, proof_of
from selon.serve.errors import Refusal
from selon.serve.guard import LOOPBACK, without_port

COOKIE, SECURE_COOKIE = "selon", "__Host-selon"


@dataclass(frozen=True, slots=True)
class Visitor:
    """`name` is None where nobody is signed in; `session` is the secret of a browser's session, where that is how."""

    name: str | None = None
    role: str = ""
    session: str | None = None

    @property
    def csrf(self) -> str:
        """What a form or script of this session sends with each change; empty without a session."""
        return proof_of(self.session) if self.session else ""

    def may(self, role: str) -> bool:
        """Whether this role reaches so far."""
        return reaches(self.role, role)


READER = Visitor(role="reader")  # everybody, where accounts are not asked for


async def visitor_of(request: Request) -> Visitor:
    """Who asks."""
    found: Visitor = request.scope["state"]["visitor"]
    return found


TheVisitor = Annotated[Visitor, Depends(visitor_of)]


async def _reviewer(visitor: TheVisitor) -> Visitor:
    return _must(visitor, "reviewer")


async def _admin(visitor: TheVisitor) -> Visitor:
    return _must(visitor, "admin")


def _must(visitor: Visitor, role: str) -> Visitor:
    if visitor.name is None or not visitor.may(role):
        raise Refusal("not_permitted", f"this needs an account with the role {role}")
    return visitor


TheReviewer = Annotated[Visitor, Depends(_reviewer)]
TheAdmin = Annotated[Visitor, Depends(_admin)]


def is_plain_loopback(request: Request) -> bool:
    """Whether a browser asks its own machine without TLS: there alone a cookie may go unprotected."""
    return request.url.scheme == "http" and without_port(request.headers.get("host", "")) in LOOPBACK


def session_in(request: Request) -> str | None:
    """The secret that the browser's cookie holds."""
    return request.cookies.get(COOKIE if is_plain_loopback(request) else SECURE_COOKIE)


def set_session(request: Request, response: Response, secret: str | None) -> None:
    """Give the browser its session, or take it away."""
    plain = is_plain_loopback(request)
    response.set_cookie(
        COOKIE if plain else SECURE_COOKIE,
        secret or "",
        max_age=HOURS * 3600 if secret else 0,
        path="/",
        secure=not plain,
        httponly=True,
        samesite="strict",
    )
