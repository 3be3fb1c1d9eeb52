"""Which addresses of the network may be asked: public ones, unless private ones are allowed."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

from selon.model.errors import SkipReport

Resolve = Callable[..., list[tuple[Any, Any, Any, str, Any]]]
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits


def find_addresses(url: str, host: str, port: int, resolve: Resolve, *, allow_private: bool) -> list[str]:
    """The addresses of a host, resolved once, so that what is checked is what is asked.

    SkipReport where one of them is private, loopback, link-local, multicast or reserved; OSError where there is none.
    """
    found = list(dict.fromkeys(str(row[4][0]) for row in resolve(host, port, type=socket.SOCK_STREAM)))
    for address in found:
        if not allow_private and not is_public(address):
            raise SkipReport(url, f"{host} is at {address}, which is no public address; --allow-private permits it")
    if not found:
        raise OSError(f"{host} has no address")
    return found


def is_public(written: str) -> bool:
    """Whether an address is one of the public internet, also where it holds an older address inside."""
    address = ipaddress.ip_address(written.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped is not None or address in NAT64:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
        if address.sixtofour is not None or address.teredo is not None:
            return False  # tunnels of long ago, whose ends cannot be told
    return address.is_global and not address.is_multicast and not address.is_reserved
