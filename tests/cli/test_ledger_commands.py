"""The ledger's commands from end to end."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

HOME = Path(__file__).parents[2]
EXAMPLES = sorted((HOME / "examples").glob("*.txt"))


def selon(*words: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    known = {"SOURCE_DATE_EPOCH": "1717243200"} | settings
    return subprocess.run([sys.executable, "-m", "selon", *words], capture_output=True, env=os.environ | known)


def said(*words: str, **settings: str) -> str:
    done = selon(*words, **settings)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def rows(*words: str, **settings: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said(*words, "--format", "jsonl", **settings).splitlines()]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of the example reports."""
    path = str(tmp_path_factory.mktemp("ledger") / "war.db")
    assert said("add", *map(str, EXAMPLES), "--ledger", path).startswith("added 6 reports with ")
    return path


@pytest.fixture(scope="module")
def claims() -> list[dict[str, Any]]:
    return rows("read", *map(str, EXAMPLES))


def test_what_was_read_is_in_the_ledger_and_adding_it_again_adds_nothing(
    ledger: str, claims: list[dict[str, Any]]
) -> None:
    origin, decided = ("report", "outlet", "published", "url"), ("review", "correction")
    found = rows("find", "--limit", "0", SELON_LEDGER=ledger)
    assert all(row[name] is None for row in found for name in decided)
    assert {row["report"] for row in found} == {row["id"] for row in rows("list", SELON_LEDGER=ledger)}
    kept = [{name: value for name, value in row.items() if name not in origin + decided} for row in found]
    assert sorted(kept, key=json.dumps) == sorted(claims, key=json.dumps)
    before = rows("log", SELON_LEDGER=ledger)
    again = said("add", *map(str, EXAMPLES), "--jobs", "2", SELON_LEDGER=ledger)
    assert again == "added 0 reports with 0 claims; 6 were there already\n"
    assert said("reread", SELON_LEDGER=ledger) == "added 0 reports with 0 claims\n"
    assert rows("log", SELON_LEDGER=ledger) == before


def test_find_shows_the_ids_that_show_takes(ledger: str, claims: list[dict[str, Any]]) -> None:
    wanted = [row for row in claims if row["document"] == "depot-el-obeid-2-fr" and row["kind"] == "kill"]
    assert wanted
    table = said("find", "OBEID", "--outlet", "radio savane", "--kind", "kill", "--ledger", ledger)
    assert all(row["id"] in table for row in wanted if "Obeid" in row["sentence"]["text"])
    assert said("find", "--outlet", "radio savane", "--kind", "kill", "--ledger", ledger).count("c_") == len(wanted)
    shown = said("show", wanted[0]["id"], "--ledger", ledger)
    assert wanted[0]["sentence"]["text"].split("\n")[0][:40] in shown
    assert "read so for" in shown and "2024-06-01T12:00:00Z" in shown
    page = said("show", wanted[0]["id"], "--ledger", ledger, "--format", "html")
    assert f'id="claim-{wanted[0]["id"]}"' in page and page.count('id="claim-') == 1


def test_find_by_place_day_and_phrase(ledger: str) -> None:
    near = selon("find", "--place", "Pokrovsk", "--within", "30", "--ledger", ledger, "--format", "jsonl")
    assert b"place: Pokrovsk, city in UA" in near.stderr
    found = [json.loads(line) for line in near.stdout.splitlines()]
    assert found and all("balka" in row["document"] for row in found)
    assert rows("find", "--place", "48.36,37.06", "--within", "1", "--ledger", ledger)
    in_march = rows("find", "--from", "2024-03", "--to", "2024-03-31", "--kind", "strike", "--ledger", ledger)
    assert in_march and all("obeid" in row["document"] for row in in_march)
    assert rows("find", "forces russes", "--ledger", ledger)
    nothing = selon("find", "russes forces", "--ledger", ledger, "--format", "jsonl")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, b"", b"nothing is found\n")


def test_show_gives_a_report_and_its_bytes_back(ledger: str) -> None:
    report = next(row for row in rows("list", "--ledger", ledger) if row["name"] == EXAMPLES[0].stem)
    assert selon("show", report["id"], "--format", "raw", "--ledger", ledger).stdout == EXAMPLES[0].read_bytes()
    shown = said("show", report["id"][:8], "--ledger", ledger)
    assert report["id"] in shown and str(EXAMPLES[0]) in shown and EXAMPLES[0].stem in shown


def test_an_archive_moves_a_ledger(ledger: str, tmp_path: Path) -> None:
    one, two, other = str(tmp_path / "one.jsonl"), str(tmp_path / "two.jsonl"), str(tmp_path / "other.db")
    assert said("export", "--archive", one, "--ledger", ledger) == "exported 7 entries\n"
    assert said("import", one, "--ledger", other) == "imported 7 entries\n"
    said("export", "--archive", two, "--ledger", other)
    assert Path(one).read_bytes() == Path(two).read_bytes()
    assert said("verify", "--ledger", other) == said("verify", "--ledger", ledger)


def test_the_same_time_makes_the_same_ledger(ledger: str, tmp_path: Path) -> None:
    other = str(tmp_path / "other.db")
    for number in (2, 4, 6):  # stopped and gone on with
        said("add", *map(str, EXAMPLES[:number]), "--ledger", other)
    assert rows("log", "--ledger", other) == rows("log", "--ledger", ledger)


def test_verify_says_what_was_altered_with_its_own_status(ledger: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(Path(ledger).read_bytes())
    head = said("verify", "--ledger", str(copy)).split()[-1]
    assert selon("verify", "--ledger", str(copy), "--contains", head[:12]).returncode == 0
    assert selon("verify", "--ledger", str(copy), "--contains", "abcd").returncode == 4
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("DROP TRIGGER claims_update")
        (name,) = connection.execute("SELECT id FROM claims ORDER BY key LIMIT 1").fetchone()
        connection.execute("UPDATE claims SET body = replace(body, 'affirmed', 'negated') WHERE id = ?", (name,))
    done = selon("verify", "--ledger", str(copy))
    assert done.returncode == 4
    assert f"({name}): altered".encode() in done.stderr
    assert b"verify" not in done.stdout


def test_what_is_retired_is_out_of_view(ledger: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(Path(ledger).read_bytes())
    name = rows("find", "--kind", "capture", "--ledger", str(copy))[0]["id"]
    said("retire", name, "--by", "an editor", "--why", "a headline", "--ledger", str(copy))
    assert name not in {row["id"] for row in rows("find", "--limit", "0", "--ledger", str(copy))}
    assert "by an editor: a headline" in said("show", name, "--ledger", str(copy))
    assert rows("stats", "--ledger", str(copy))[0]["rows"]["retirements"] == 1


@pytest.mark.parametrize("format", ["csv", "parquet", "geojson", "jsonld", "acled", "ucdp"])
def test_exports(ledger: str, claims: list[dict[str, Any]], tmp_path: Path, format: str) -> None:
    path = tmp_path / "out"
    done = selon("export", "--format", format, "--output", str(path), "--ledger", ledger)
    assert (done.returncode, done.stdout) == (0, b""), done.stderr.decode()
    assert done.stderr.startswith(b"exported ") and path.stat().st_size > 0
    if format == "csv":
        table = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(keepends=True)))
        assert sorted(row["claim"] for row in table) == sorted(claim["id"] for claim in claims)
    assert selon("export", "--format", format, "--ledger", ledger).stdout == path.read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["find", "--kind", "war"], "--kind: 'war' is none"),
        (["find", "--certainty", "sure"], "--certainty: 'sure' is none"),
        (["find", "--from", "June"], "--from: 'June' is no date"),
        (["find", "--from", "2024", "--to", "2023"], "is after"),
        (["find", "--place", "Nowhereville"], "no gazetteer knows"),
        (["find", "--place", "95,10"], "is no point"),
        (["show", "c_ffffffff"], "is not in the ledger"),
        (["export"], "either --archive FILE, or --format"),
        (["export", "--format", "csv", "--output", "none/none.csv"], "cannot be written"),
        (["import", "nothing.jsonl"], "cannot be read"),
        (["list", "--ledger", "none.db"], "there is no ledger"),
        (["list", "--ledger", "mysql://x/y"], "cannot hold a ledger"),
        (["stats", "--ledger", str(EXAMPLES[0])], "not a database"),
    ],
)
def test_wrong_words_stop_the_command(ledger: str, words: list[str], told: str) -> None:
    done = selon(*words, SELON_LEDGER=ledger)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_what_cannot_be_read_is_listed_and_the_rest_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("The army said on Monday that rebels had shelled Kyiv.\n", encoding="utf-8")
    (tmp_path / "c.txt").write_bytes((tmp_path / "b.txt").read_bytes())
    path = str(tmp_path / "war.db")
    done = selon("add", str(tmp_path), "--ledger", path)
    assert done.returncode == 3
    assert done.stdout.decode() == "added 1 report with 1 claim; 1 were there already\n"
    assert b"a.txt: is empty" in done.stderr
    other = selon("add", str(tmp_path / "c.txt"), "--outlet", "The Courier", "--ledger", path)
    assert b"the same bytes are r_" in other.stderr and other.stdout.startswith(b"added 1 report")
