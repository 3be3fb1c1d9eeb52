"""Attacks by the network, one a test: paths, posted addresses, bodies and heads, other names. None gets in."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.serve.desk import Desk
from tests.serve.inside import Inside, lead_to, open_inside, posted, resolve_by
from tests.serve.running import Running, run_server

EVIL = "https://evil.example"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that really listens, with short patience."""
    with run_server(tmp_path_factory.mktemp("running") / "ledger.db", body_seconds=1.0, head_seconds=1.0) as server:
        yield server


# Out of the folder.


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/%2e%2e%2f%2e%2e%2fsettings.py",
        "/static/..\\app.py",
        "/static//etc/passwd",
        "/static/%00",
        "/static/....//app.py",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/api/reports/..%2f..%2fetc%2fpasswd/raw",
        "/api/reports/../../../etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_folder(running: Running, path: str) -> None:
    answer = running.say(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    assert answer.split(b" ")[1] in (b"404", b"400", b"401")
    assert b"root:" not in answer and b"create_app" not in answer


# Addresses that lead inside.


@pytest.fixture
def inside() -> Iterator[Inside]:
    """A server that no posted address may reach."""
    with open_inside() as server:
        yield server


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://user:pass@127.0.0.1/",
        "http://127.0.0.1:6379/",
    ],
)
def test_a_posted_address_that_leads_inside_is_not_asked(desk: Desk, url: str) -> None:
    told = posted(desk, {"url": url})
    assert told["state"] == "failed" and told["reports"] == []
    assert "no public address" in told["skipped"][0] or "cannot be found" in told["skipped"][0]


def test_a_name_that_leads_inside_is_not_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch, inside: Inside) -> None:
    lead_to(monkeypatch, {"desk.example": ["127.0.0.1"]})
    told = posted(desk, {"url": f"http://desk.example:{inside.port}/"})
    assert "no public address" in told["skipped"][0] and inside.asked == []


def test_a_name_that_leads_outside_and_inside_is_not_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, inside: Inside
) -> None:
    lead_to(monkeypatch, {"desk.example": ["93.184.215.14", "127.0.0.1"]})
    told = posted(desk, {"url": f"http://desk.example:{inside.port}/"})
    assert "no public address" in told["skipped"][0] and inside.asked == []


def test_a_redirect_that_leads_inside_is_not_followed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, inside: Inside
) -> None:
    """The first host counts as public here, and answers with the address of a private one."""
    lead_to(monkeypatch, {"public.example": ["127.0.0.1"], "private.example": ["127.0.0.2"]})
    monkeypatch.setattr("selon.read.fetch.addresses.is_public", lambda address: address == "127.0.0.1")
    inside.redirect = f"http://private.example:{inside.port}/secret"
    told = posted(desk, {"url": f"http://public.example:{inside.port}/page"})
    assert told["state"] == "failed" and "no public address" in told["skipped"][0]
    assert "/secret" not in inside.asked and "/page" in inside.asked


def test_an_address_is_looked_up_once_so_that_it_cannot_turn(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, inside: Inside
) -> None:
    """A name that is public when it is checked and private when it is asked: it is not looked up again to be asked."""
    turns = iter([["127.0.0.1"], ["127.0.0.1"], *[["127.0.0.2"]] * 10])
    asked: list[str] = []

    def look_up(host: str, port: int, **kind: Any) -> list[Any]:
        asked.append(host)
        return [(2, 1, 6, "", (address, port)) for address in next(turns)]

    resolve_by(monkeypatch, look_up)
    monkeypatch.setattr("selon.read.fetch.addresses.is_public", lambda address: address == "127.0.0.1")
    posted(desk, {"url": f"http://turning.example:{inside.port}/page"})
    assert len(asked) == len(inside.asked), "each request by its own look-up, and none without"


# Bodies and heads too large, too slow, of another shape.


def test_a_body_that_is_too_large_is_refused_before_it_is_taken_in(desk: Desk) -> None:
    headers = desk.token("reviewer")
    long = desk.client.post("/api/reviews", content=b"x" * 100_001, headers=headers)
    assert (long.status_code, long.json()["error"]["code"]) == (413, "too_large")
    most = 2 * desk.server.settings.page_limit + 10_000
    parts = (b"x" * 1_000_000 for _ in range(most // 1_000_000 + 2))
    endless = desk.client.post("/api/reports", content=parts, headers=headers)
    assert endless.status_code == 413


def test_a_body_from_nobody_is_not_taken_in(desk: Desk) -> None:
    assert desk.client.post("/api/reports", content=b"x" * 50_000_000).status_code == 401


def test_a_slow_body_is_cut_off(running: Running) -> None:
    head = b"POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    head += b"Content-Length: 500\r\n\r\n"
    start = time.monotonic()
    answer = running.drip(head, b"{", every=0.1)
    assert b" 408 " in answer.split(b"\r\n")[0] and b"too_slow" in answer
    assert time.monotonic() - start < 9


def test_a_slow_head_is_cut_off(running: Running) -> None:
    start = time.monotonic()
    assert running.drip(b"GET /api/health HTTP/1.1\r\n", b"X", every=0.1) == b""
    assert time.monotonic() - start < 9
    assert b" 200 " in running.say(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


def test_many_who_say_nothing_keep_nobody_out(running: Running) -> None:
    idle = [socket.create_connection(("127.0.0.1", running.port)) for _ in range(200)]
    try:
        answer = running.say(b"GET /api/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert b" 200 " in answer.split(b"\r\n")[0]
    finally:
        for one in idle:
            one.close()


@pytest.mark.parametrize(
    "request_",
    [
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 2_000_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 2_000_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        b"POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"\x16\x03\x01\x02\x00 no HTTP at all\r\n\r\n",
    ],
)
def test_a_broken_head_is_400_and_no_more(running: Running, request_: bytes) -> None:
    answer = running.say(request_)  # a connection that is closed while more comes may lose even the 400
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400 ")


def test_deep_and_odd_json_is_a_wrong_value(desk: Desk) -> None:
    headers = desk.token("reviewer") | {"Content-Type": "application/json"}
    for body in (
        b"[" * 50_000,
        b'{"text": ' * 10_000,
        b'{"a": NaN}',
        b"\xff\xfe",
        b"{" + b'"a":1,' * 9_000 + b'"b":2}',
    ):
        found = desk.client.post("/api/reviews", content=body, headers=headers)
        assert found.status_code in (400, 422), body[:20]
        assert found.json()["error"]["code"] in ("bad_request", "wrong_value")


# Other names for this server.


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "", "[::2]", "a b"]
)
def test_a_page_whose_name_was_turned_to_this_address_gets_nothing(open_to_all: Desk, host: str) -> None:
    found = open_to_all.client.get("/api/claims", headers={"Host": host})
    assert (found.status_code, found.json()["error"]["code"]) == (421, "wrong_host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:9", "[::1]:8000"])
def test_the_servers_own_names_are_answered(open_to_all: Desk, host: str) -> None:
    assert open_to_all.client.get("/api/claims", headers={"Host": host}).status_code == 200
