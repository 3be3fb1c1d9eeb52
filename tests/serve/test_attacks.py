"""Attacks by those who sign in, and by what they are given to read, one a test: none gets in.

Those by the network are in `test_attacks_by_network.py`.
"""

from __future__ import annotations

import json
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
        # A script of our own, or data that no browser runs.
        own = str(found.get("src", "")).startswith("/static/") or found.get("type") == "application/json"
        if tag == "script" and not own:
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
                    kinds = (
                        "application/",
                        "text/event-stream",
                        "text/css",
                        "text/csv",
                        "image/",
                        "text/javascript",
                    )
                    # A report as received is shown as plain text, which no browser runs; nothing else is.
                    plain = address.endswith("/raw.txt") and found.headers["content-type"].startswith("text/plain")
                    assert plain or found.headers["content-type"].startswith(kinds), address


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


@pytest.mark.parametrize(
    "next",
    [EVIL, "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "/\n/evil", "https:x"],
)
def test_signing_in_leads_to_no_other_site(desk: Desk, next: str) -> None:
    found = desk.client.post("/login", data={"name": "reader", "password": PASSWORD, "next": next})
    assert found.headers["location"] == "/"
