"""Attacks, one a test: none gets in."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request, Response
from fastapi.routing import APIRoute
from tests.ledger.reports import RUN, english
from tests.serve.desk import CLAIM, OTHER, PASSWORD, Desk, open_desk
from tests.serve.inside import Inside, lead_to, open_inside, posted, resolve_by
from tests.serve.running import Running, run_server

from selon.model.attribution import Source
from selon.model.claim import Actor, Evidence
from selon.model.reading import Reading
from selon.serve import api, pages
from selon.serve.auth.signing import sign_in
from selon.serve.errors import Refusal
from selon.serve.headers import policy
from selon.settings import Serving

EVIL = "https://evil.example"
SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
REVIEW = {"claim": CLAIM, "verdict": "accept", "why": "x"}
JUDGEMENT = {"left": CLAIM, "right": OTHER, "verdict": "same", "why": "x"}


# Stored scripts: in each field that comes from a report.


def poisoned() -> Reading:
    """A report whose every field is a script."""
    reading = english(66, f"{SCRIPT} The mayor said on Monday that rebels had seized the depot in Izium.")
    report = replace(reading.report, outlet=SCRIPT, title=SCRIPT, author=SCRIPT, url=f"javascript:{SCRIPT}")
    report = replace(report, name=SCRIPT, path=SCRIPT, notes=(SCRIPT,), origin=SCRIPT)
    claim = reading.claims[1]
    place, cue = claim.place, claim.sources[0].cue
    assert place is not None
    whole = claim.sentence
    claim = replace(
        claim,
        trigger=replace(claim.trigger),
        sources=(Source(SCRIPT, "say", "indirect", whole, cue),),
        agent=Actor(whole, SCRIPT),
        target=Actor(whole, SCRIPT),
        place=replace(place, span=whole, name=SCRIPT, relation=SCRIPT, gazetteer_id=SCRIPT, reasons=(SCRIPT,)),
        evidence=(Evidence(whole, whole),),
        reasons=(SCRIPT,),
    )
    return Reading(report, (claim,), ())


class Tags(HTMLParser):
    """Which tags a page holds, and which of their attributes would run something."""

    def __init__(self) -> None:
        super().__init__()
        self.running: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "script" and not str(found.get("src", "")).startswith("/static/"):
            self.running.append(tag)
        self.running += [name for name, value in attrs if name.startswith("on") or name == "style"]
        self.running += [str(value) for value in found.values() if str(value).lower().startswith("javascript:")]


def every_address(report: str, claim: str) -> list[str]:
    """The addresses of all routes that are asked by GET, their ids filled in."""
    filled = {"report": report, "claim": claim, "ident": report, "incident": "i1", "job": "w_1", "name": SCRIPT}
    found = []
    for route in (route for router in (*api.ROUTERS, *pages.ROUTERS) for route in router.routes):
        if isinstance(route, APIRoute) and "GET" in route.methods:
            path = route.path
            for name, value in filled.items():
                path = path.replace(f"{{{name}}}", value)
            found.append(path)
    return found


def test_scripts_in_a_report_run_nowhere(tmp_path: Path) -> None:
    with open_desk(tmp_path / "ledger.db") as desk:
        reading = poisoned()
        desk.ledger.add(reading, run=RUN)
        (listed, *_) = desk.ledger.reports(1)
        asked = every_address(listed.id, reading.claims[0].id)
        assert f"/api/reports/{listed.id}" in asked and f"/api/claims/{reading.claims[0].id}" in asked
        for address in asked:
            for accepted in ("text/html", "*/*"):
                found = desk.client.get(address, headers={"Accept": accepted})
                assert found.headers["x-content-type-options"] == "nosniff", address
                if found.headers["content-type"].startswith("text/html"):
                    tags = Tags()
                    tags.feed(found.text)
                    assert tags.running == [], address
                    assert "'unsafe" not in found.headers["content-security-policy"]
                else:
                    kinds = ("application/", "text/event-stream", "text/css", "text/csv", "image/", "text/javascript")
                    assert found.headers["content-type"].startswith(kinds), address


def test_the_bytes_of_a_report_are_for_saving_and_run_nowhere(open_to_all: Desk) -> None:
    reading = english(67)
    report = replace(reading.report, name='x"\r\nSet-Cookie: a=b', format="html", raw=b"<script>alert(1)</script>")
    open_to_all.ledger.add(replace(reading, report=report), run=RUN)
    found = open_to_all.client.get(f"/api/reports/{open_to_all.ledger.reports(1)[0].id}/raw")
    assert found.headers["content-type"] == "application/octet-stream"
    assert found.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert found.headers["content-disposition"].startswith("attachment; filename*=UTF-8''x%22%0D%0ASet-Cookie")
    assert "set-cookie" not in found.headers


def test_the_policy_lets_nothing_run_but_what_is_served_from_here() -> None:
    given = dict(part.split(" ", 1) for part in policy(Serving()).split("; "))
    assert given["default-src"] == "'none'" and given["script-src"] == given["style-src"] == "'self'"
    assert given["frame-ancestors"] == given["base-uri"] == "'none'" and given["form-action"] == "'self'"
    tiles = policy(Serving(tiles="https://{s}.tile.example/{z}/{x}/{y}.png?key=1; script-src *"))
    assert "img-src 'self' data: blob: https://*.tile.example;" in tiles and "script-src 'self';" in tiles


def test_an_error_does_not_repeat_a_script_as_html(open_to_all: Desk) -> None:
    found = open_to_all.client.get("/api/claims", params={"kind": SCRIPT}, headers={"Accept": "text/html"})
    assert found.status_code == 422 and found.headers["content-type"] == "application/json"


# Changes that a page elsewhere sends by a visitor's browser.


@pytest.mark.parametrize("headers", [{}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "0" * 64}, {"X-CSRF-Token": "é"}])
def test_a_session_without_its_token_changes_nothing(desk: Desk, headers: dict[str, str]) -> None:
    desk.sign_in("admin")
    encoded = {name: value.encode("utf-8") for name, value in headers.items()}
    for address, given in (("reviews", REVIEW), ("judgements", JUDGEMENT), ("reports", {"text": "x"})):
        found = desk.client.post(f"/api/{address}", json=given, headers=encoded)
        assert (found.status_code, found.json()["error"]["code"]) == (403, "forged")
    assert desk.ledger.reviews() == [] and desk.ledger.judgements() == [] and desk.server.jobs.page(9, None) == []


def test_the_token_of_another_session_is_none(desk: Desk) -> None:
    other = desk.sign_in("reviewer")
    desk.client.cookies.clear()
    desk.sign_in("admin")
    assert desk.client.post("/api/reviews", json=REVIEW, headers=other).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Origin": EVIL}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}],
)
def test_a_page_of_another_site_changes_nothing_even_with_the_token(desk: Desk, headers: dict[str, str]) -> None:
    own = desk.sign_in("admin")
    found = desk.client.post("/api/reviews", json=REVIEW, headers=own | headers)
    assert (found.status_code, found.json()["error"]["code"]) == (403, "forged")
    login = desk.client.post("/login", data={"name": "admin", "password": PASSWORD}, headers=headers)
    assert login.status_code == 403, "nor does it sign anybody in"
    assert desk.ledger.reviews() == []


def test_a_form_of_another_site_is_no_json(desk: Desk) -> None:
    headers = desk.token("admin") | {"Content-Type": "text/plain"}
    assert desk.client.post("/api/reviews", content=json.dumps(REVIEW), headers=headers).status_code == 422
    assert desk.ledger.reviews() == []


def test_asking_changes_nothing(desk: Desk) -> None:
    desk.sign_in("admin")
    head = desk.ledger.head()
    for address in every_address(desk.ledger.reports(1)[0].id, CLAIM):
        if not address.endswith("/events"):
            desk.client.get(address)
    assert desk.ledger.head() == head


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


# Sessions and roles.


def test_a_session_that_was_planted_is_not_taken_up(desk: Desk) -> None:
    desk.client.cookies.set("selon", "planted")
    planted = {"Cookie": "selon=planted"}
    begun = desk.client.post("/api/session", json={"name": "admin", "password": PASSWORD}, headers=planted)
    assert "selon=planted" not in begun.headers["set-cookie"]
    desk.client.cookies.clear()
    assert desk.client.get("/api/claims", headers=planted).status_code == 401


def test_signing_in_again_ends_the_session_before(desk: Desk) -> None:
    desk.sign_in("reader")
    before = desk.client.cookies["selon"]
    desk.sign_in("reader")
    assert desk.client.cookies["selon"] != before
    desk.client.cookies.clear()
    assert desk.client.get("/api/claims", headers={"Cookie": f"selon={before}"}).status_code == 401


def changes(desk: Desk) -> Iterator[tuple[str, str, Any, str]]:
    """Every change that can be asked for, and the least role that it needs."""
    report = desk.ledger.reports(1)[0].id
    yield "POST", "/api/reports", {"text": "The mayor said that rebels had seized it."}, "reviewer"
    yield "POST", "/api/reviews", REVIEW, "reviewer"
    yield "POST", "/api/judgements", JUDGEMENT, "reviewer"
    yield "DELETE", f"/api/reports/{report}", {"why": "x"}, "admin"


def test_no_role_does_what_a_higher_one_may(desk: Desk) -> None:
    for method, address, given, needed in changes(desk):
        for role in ("reader", "reviewer", "admin"):
            if role == needed:
                break
            head = desk.ledger.head()
            found = desk.client.request(method, address, json=given, headers=desk.token(role))
            assert (found.status_code, found.json()["error"]["code"]) == (403, "not_permitted"), (address, role)
            assert desk.ledger.head() == head


def test_every_route_that_changes_is_known_to_these_tests(desk: Desk) -> None:
    known = {address for _, address, _, _ in changes(desk)}
    found = set()
    for path, methods in desk.client.get("/api/openapi.json", headers=desk.token("reader")).json()["paths"].items():
        found |= {path for method in methods if method in ("post", "put", "patch", "delete")}
    assert found - known == {
        "/api/session",
        "/api/reports/{report}",
        "/api/judgements/{judgement}",
        "/api/reviews/{review}",
    }


def test_what_another_said_is_not_taken_back_but_by_an_admin(desk: Desk) -> None:
    said = {
        "reviews": desk.client.post("/api/reviews", json=REVIEW, headers=desk.token("admin")).json()["id"],
        "judgements": desk.client.post("/api/judgements", json=JUDGEMENT, headers=desk.token("admin")).json()["id"],
    }
    for where, name in said.items():
        refused = desk.client.request(
            "DELETE", f"/api/{where}/{name}", json={"why": "x"}, headers=desk.token("reviewer")
        )
        assert refused.status_code == 403
        wrong = desk.client.request(
            "DELETE", f"/api/{where}/{desk.ledger.reports(1)[0].id}", json={"why": "x"}, headers=desk.token("reviewer")
        )
        assert wrong.status_code == 404, "and a report is no review"
    own = desk.client.request(
        "DELETE", f"/api/reviews/{said['reviews']}", json={"why": "x"}, headers=desk.token("admin")
    )
    assert own.status_code == 200


def test_nobody_speaks_in_anothers_name(desk: Desk) -> None:
    found = desk.client.post("/api/reviews", json=REVIEW | {"by": "admin"}, headers=desk.token("reviewer"))
    assert found.status_code == 422
    desk.client.post("/api/reviews", json=REVIEW, headers=desk.token("reviewer"))
    assert [held.review.by for held in desk.ledger.reviews()] == ["reviewer"]


@pytest.mark.parametrize("given", ["Bearer ", "Bearer x", "Bearer selon_x", "Basic cmVhZGVyOng=", "Bearer \xff"])
def test_a_wrong_token_is_nobody(desk: Desk, given: str) -> None:
    found = desk.client.get("/api/claims", headers={"Authorization": given.encode("latin-1")})
    assert found.status_code == 401


# Guessing.


def test_ten_thousand_guesses_of_a_password_fail(desk: Desk) -> None:
    """One address, one name, a guess every second: the right one comes last, and is not even looked at."""
    guesses = [*(f"guess number {number}" for number in range(9_999)), PASSWORD]
    statuses = [guess(desk, "admin", password) for password in guesses]
    assert set(statuses) == {401, 429}
    assert statuses.count(401) <= 10 * (10_000 // 900 + 1)
    assert statuses[-1] == 429
    refused = desk.client.post("/api/session", json={"name": "admin", "password": PASSWORD})
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) > 0
    desk.time.pass_by(3600)
    assert desk.client.post("/api/session", json={"name": "admin", "password": PASSWORD}).status_code == 200


def guess(desk: Desk, name: str, password: str) -> int:
    """The status of one guess, a second after the one before; as the route does it, without the browser around it."""
    desk.time.pass_by(1)
    request = Request({"type": "http", "scheme": "http", "headers": [], "client": ("testclient", 1), "path": "/"})
    try:
        sign_in(desk.server, request, Response(), name, password)
    except Refusal as refused:
        return refused.status_code
    return 200


def test_guesses_at_many_names_from_one_address_are_counted_together(desk: Desk) -> None:
    statuses = [
        desk.client.post("/api/session", json={"name": f"name{number}", "password": "a guess"}).status_code
        for number in range(60)
    ]
    assert statuses == [401] * 50 + [429] * 10


def test_a_name_that_there_is_not_is_told_in_the_same_words(desk: Desk) -> None:
    answers = {
        desk.client.post("/api/session", json={"name": name, "password": "a wrong one"}).text
        for name in ("admin", "nobody", "ad\0min")
    }
    assert len(answers) == 1


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


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that really listens, with short patience."""
    with run_server(tmp_path_factory.mktemp("running") / "ledger.db", body_seconds=1.0, head_seconds=1.0) as server:
        yield server


def test_a_slow_body_is_cut_off(running: Running) -> None:
    head = b"POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    head += b"Content-Length: 500\r\n\r\n"
    start = time.monotonic()
    answer = running.drip(head, b"{", every=0.1)
    assert b" 408 " in answer.split(b"\r\n")[0] and b"too_slow" in answer
    assert time.monotonic() - start < 4


def test_a_slow_head_is_cut_off(running: Running) -> None:
    start = time.monotonic()
    assert running.drip(b"GET /api/health HTTP/1.1\r\n", b"X", every=0.1) == b""
    assert time.monotonic() - start < 4
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


@pytest.mark.parametrize(
    "next",
    [EVIL, "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/\n/evil", "https:x"],
)
def test_signing_in_leads_to_no_other_site(desk: Desk, next: str) -> None:
    found = desk.client.post("/login", data={"name": "reader", "password": PASSWORD, "next": next})
    assert found.headers["location"] == "/"
