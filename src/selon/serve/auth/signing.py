"""Signing in and out: guesses are counted, sessions begun and ended, the browser's cookie set."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from selon.serve.auth.accounts import Account
from selon.serve.auth.visitor import session_in, set_session
from selon.serve.errors import Refusal, too_many
from selon.serve.state import Server


def sign_in(server: Server, request: Request, response: Response, name: str, password: str) -> tuple[Account, str]:
    """Begin a session and give the browser its cookie; the account and the session's secret.

    Refused where the password is another one, after too many guesses, and where no accounts are asked for.
    """
    if not server.settings.serving.auth:
        raise Refusal("read_only", "this server asks for no accounts; started with --auth it does")
    address = request.client.host if request.client else ""
    if (seconds := server.guesses.take(name, address)) > 0:
        raise too_many("too many guesses; wait before the next", seconds)
    account = server.accounts.check(name, password)
    if account is None:
        raise Refusal("not_signed_in", "there is no account with that name and password")
    server.guesses.forgive(name, address)
    secret = server.sessions.begin(account, session_in(request))
    set_session(request, response, secret)
    return account, secret


def sign_out(server: Server, request: Request, response: Response) -> None:
    """End the browser's session."""
    if secret := session_in(request):
        server.sessions.end(secret)
    set_session(request, response, None)
