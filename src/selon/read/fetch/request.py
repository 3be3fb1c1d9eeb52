"""One request to a web server: the address that was checked is the one that is asked, within limits."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit

from selon.model.errors import SkipReport
from selon.read.fetch.addresses import Resolve, find_addresses

AGENT = "selon (+https://pypi.org/project/selon/)"
PART = 65_536


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class World:
    """What fetching needs from outside: names of hosts, the date, a clock in seconds, and sleep."""

    resolve: Resolve = socket.getaddrinfo
    now: Callable[[], datetime] = _now
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Manners:
    """How servers are asked: seconds between two requests to one host, seconds and bytes for one answer, tries."""

    agent: str = AGENT
    delay: float = 2.0
    seconds: float = 30.0
    size: int = 5_000_000
    retries: int = 2
    allow_private: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; status 0 and `trouble` where it said nothing that can be used."""

    url: str
    status: int = 0
    reason: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    trouble: str = ""


def ask(url: str, headers: Mapping[str, str], manners: Manners, world: World) -> Answer:
    """The answer to one GET, without following where it points; SkipReport for an address that may not be asked."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SkipReport(url, "is no address of the web: it must begin with http:// or https://")
    try:
        host = parts.hostname.encode("idna").decode("ascii")
        port = parts.port or (443 if parts.scheme == "https" else 80)
        addresses = find_addresses(url, host, port, world.resolve, allow_private=manners.allow_private)
    except (OSError, ValueError) as error:
        return Answer(url, trouble=f"its host cannot be found: {error}")
    target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    )
    secure = parts.scheme == "https"
    connection = _Pinned(host, port, addresses, manners.seconds, secure=secure)
    # The socket's own limit is for each part of an answer; a server that drips needs one for the whole.
    alarm = threading.Timer(manners.seconds, connection.cut)
    alarm.daemon = True
    alarm.start()
    try:
        connection.request("GET", target, headers={"User-Agent": manners.agent, "Accept-Encoding": "gzip", **headers})
        return _read(url, connection, manners.size)
    except (OSError, http.client.HTTPException, ValueError) as error:
        said = f"no answer in {manners.seconds:g} seconds" if connection.was_cut else str(error) or type(error).__name__
        return Answer(url, trouble=said)
    finally:
        alarm.cancel()
        connection.close()


class _Pinned(http.client.HTTPConnection):
    """A connection to addresses that were looked up and checked before."""

    def __init__(self, host: str, port: int, addresses: list[str], seconds: float, *, secure: bool) -> None:
        super().__init__(host, port, timeout=seconds)
        self._addresses, self._secure = addresses, secure
        self._held: socket.socket | None = None
        self.was_cut = False

    def connect(self) -> None:
        """Open the first of the addresses that answers."""
        for number, address in enumerate(self._addresses, start=1):
            try:
                self.sock = socket.create_connection((address, self.port), self.timeout)
                break
            except OSError:
                if number == len(self._addresses):
                    raise
        if self._secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        self._held = self.sock

    def cut(self) -> None:
        """End it, whatever the server does."""
        self.was_cut = True
        if self._held is not None:
            try:
                self._held.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it has ended by itself


def _read(url: str, connection: _Pinned, most: int) -> Answer:
    response = connection.getresponse()
    parts: list[bytes] = []
    size = 0
    while part := response.read1(PART):
        parts.append(part)
        size += len(part)
        if size > most:
            return Answer(url, trouble=f"is longer than {most:,} bytes; raise the limit with --page-limit")
    if connection.was_cut:
        raise OSError("cut")
    if response.length:
        return Answer(url, trouble=f"was cut off: {response.length:,} bytes less than its server said")
    headers = {name.lower(): value for name, value in response.headers.items() if name.lower() != "transfer-encoding"}
    return Answer(url, response.status, response.reason, headers, b"".join(parts))
