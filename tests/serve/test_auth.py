"""Accounts, sessions and tokens: who may do what, for how long, and how often one may guess."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.serve.desk import CLAIM, HOME, OTHER, PASSWORD, Desk

from selon.model.errors import WrongValue
from selon.serve.auth.accounts import ROLES, as_name, reaches
from selon.serve.auth.limits import Guesses, Limiter
from selon.serve.auth.passwords import Passwords

JUDGEMENT = {"left": CLAIM, "right": OTHER, "verdict": "same", "why": "x"}
REVIEW = {"claim": CLAIM, "verdict": "accept", "why": "x"}


def test_roles_reach_in_their_order() -> None:
    assert [reaches("reviewer", role) for role in ROLES] == [True, True, False]
    assert not reaches("", "reader") and not reaches("owner", "reader")


def test_passwords_are_argon2id_and_checked_at_the_same_cost_for_nobody() -> None:
    passwords = Passwords()
    kept = passwords.make(PASSWORD)
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.fits(kept, PASSWORD)
    assert not passwords.fits(kept, f"{PASSWORD} ")
    assert not passwords.fits(None, "the password of nobody")
    assert not passwords.fits("no hash", PASSWORD)
    for wrong in ("short", "x" * 501):
        with pytest.raises(WrongValue, match="10 to 500"):
            passwords.make(wrong)


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "a\nb", "a\0b", "a\u202eb"])
def test_names_can_be_printed(name: str) -> None:
    with pytest.raises(WrongValue, match="name"):
        as_name(name)
    assert as_name(" Anaïs ") == "Anaïs"


def test_accounts_are_added_changed_and_removed(desk: Desk) -> None:
    accounts, sessions = desk.server.accounts, desk.server.sessions
    with pytest.raises(WrongValue, match="already"):
        accounts.add("reader", "reader", PASSWORD)
    with pytest.raises(WrongValue, match="known are reader, reviewer, admin"):
        accounts.add("ana", "owner", PASSWORD)
    made, secret = sessions.make_token("reader", "nightly", 1)
    session = sessions.begin(accounts.check("reader", PASSWORD))
    accounts.change("reader", role="reviewer", password="another password")
    assert sessions.find(session) is None, "a new password ends the sessions of the old one"
    assert sessions.find_by_token(secret).role == "reviewer"
    assert accounts.check("reader", PASSWORD) is None
    accounts.remove("reader")
    assert sessions.find_by_token(secret) is None
    assert [account.name for account in accounts.list()] == ["admin", "reviewer"]
    for change in (lambda: accounts.remove("reader"), lambda: accounts.change("reader", role="admin")):
        with pytest.raises(WrongValue, match="no account"):
            change()


def test_neither_passwords_nor_secrets_stand_in_the_database(desk: Desk, tmp_path: Path) -> None:
    token = desk.token("reader")["Authorization"].removeprefix("Bearer ")
    desk.sign_in("reader")
    session = desk.client.cookies["selon"]
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("ledger.db*"))
    assert b"$argon2id$" in kept
    for secret in (PASSWORD, token, session):
        assert secret.encode() not in kept


def test_a_session_lasts_twelve_hours_and_ends_when_it_is_ended(desk: Desk) -> None:
    headers = desk.sign_in("reviewer")
    assert desk.client.get("/api/session").json() == {
        "name": "reviewer",
        "role": "reviewer",
        "csrf": headers["X-CSRF-Token"],
        "auth": True,
    }
    assert desk.client.post("/api/reviews", json=REVIEW, headers=headers).status_code == 201
    desk.time.pass_by(12 * 3600 - 1)
    assert desk.client.get("/api/claims").status_code == 200
    desk.time.pass_by(1)
    assert desk.client.get("/api/claims").status_code == 401
    headers = desk.sign_in("reviewer")
    kept = desk.client.cookies["selon"]
    assert desk.client.delete("/api/session", headers=headers).status_code == 200
    assert desk.client.get("/api/claims").status_code == 401
    assert desk.client.get("/api/claims", headers={"Cookie": f"selon={kept}"}).status_code == 401


def test_an_account_has_a_few_sessions_at_a_time(desk: Desk) -> None:
    account, sessions = desk.server.accounts.check("reader", PASSWORD), desk.server.sessions
    begun = []
    for _ in range(22):
        desk.time.pass_by(1)
        begun.append(sessions.begin(account))
    assert [sessions.find(secret) is not None for secret in begun] == [False] * 2 + [True] * 20


def test_a_token_lasts_as_long_as_it_was_given_for(desk: Desk) -> None:
    made, secret = desk.server.sessions.make_token("reader", "nightly", 1)
    headers = {"Authorization": f"Bearer {secret}"}
    assert desk.client.get("/api/claims", headers=headers).status_code == 200
    desk.time.pass_by(86_400)
    found = desk.client.get("/api/claims", headers=headers)
    assert found.status_code == 401 and found.headers["www-authenticate"].startswith("Bearer")
    desk.server.sessions.remove_token(made.id)
    with pytest.raises(WrongValue, match="no token"):
        desk.server.sessions.remove_token(made.id)


def test_the_cookie_is_strict_and_out_of_reach_of_scripts(desk: Desk) -> None:
    plain = desk.client.post("/api/session", json={"name": "reader", "password": PASSWORD}).headers["set-cookie"]
    assert plain.startswith("selon=") and "HttpOnly" in plain and "SameSite=strict" in plain and "Path=/" in plain
    assert "Secure" not in plain and "Domain" not in plain
    desk.client.base_url = "https://localhost"  # type: ignore[assignment]
    secure = desk.client.post("/api/session", json={"name": "reader", "password": PASSWORD})
    assert secure.headers["set-cookie"].startswith("__Host-selon=") and "Secure" in secure.headers["set-cookie"]
    assert secure.headers["strict-transport-security"]


def test_everything_asks_for_an_account_but_signing_in(desk: Desk) -> None:
    for address in ("/api/claims", "/api/openapi.json", "/api/stats", "/api/jobs", "/nothing", "/api/nothing"):
        assert desk.client.get(address).status_code == 401, address
    page = desk.client.get("/incidents?kind=kill", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["location"]) == (303, "/login?next=%2Fincidents%3Fkind%3Dkill")
    for address in ("/api/health", "/api/session", "/login", "/static/site.css"):
        assert desk.client.get(address).status_code == 200, address


def test_the_form_signs_in_and_goes_on_to_the_page_that_was_wanted(desk: Desk) -> None:
    assert 'name="next" value="/incidents?a=1"' in desk.client.get("/login?next=/incidents%3Fa%3D1").text
    given = {"name": "reader", "password": "wrong password", "next": "/incidents"}
    wrong = desk.client.post("/login", data=given)
    assert wrong.status_code == 401 and "no account with that name and password" in wrong.text
    right = desk.client.post("/login", data=given | {"password": PASSWORD})
    assert (right.status_code, right.headers["location"]) == (303, "/incidents")
    assert desk.client.get("/api/claims").status_code == 200
    csrf = desk.client.get("/api/session").json()["csrf"]
    assert desk.client.post("/logout", data={"csrf_token": "wrong"}).status_code == 403
    assert desk.client.post("/logout", data={"csrf_token": csrf}).headers["location"] == "/login"
    assert desk.client.get("/api/claims").status_code == 401


def test_without_accounts_everybody_reads_and_nobody_changes(open_to_all: Desk) -> None:
    client = open_to_all.client
    assert client.get("/api/session").json() == {"name": None, "role": "reader", "csrf": None, "auth": False}
    for address, given in (("judgements", JUDGEMENT), ("reviews", REVIEW), ("reports", {"text": "x"})):
        found = client.post(f"/api/{address}", json=given)
        assert (found.status_code, found.json()["error"]["code"]) == (403, "read_only")
    signing = client.post("/api/session", json={"name": "a", "password": "b"})
    assert (signing.status_code, signing.json()["error"]["code"]) == (403, "read_only")
    assert client.put("/api/claims").status_code == 405


def test_a_limiter_frees_a_key_as_time_passes() -> None:
    now = [0.0]
    limiter = Limiter(2, 10, lambda: now[0])
    assert [limiter.take("a"), limiter.take("a"), limiter.take("a"), limiter.take("b")] == [0, 0, 10, 0]
    now[0] = 10
    assert limiter.take("a") == 0
    limiter.forget("a")
    assert [limiter.take("a"), limiter.take("a")] == [0, 0]


def test_a_right_guess_forgives_the_wrong_ones_before_it_from_there_alone() -> None:
    guesses = Guesses(lambda: 0.0)
    for _ in range(9):
        assert guesses.take("ana", "1.1.1.1") == 0
    guesses.forgive("ana", "1.1.1.1")
    assert all(guesses.take("ana", "1.1.1.1") == 0 for _ in range(10))
    assert guesses.take("ana", "1.1.1.1") > 0
    assert guesses.take("ana", "2.2.2.2") == 0


def test_tokens_hold_at_the_address_by_name_too(desk: Desk) -> None:
    assert desk.client.get(f"{HOME}:8000/api/claims", headers=desk.token("reader")).status_code == 200
