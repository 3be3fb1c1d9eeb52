"""`selon gazetteer` from end to end: what is built, what is found, what is said of trouble."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

LINE = "{}\t{}\t{}\t\t{}\t20.0\tP\tPPL\tTD\t\t\t\t\t\t1200\t\t\tAfrica/Ndjamena\t2025-01-01\n"


def selon(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "selon", "gazetteer", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", env=os.environ, check=False)


def test_build_then_find_in_it(tmp_path: Path) -> None:
    dump, output = tmp_path / "TD.txt", tmp_path / "td.sqlite"
    bad = LINE.format(2, "Bekoul", "Bekoul", "99.5") * 12
    dump.write_text(LINE.format(1, "Aldaramé", "Aldarame", "10.0") + bad, encoding="utf-8")
    done = selon("build", str(dump), "--output", str(output))
    assert done.returncode == 3
    assert f"{output}: " in done.stdout and "places" in done.stdout
    assert "left out 12 lines, the first 10:" in done.stderr
    assert done.stderr.count("TD.txt, line ") == 10 and "Traceback" not in done.stderr
    found = selon("find", "aldarame", "--gazetteer", str(output), "--country", "td", "--format", "jsonl")
    assert found.returncode == 0
    row = json.loads(found.stdout)
    assert (row["name"], row["gazetteer_id"], row["lat"], row["lon"]) == ("Aldaramé", "geonames:1", 10.0, 20.0)
    assert row["score"] > 0 and "in a country that the report names" in row["reasons"]
    assert selon("find", "Bakhmout", "--gazetteer", str(output)).returncode == 0


def test_find_prints_scores_and_reasons_best_first() -> None:
    table = selon("find", "Bakhmout").stdout
    assert table.startswith("score") and "Bakhmut" in table and "best known" in table
    rows = [json.loads(line) for line in selon("find", "Tripoli", "--format", "jsonl").stdout.splitlines()]
    assert len(rows) > 1
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)


def test_what_is_not_found_is_said() -> None:
    adjective, unknown = selon("find", "syrien"), selon("find", "x" * 10_000)
    assert adjective.returncode == unknown.returncode == 1
    assert "'syrien' is an adjective of Syria, and no place" in adjective.stderr
    assert "knows no" in unknown.stderr and len(unknown.stderr) < 300
    assert adjective.stdout == unknown.stdout == ""


def test_a_wrong_word_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for words, said in (
        (["find", "Kyiv", "--country", "ZZ"], "--country: 'ZZ'"),
        (["find", "Kyiv", "--near", "Xqzwvatrum"], "--near"),
        (["find", "Kyiv", "--gazetteer", "none.txt"], "none.txt: no such gazetteer"),
        (["build", "none.txt"], "none.txt: no such file"),
        (["build", str(tmp_path / "empty.txt"), "--output", str(tmp_path / "out")], "an empty file"),
        (["build", "--output", str(tmp_path)], "a folder"),
    ):
        done = selon(*words)
        assert done.returncode == 2 and said in done.stderr
        assert "Traceback" not in done.stderr
