"""Files made to do harm, or broken: each is skipped with a reason that names file and place, and the rest is read."""

from __future__ import annotations

import gzip
import os
import time
import tracemalloc
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from tests.read.formats.format_samples import ENGLISH, read_bytes, split
from tests.read.formats.hostile_samples import SAMPLES

from selon.model.report import Report
from selon.read.reports import read


def told(folder: Path, name: str, content: bytes | str, **options: object) -> tuple[list[Report], list[str]]:
    """What is read and what is said of the rest, in bounded time."""
    begun = time.monotonic()
    found = split(read_bytes(folder, name, content, **options))
    assert time.monotonic() - begun < 10
    assert all(str(folder / name) in reason for reason in found[1])
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_what_is_hostile_or_broken(tmp_path: Path, name: str) -> None:
    sample = SAMPLES[name]
    reports, reasons = told(tmp_path, name, sample.make())
    assert len(reports) == sample.good if sample.good is not None else len(reports) > 1, reasons[:3]
    if sample.words:
        assert any(words in reason for words in sample.words.split("|") for reason in reasons), reasons[:3]


@pytest.mark.parametrize(
    ("name", "unit"), [("x.jsonl", '{"x": "'), ("x.html", "<!DOCTYPE html><a"), ("x.csv", 'text,b\n"')]
)
def test_an_endless_part_fills_no_memory(tmp_path: Path, name: str, unit: str) -> None:
    path = tmp_path / name
    with path.open("w") as file:
        file.write(unit)
        for _ in range(60):
            file.write("x" * 1_000_000)
    tracemalloc.start()
    reports, reasons = split(list(read([str(path)], page_limit=1_000_000)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert not reports and "longer" in reasons[0]
    assert most < 20_000_000


def test_a_gigabyte_of_one_tag_is_taken_in_up_to_the_limit(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names here")
    path = tmp_path / "tag.html"
    os.mkfifo(path)
    written = 0

    def write() -> None:
        nonlocal written
        with suppress(BrokenPipeError), path.open("wb", 0) as pipe:
            pipe.write(b"<!DOCTYPE html><a")
            for _ in range(1_000):
                written += pipe.write(b"x" * 1_000_000)

    writing = Thread(target=write, daemon=True)
    writing.start()
    (found,) = read([str(path)])
    writing.join(10)
    assert "is longer than 5,000,000 bytes" in str(found)
    assert written < 10_000_000


def test_a_time_of_archiving_that_is_none_is_left_out_and_said(tmp_path: Path) -> None:
    (report,), _ = told(tmp_path, "late.warc", SAMPLES["late.warc"].make())
    assert report.obtained is None and "obtained at '30000-06-07T01:02:03Z', which is no time" in report.notes[-1]


def test_an_endless_stream_is_read_up_to_the_limit() -> None:
    if not Path("/dev/zero").exists():
        pytest.skip("no endless device here")
    (found,) = read(["/dev/zero"])
    assert "longer than" in str(found)


def test_links_out_of_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    folder = tmp_path / "in"
    folder.mkdir()
    for path in (tmp_path / "out" / "secret.txt", folder / "a.txt"):
        path.write_text(ENGLISH, encoding="utf-8")
    os.symlink(tmp_path / "out" / "secret.txt", folder / "b.txt")
    os.symlink(tmp_path / "out", folder / "c")
    os.symlink(folder, folder / "loop")
    os.symlink(folder / "a.txt", folder / "same.txt")
    reports, reasons = split(list(read([str(folder)])))
    assert [report.name for report in reports] == ["a"]
    assert ["is a link that leads out of the folder" in reason for reason in reasons] == [True, True]


def test_an_archive_of_itself_ends(tmp_path: Path) -> None:
    inner = gzip.compress(ENGLISH.encode())
    for _ in range(9):
        inner = gzip.compress(inner)
    _, reasons = told(tmp_path, "a.gz", inner)
    assert "lies in more than 4 archives" in reasons[0]
