"""The commands from end to end: output, order, exit statuses, and what is said of trouble."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2]
EXAMPLES = sorted((HOME / "examples").glob("*.txt"))
ENGLISH = "The army said on Monday that rebels had shelled Kyiv.\n"


def selon(*words: str, given: bytes = b"", **settings: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "selon", *words],
        input=given,
        capture_output=True,
        env=os.environ | settings,
        check=False,
    )


def test_claims_as_lines_are_the_same_from_one_process_and_from_two(tmp_path: Path) -> None:
    files = [str(path) for path in EXAMPLES] + [str(tmp_path)]
    for number in range(20):
        (tmp_path / f"{number:02d}.txt").write_text(ENGLISH * (number + 1), encoding="utf-8")
    one, two = (selon("read", *files, "--format", "jsonl", "--jobs", jobs) for jobs in ("1", "2"))
    assert one.returncode == two.returncode == 0, one.stderr.decode()
    assert one.stdout == two.stdout
    rows = [json.loads(line) for line in one.stdout.decode().split("\n") if line]
    names = list(dict.fromkeys(row["document"] for row in rows))
    assert names == [path.stem for path in EXAMPLES] + [f"{number:02d}" for number in range(20)]
    assert len({row["id"] for row in rows}) == len(rows)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_no_process_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    mark = f"{tmp_path}/out.jsonl"
    for number in range(200):
        (tmp_path / f"{number:03d}.txt").write_text(ENGLISH * 40, encoding="utf-8")
    words = [sys.executable, "-m", "selon", "read", str(tmp_path), "--jobs", "2", "--output", mark, "--format", "jsonl"]
    with subprocess.Popen(words) as run:
        assert wait_until(lambda: len(processes_with(mark)) == 3)
        run.kill()
    assert wait_until(lambda: not processes_with(mark))


def processes_with(word: str) -> list[str]:
    """The processes that have this word in their command line."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            found += [path.parent.name] if word.encode() in path.read_bytes() else []
    return found


def wait_until(holds: Callable[[], bool], seconds: int = 120) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.1)
    return False


def test_what_is_skipped_is_listed_at_the_end_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (tmp_path / "c.txt").write_bytes(b"x" * 600_000)
    (tmp_path / "d.txt").write_text("date: 2023-02-31\n\nText.", encoding="utf-8")
    (tmp_path / "e.txt").write_text(ENGLISH + "\x07", encoding="utf-8")
    done = selon("read", str(tmp_path), "nowhere.txt", "--format", "jsonl", "--published", "2023-06")
    assert done.returncode == 3
    assert {json.loads(line)["document"] for line in done.stdout.decode().splitlines()} == {"e"}
    said = done.stderr.decode().splitlines()
    assert "control characters" in said[0] and "e.txt" in said[0]
    assert said[1] == "skipped 5:"
    assert [line.split(":")[0].split("/")[-1].strip() for line in said[2:]] == [
        *("a.txt", "b.txt", "c.txt", "d.txt", "nowhere.txt"),
    ]
    assert "SELON_REPORT_LIMIT" in said[4]


@pytest.mark.parametrize(
    ("words", "settings", "said"),
    [
        (["--published", "2023-02-31"], {}, "--published: '2023-02-31' is no date"),
        (["--language", "xx"], {}, "known are en, fr"),
        (["--pipeline", "xx=y"], {}, "must be LANGUAGE=PIPELINE"),
        (["--pipeline", "en=no_such_parser", "--language", "en"], {}, "'no_such_parser'"),
        (["--metadata", "none.jsonl"], {}, "none.jsonl: cannot be read"),
        (["--gazetteer", "none.txt"], {}, "none.txt"),
        (["--output", "none/none.jsonl"], {}, "cannot be written"),
        (["--jobs", "0"], {}, "--jobs"),
        (["--format", "xml"], {}, "--format"),
        ([], {"SELON_JOBS": "many"}, "SELON_JOBS: 'many' is no number above zero"),
    ],
)
def test_a_wrong_option_stops_the_run(words: list[str], settings: dict[str, str], said: str) -> None:
    done = selon("read", str(EXAMPLES[3]), *words, **settings)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


def test_standard_input_to_a_page_that_is_there_only_when_whole(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = selon("read", "-", "--format", "html", "--output", str(page), given=ENGLISH.encode())
    assert (done.returncode, done.stdout) == (0, b"")
    assert page.read_text(encoding="utf-8").rstrip().endswith("</html>")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize("layer", ["attribution", "event", "place", "time", "quantity"])
def test_layers(layer: str) -> None:
    done = selon("annotate", str(EXAMPLES[0]), str(EXAMPLES[3]), "--layer", layer)
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert done.returncode == 0 and rows
    assert {row["layer"] for row in rows} == {layer}
    assert {row["document"] for row in rows} == {EXAMPLES[0].stem, EXAMPLES[3].stem}


def test_help_and_version() -> None:
    assert b"Exit status" in selon("--help").stdout
    assert selon("version").stdout.startswith(b"selon ")
    assert selon("nothing").returncode == 2
