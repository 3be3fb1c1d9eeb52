"""The commands of incidents and disputes from end to end, over the example reports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[2]
EXAMPLES = sorted((HOME / "examples").glob("*.txt"))


def selon(*words: str, ledger: str) -> subprocess.CompletedProcess[str]:
    known = {"SOURCE_DATE_EPOCH": "1717243200", "SELON_LEDGER": ledger}
    return subprocess.run(
        [sys.executable, "-m", "selon", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | known,
    )


def said(*words: str, ledger: str) -> str:
    done = selon(*words, ledger=ledger)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(*words: str, ledger: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(*words, "--format", "jsonl", ledger=ledger).splitlines()]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("ledger") / "war.db")
    said("add", *map(str, EXAMPLES), ledger=path)
    return path


def test_the_strike_on_the_depot_is_one_incident_of_three_reports_in_two_languages(ledger: str) -> None:
    first = rows("incidents", "--order", "reports", ledger=ledger)[0]
    assert len(first["reports"]) == 3
    assert first["where"]["name"] == "El Obeid"
    assert first["when"] == {"first": "2024-03-11", "last": "2024-03-11"}


def test_versions_stand_side_by_side_with_both_sides_words(ledger: str) -> None:
    first = rows("incidents", "--order", "reports", ledger=ledger)[0]
    table = said("incident", first["id"][:8], ledger=ledger)
    assert "who" in table and "how many" in table
    assert "We did not launch any drone on Monday" in table
    assert "Une frappe de drone a détruit lundi un dépôt" in table or "It said a drone strike had killed 16" in table


def test_the_dead_are_disputed(ledger: str) -> None:
    numbers = rows("disputes", "--on", "how_many", ledger=ledger)
    assert any("16 and 19 do not meet" in dispute["reasons"] for dispute in numbers)
    for dispute in numbers:
        assert dispute["on"] == "how_many"
        why = said("why", dispute["id"], ledger=ledger)
        assert all(claim in why for claim in (*dispute["a"], *dispute["b"]))
        assert all(reason in why for reason in dispute["reasons"])


def test_filters_hold(ledger: str) -> None:
    assert all(row["kind"] == "capture" for row in rows("incidents", "--kind", "capture", ledger=ledger))
    near = rows("incidents", "--place", "13.18,30.22", "--within", "5", ledger=ledger)
    assert near and all(row["where"]["name"] == "El Obeid" for row in near)
    told = rows("incidents", "--source", "Hrytsenko", ledger=ledger)
    assert told and len(told) < len(rows("incidents", ledger=ledger))
    late = rows("incidents", "--from", "2024-05", ledger=ledger)
    assert late and all((row["when"]["last"] or "9") >= "2024-05-01" for row in late)
    assert rows("incidents", "--from", "2030", ledger=ledger) == []


def test_why_two_claims_are_one_happening(ledger: str) -> None:
    first = rows("incidents", "--order", "reports", ledger=ledger)[0]
    why = said("why", first["claims"][0], first["claims"][1], ledger=ledger)
    assert "the same kind, or one is the other's result" in why
    whole = said("why", first["id"], ledger=ledger)
    assert whole.count("thread ") >= 3 and "tied to" in whole


def test_a_judgement_parts_two_claims_and_is_shown(ledger: str) -> None:
    first = rows("incidents", "--order", "reports", ledger=ledger)[0]
    one, other = first["claims"][0], first["claims"][-1]
    name = said("judge", one, other, "different", "--because", "two drones", "--by", "anna", ledger=ledger).strip()
    of = {claim: row["id"] for row in rows("incidents", "--limit", "0", ledger=ledger) for claim in row["claims"]}
    assert of[one] != of[other]
    assert "two drones" in said("why", one, ledger=ledger)
    said("retire", name, "--by", "anna", "--why", "a slip", ledger=ledger)


def test_as_of_leaves_out_what_came_later(ledger: str) -> None:
    early = rows("as-of", "2024-03-12", ledger=ledger)
    assert {row["type"] for row in early} <= {"incident", "dispute"}
    assert {len(row["reports"]) for row in early if row["type"] == "incident"} == {1}
    assert len(rows("as-of", "2024-06", ledger=ledger)) > len(early)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("incident", "i_ffffffffffffffff"), "i_ffffffffffffffff: there is no such incident"),
        (("why", "p_ffff"), "p_ffff: there is no such dispute"),
        (("incidents", "--kind", "earthquake"), "--kind: 'earthquake' is none"),
        (("disputes", "--on", "taste"), "--on: 'taste' is none"),
        (("as-of", "yesterday-ish"), "yesterday-ish"),
        (("judge", "c_00ff00ff", "c_11ff11ff", "same", "--because", "x"), "is not in the ledger"),
    ],
)
def test_what_is_not_there_is_said(ledger: str, words: tuple[str, ...], message: str) -> None:
    done = selon(*words, ledger=ledger)
    assert done.returncode == 2
    assert message in done.stderr
