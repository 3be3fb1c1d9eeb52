"""The gate: finds out who asks, lets in whom it may, and lets changes through only from where they were meant.

Nothing but OPEN is answered to who is not signed in, where accounts are asked for; no method that changes anything is
let through without an account that may, whatever the route behind it checks besides.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from selon.model.errors import StopRun
from selon.serve.auth.sessions import Sessions
from selon.serve.auth.visitor import READER, Visitor, session_in
from selon.serve.errors import Refusal, as_refusal, error_response
from selon.serve.guard import give_again

OPEN = ("/login", "/api/session", "/api/health", "/favicon.ico", "/robots.txt")
SIGNING_IN = ("/login", "/api/session")  # begin a session, so none can prove itself yet
OWN = ("/logout",)  # change nothing but the visitor's own session
CHANGES = ("POST", "PUT", "PATCH", "DELETE")
CSRF_HEADER, CSRF_FIELD = "x-csrf-token", "csrf_token"

Routes = Callable[[], list[BaseRoute]]


class Gate:
    """Stands before the application; without `sessions` everybody may read and nobody may change anything."""

    def __init__(self, app: ASGIApp, sessions: Sessions | None, routes: Routes) -> None:
        self._app, self._sessions, self._routes = app, sessions, routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            visitor = await self._find_visitor(Request(scope))
            refused = self._refuse(Request(scope), visitor)
        except (Refusal, StopRun) as error:
            found = as_refusal(error)
            refused = error_response(found.code, found.detail, found.headers, **found.more)
        if refused is not None:
            await refused(scope, receive, send)
            return
        scope.setdefault("state", {}).update(visitor=visitor, user=visitor.name, csrf=visitor.csrf or None)
        await self._app(scope, receive, send)

    async def _find_visitor(self, request: Request) -> Visitor:
        if self._sessions is None:
            return READER
        scheme, _, secret = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            account = await run_in_threadpool(self._sessions.find_by_token, secret.strip())
            if account is None:
                raise _not_signed_in("the token is none, or is over")
            return Visitor(account.name, account.role)
        if session := session_in(request):
            account = await run_in_threadpool(self._sessions.find, session)
            if account is not None:
                return Visitor(account.name, account.role, session)
        return Visitor()

    def _refuse(self, request: Request, visitor: Visitor) -> Response | None:
        path = request.url.path
        if path in OPEN or path.startswith("/static/"):
            return None
        if visitor.role == "":
            return _ask_to_sign_in(request)
        if (
            request.method in CHANGES
            and path not in OWN
            and not visitor.may("reviewer")
            and self._is_route(request.scope)
        ):
            if self._sessions is None:
                raise Refusal("read_only", "this server is read-only; started with --auth, it lets accounts change")
            raise Refusal("not_permitted", "this needs an account with the role reviewer")
        return None

    def _is_route(self, scope: Scope) -> bool:
        """Whether the address has that method; where not, the router says so better."""
        return any(route.matches(scope)[0] is Match.FULL for route in self._routes())


class Forgery:
    """Refuses changes that a page elsewhere sends by a visitor's browser; stands where the body is taken in already."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http" or scope["method"] not in CHANGES:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        visitor: Visitor = scope["state"]["visitor"]
        if not _is_from_here(request):
            refused = error_response("forged", "the request comes from a page of another site")
            await refused(scope, receive, send)
            return
        if visitor.session is None or (scope["method"] == "POST" and scope["path"] in SIGNING_IN):
            await self._app(scope, receive, send)
            return
        body = await request.body()
        given = request.headers.get(CSRF_HEADER) or _field(request, body)
        if not hmac.compare_digest(given.encode("utf-8", "replace"), visitor.csrf.encode()):
            refused = error_response("forged", f"a change by a session needs its token, as `{CSRF_HEADER}`")
            await refused(scope, receive, send)
            return
        await self._app(scope, give_again(body, receive), send)


def _is_from_here(request: Request) -> bool:
    """Whether the browser says that a page of this server asks; what says nothing is no browser."""
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    host = request.headers.get("host", "").lower()
    return origin is None or origin.lower() in (f"http://{host}", f"https://{host}")


def _field(request: Request, body: bytes) -> str:
    type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if type != "application/x-www-form-urlencoded":
        return ""
    try:
        fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=1000)
    except ValueError:
        return ""  # more fields than any form has
    return fields.get(CSRF_FIELD, [""])[0]


def _not_signed_in(message: str) -> Refusal:
    return Refusal("not_signed_in", message, headers={"WWW-Authenticate": 'Bearer realm="selon"'})


def _ask_to_sign_in(request: Request) -> Response:
    wants_page = "text/html" in request.headers.get("accept", "")
    if request.method == "GET" and wants_page and not request.url.path.startswith("/api"):
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(wanted, safe='')}", 303)
    refused = _not_signed_in("sign in, or send a token: `selon user token NAME` makes one")
    return error_response(refused.code, refused.detail, refused.headers)
