"""Where the server listens, by which names it is called, and what it refuses to start with."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.serve.desk import open_desk

from selon.model.errors import StopRun
from selon.serve.guard import names_of, without_port
from selon.serve.server import check_accounts, check_address, is_loopback
from selon.settings import Serving, load_settings


@pytest.mark.parametrize(
    "host, own",
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("desk.example", False),
        ("localhost.evil.example", False),
        ("", False),
    ],
)
def test_only_loopback_is_listened_at_without_accounts(host: str, own: bool) -> None:
    assert is_loopback(host) == own
    check_address(Serving(host=host, auth=True))
    if own:
        check_address(Serving(host=host))
    else:
        with pytest.raises(StopRun, match="needs --auth and an account"):
            check_address(Serving(host=host))


def test_accounts_are_asked_for_only_where_there_is_one(tmp_path: Path) -> None:
    with open_desk(tmp_path / "ledger.db", auth=True) as desk:
        check_accounts(desk.server)
        for account in desk.server.accounts.list():
            desk.server.accounts.remove(account.name)
        with pytest.raises(StopRun, match="selon user add"):
            check_accounts(desk.server)


def test_names_are_those_of_the_address_and_those_given() -> None:
    assert names_of("127.0.0.1", ()) == ("127.0.0.1",)
    assert names_of("::1", ()) == ("[::1]",)
    assert names_of("0.0.0.0", ("desk.example",)) == ("desk.example",)
    assert names_of("desk.example", ()) == ("desk.example",)
    assert [without_port(host) for host in ("A.b:80", "[::1]:80", "[::1]", "a", "a:b")] == [
        "a.b",
        "[::1]",
        "[::1]",
        "a",
        "a:b",
    ]


def test_settings_of_the_server_come_from_the_environment() -> None:
    given = {"SELON_HOST": "::", "SELON_PORT": "0", "SELON_AUTH": "1", "SELON_NAMES": "a.example, b.example"}
    serving = load_settings(given).serving
    assert (serving.host, serving.port, serving.auth, serving.names) == ("::", 0, True, ("a.example", "b.example"))
    for wrong in ({"SELON_PORT": "70000"}, {"SELON_PORT": "x"}, {"SELON_AUTH": "yes"}):
        with pytest.raises(StopRun, match=next(iter(wrong))):
            load_settings(wrong)
