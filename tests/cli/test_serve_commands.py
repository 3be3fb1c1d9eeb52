"""`selon serve` and `selon user` from end to end, as far as they end by themselves."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from selon.ledger.ledger import Ledger


def selon(*words: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "selon", *words]
    return subprocess.run(command, input=given, capture_output=True, text=True, env=os.environ | settings)


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = str(tmp_path / "war.db")
    Ledger(path).close()
    return path


def test_accounts_and_tokens_are_made_listed_and_removed(ledger: str) -> None:
    added = selon("user", "add", "ana", "--role", "admin", "--ledger", ledger, given="a long password\n")
    assert (added.returncode, added.stdout) == (0, "ana may now sign in, as admin\n")
    assert "already" in selon("user", "add", "ana", "--ledger", ledger, given="a long password\n").stderr
    assert "10 to 500 signs" in selon("user", "add", "bob", "--ledger", ledger, given="short\n").stderr
    token = selon("user", "token", "ana", "--label", "nightly", "--days", "9", "--ledger", ledger)
    assert token.stdout.startswith("selon_") and "not shown again" in token.stderr
    name = token.stderr.partition(":")[0]
    listed = selon("user", "list", "--ledger", ledger).stdout
    assert "admin" in listed and name in listed and "nightly" in listed and token.stdout.strip() not in listed
    assert selon("user", "change", "ana", "--role", "reader", "--ledger", ledger).returncode == 0
    assert "say --role or --password" in selon("user", "change", "ana", "--ledger", ledger).stderr
    assert selon("user", "remove", name, "--ledger", ledger).returncode == 0
    assert selon("user", "remove", "ana", "--ledger", ledger).returncode == 0
    assert selon("user", "list", "--ledger", ledger).stdout == ""
    missing = selon("user", "remove", "ana", "--ledger", ledger)
    assert missing.returncode == 2 and "no account 'ana'" in missing.stderr


@pytest.mark.parametrize(
    "words, told",
    [
        (("--host", "0.0.0.0"), "needs --auth and an account"),
        (("--auth",), "there is no account yet"),
        (("--ledger", "none.db"), "there is no ledger"),
    ],
)
def test_a_server_that_may_not_start_says_why(ledger: str, words: tuple[str, ...], told: str) -> None:
    done = selon("serve", *words, SELON_LEDGER=ledger)
    assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr
