"""Before anything is read of a request: by which name the server is called, and how long and slow a body may be."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.datastructures import Headers as Given
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from selon.serve.errors import error_response

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
BODY_SECONDS = 20.0
SMALL_BODY = 100_000  # bytes, for all that is no report


class Head:
    """Answers HEAD as GET: the server leaves the body out by itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)


class Host:
    """Answers only by the server's own names: a page elsewhere whose name was turned to this address gets nothing."""

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in (*LOOPBACK, *names))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] == "http" and not self._is_ours(Given(scope=scope).getlist("host")):
            answer = error_response("wrong_host", "this server has another name; SELON_NAMES can give it this one")
            await answer(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, hosts: list[str]) -> bool:
        return len(hosts) == 1 and without_port(hosts[0]) in self._names


def without_port(host: str) -> str:
    """The name in a Host header, in small letters, without its port."""
    name, sign, port = host.lower().rpartition(":")
    return name if sign and port.isdecimal() else host.lower()


def names_of(host: str, more: Iterable[str]) -> tuple[str, ...]:
    """The names by which a server is called that listens at `host`."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return (host, *more)
    if address.is_unspecified:
        return tuple(more)
    return (f"[{address}]" if address.version == 6 else str(address), *more)


@dataclass(frozen=True, slots=True)
class Limits:
    """Most bytes of a body, by the path that takes it; `small` for all others; most seconds until it is there."""

    large: Mapping[str, int]
    small: int = SMALL_BODY
    seconds: float = BODY_SECONDS


class Body:
    """Takes in the whole body before the application begins, within limits; then a slow sender holds nothing."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse its body."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        most = self._limits.large.get(scope["path"], self._limits.small)
        try:
            async with asyncio.timeout(self._limits.seconds):
                body = await _take(scope, receive, most)
        except TimeoutError:
            slow = f"the body did not come within {self._limits.seconds:g} seconds"
            await error_response("too_slow", slow, {"Connection": "close"})(scope, receive, send)
            return
        if body is None:
            long = f"the body is longer than {most:,} bytes"
            await error_response("too_large", long, {"Connection": "close"})(scope, receive, send)
            return
        await self._app(scope, give_again(body, receive), send)


async def _take(scope: Scope, receive: Receive, most: int) -> bytes | None:
    """The whole body; None where it is, or is said to be, too long."""
    said = Given(scope=scope).get("content-length", "0")
    if said.isdecimal() and int(said) > most:
        return None
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return b"".join(parts)
        parts.append(message.get("body", b""))
        size += len(parts[-1])
        if size > most:
            return None
        if not message.get("more_body"):
            return b"".join(parts)


def give_again(body: bytes, receive: Receive) -> Receive:
    """What gives the body once, and then what comes after it."""
    waiting = [body]

    async def give() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return give
