"""The server that listens: where it may, how it treats connections that dawdle, and what it says at start."""

from __future__ import annotations

import asyncio
import ipaddress
from contextlib import suppress
from threading import Thread
from typing import Any

import uvicorn
from fastapi import FastAPI
from uvicorn.protocols.http.h11_impl import H11Protocol

from selon.model.errors import StopRun
from selon.serve.state import Server
from selon.settings import Serving

HEADER_SECONDS = 10.0  # until the lines of a request's head are there
KEEP_ALIVE_SECONDS = 15
MOST_CONNECTIONS = 1000
STOP_SECONDS = 5  # for what is being answered when the server stops


def check_address(serving: Serving) -> None:
    """StopRun where the server would listen to other machines without asking for accounts."""
    if not serving.auth and not is_loopback(serving.host):
        raise StopRun(
            f"--host: {serving.host} can be reached by other machines; that needs --auth and an account "
            "(`selon user add NAME --role admin`)"
        )


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own, unreachable from any other."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def check_accounts(server: Server) -> None:
    """StopRun where accounts are asked for and there is none."""
    if server.settings.serving.auth and not server.accounts.count():
        raise StopRun("--auth: there is no account yet; `selon user add NAME --role admin` makes one")


class Impatient(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, but a head that does not come in time ends the connection.

    Uvicorn itself waits for ever for the rest of a request's first lines.
    """

    patience = HEADER_SECONDS
    _alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """A connection begins: the first head must come."""
        super().connection_made(transport)
        self._set_alarm()

    def data_received(self, data: bytes) -> None:
        """Bytes come; once they make a whole head, the application has its own limits."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_alarm()
        elif self._alarm is None:
            self._set_alarm()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._stop_alarm()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """The next head on this connection has its own time, once its first bytes are there."""
        super().on_response_complete()
        self._stop_alarm()

    def _set_alarm(self) -> None:
        self._alarm = self.loop.call_later(self.patience, self._end)

    def _stop_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _end(self) -> None:
        self._alarm = None
        if not self.transport.is_closing():
            self.transport.abort()


def configure(app: FastAPI, serving: Serving, *, head_seconds: float = HEADER_SECONDS) -> uvicorn.Config:
    """How uvicorn serves the application."""
    http = type("Impatient", (Impatient,), {"patience": head_seconds})
    return uvicorn.Config(
        app,
        host=serving.host,
        port=serving.port,
        http=http,
        ws="none",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=bool(serving.proxies),
        forwarded_allow_ips=list(serving.proxies),
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=STOP_SECONDS,
        limit_concurrency=MOST_CONNECTIONS,
        h11_max_incomplete_event_size=32_768,
    )


class Announced(uvicorn.Server):
    """A server that says where it answers once it does."""

    def __init__(self, config: uvicorn.Config, say: Any) -> None:
        super().__init__(config)
        self._say = say

    async def startup(self, sockets: Any = None) -> None:
        """Begin to listen."""
        await super().startup(sockets=sockets)
        if self.started and self.servers:
            name, port = self.servers[0].sockets[0].getsockname()[:2]
            self._say(f"http://{f'[{name}]' if ':' in name else name}:{port}")


def run(app: FastAPI, say: Any) -> None:
    """Check, listen, and answer until stopped; `say` is told the address. StopRun where it may or can not listen."""
    serving = app.state.server.settings.serving
    check_address(serving)
    check_accounts(app.state.server)
    Thread(target=_warm, args=(app,), name="selon-warm", daemon=True).start()
    server = Announced(configure(app, serving), say)
    try:
        server.run()
    except SystemExit as error:  # uvicorn has told why on standard error
        raise StopRun(f"--port: {serving.host}:{serving.port} cannot be listened at; is it taken?") from error


def _warm(app: FastAPI) -> None:
    """Make before anybody asks what takes long the first time: what pages are drawn from, the index of places."""
    app.state.atlas.warm()
    with suppress(StopRun):
        app.state.server.find_place("Paris")
