"""Whatever the bytes: each reader gives reports or reasons, does not fail, and says the same twice."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.formats.format_samples import (
    ENGLISH,
    FRENCH,
    ROW,
    feed,
    letter,
    message,
    page,
    parquet_table,
    read_bytes,
    split,
    telegram,
    warc,
    warc_record,
    zipped,
)

POSTMARK = b"From a@b Sun Jun  4 23:30:00 2023\n"
RECORD = warc_record("http://a.example/1", page().encode())
SEEDS: dict[str, bytes] = {
    "a.html": page().encode(),
    "a.xml": feed(f"<title>A</title><description>{ENGLISH}</description>", f"<title>{FRENCH}</title>").encode(),
    "b.xml": f'<?xml version="1.0"?><l><a d="1"><title>A</title><text>{FRENCH}</text></a></l>'.encode(),
    "a.json": telegram(message(1), message(2, ["a", {"type": "bold", "text": ENGLISH}]), edited="2023").encode(),
    "b.json": json.dumps([ROW, ROW]).encode(),
    "a.jsonl": (json.dumps(ROW) + "\n").encode() * 3,
    "a.csv": f'date,title,text\n2023-06-04,A,"{ENGLISH}"\n2023-06,B,"{FRENCH}"\n'.encode(),
    "a.tsv": f"12\t7\t{FRENCH}\n12\t8\t{FRENCH}\n".encode(),
    "a.parquet": parquet_table({"text": [ENGLISH, FRENCH], "date": ["2023", None]}),
    "a.eml": letter(**{"Content-Type": "text/html; charset=utf-8", "Subject": "=?utf-8?q?caf=C3=A9?="}),
    "a.mbox": POSTMARK + letter() + b"\n" + POSTMARK + letter(FRENCH) + b"\n",
    "a.warc": warc(RECORD, RECORD),
    "a.warc.gz": warc(RECORD, RECORD, packed=True),
    "a.arc": b"filedesc://a 1 20080216050221 text/plain 3\nabc\nhttp://a 1 20080216050221 text/html 30\n" + b"x" * 30,
    "a.zip": zipped({"a.txt": ENGLISH.encode(), "b.html": page().encode(), "c.csv": b"text,a\nb,c\n"}),
    "a.txt.gz": gzip.compress(ENGLISH.encode()),
}
PIECES = st.one_of(
    st.binary(max_size=6),
    st.sampled_from(
        [b"<", b">", b'"', b"\0", b"\n", b"\r\n", b",", b"\t", b"{", b"]", b"\xff\xfe", b"&#0;", b"\\ud800"]
    ),
    st.sampled_from(
        [b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"=?utf-8?b?////?=", b"9" * 30, b"Content-Length: -1\r\n", b"]]>"]
    ),
)
EDIT = st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES)


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(edits=st.lists(EDIT, min_size=1, max_size=5), cut=st.one_of(st.none(), st.floats(0, 1)))
def test_a_spoilt_file(tmp_path: Path, name: str, edits: list[tuple[float, int, bytes]], cut: float | None) -> None:
    content = bytearray(SEEDS[name])
    for where, length, piece in edits:
        at = int(where * len(content))
        content[at : at + length] = piece
    if cut is not None:
        del content[int(cut * len(content)) :]
    check(tmp_path, name, bytes(content))


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(head=st.integers(1, 40), rest=st.binary(max_size=400))
def test_a_file_of_chance(tmp_path: Path, name: str, head: int, rest: bytes) -> None:
    check(tmp_path, name, SEEDS[name][:head] + rest)


def check(folder: Path, name: str, content: bytes) -> None:
    first, second = read_bytes(folder, name, content), read_bytes(folder, name, content)
    assert [str(item) for item in first] == [str(item) for item in second]
    reports, reasons = split(first)
    assert all(str(folder / name) in reason for reason in reasons)
    for report in reports:
        assert report.text.strip() and report.text.encode()
        assert "\0" not in report.text
        for caption in report.captions:
            for span in filter(None, (caption.span, caption.credit)):
                assert report.text[span.start : span.end] == span.text
