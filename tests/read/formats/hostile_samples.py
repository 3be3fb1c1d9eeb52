"""Files made to do harm, or broken: how each is made, what must be said of it, and how many reports it still gives."""

from __future__ import annotations

import gzip
import io
import json
import re
import stat
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from tests.read.formats.format_samples import (
    ENGLISH,
    feed,
    letter,
    message,
    page,
    parquet_table,
    telegram,
    warc,
    warc_record,
    zipped,
)

ROWS = "".join(f'A,"{ENGLISH}"\n' for _ in range(3))
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE %s [<!ENTITY a "ha ha ha ha">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
PADDED = ENGLISH.encode() + b" " * 90_000
POSTMARK = b"From a@b Sun Jun  4 23:30:00 2023\n"


class Sample(NamedTuple):
    """How a file is made, words of the reason (one of several, `|` between them), and how many reports it gives."""

    make: Callable[[], bytes | str]
    words: str
    good: int | None = 0  # None: some


def nested(depth: int) -> bytes:
    content = zipped({"a.txt": ENGLISH.encode()})
    for _ in range(depth):
        content = zipped({"in.zip": content, "b.txt": ENGLISH.encode()})
    return content


def link_in_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def broken_member(content: bytes) -> bytes:
    at = content.index(b"\x03\x04") + 60
    return content[:at] + bytes(byte ^ 0xFF for byte in content[at : at + 8]) + content[at + 8 :]


def wrong_length(record: bytes, change: int) -> bytes:
    """A record of a web archive that says another length than it has."""
    said = int(re.search(rb"Content-Length: (\d+)", record)[1])  # type: ignore[index]
    return record.replace(b"Content-Length: %d" % said, b"Content-Length: %d" % (said + change), 1)


RECORD = warc_record("http://a.example", page().encode())
SAMPLES = {
    "entity.xml": Sample(
        lambda: (
            '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
            f"<l><a><title>A</title><text>&x; {ENGLISH}</text></a></l>"
        ),
        "entities",
        0,
    ),
    "large-entity.xml": Sample(
        lambda: (
            f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x "{"x" * 100_000}">]>'
            f"<l><a><title>A</title><text>{'&x;' * 10_000}</text></a></l>"
        ),
        "entities",
        0,
    ),
    "elsewhere.rss": Sample(
        lambda: (
            '<?xml version="1.0"?><!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd">'
            + feed(f"<title>{ENGLISH}</title>")[21:]
        ),
        "",
        1,
    ),
    "less.warc": Sample(lambda: warc(wrong_length(RECORD, -200), RECORD), "less.warc#2: broken WARC", 1),
    "more.warc": Sample(lambda: warc(wrong_length(RECORD, 300), RECORD, RECORD), "more.warc#2: broken WARC", 1),
    "endless.warc": Sample(lambda: wrong_length(RECORD, 10**13), "endless.warc#1: http://a.example: is longer", 0),
    "negative.warc": Sample(
        lambda: wrong_length(RECORD, -99_999) + RECORD, "negative.warc#2: broken WARC; the rest is not read", 0
    ),
    "charset.warc": Sample(
        lambda: warc(warc_record("http://a.example", page().encode(), type="text/html; charset=utf-16")), "", 1
    ),
    "charset.html": Sample(lambda: page().replace("Rebel", "Rebel caf\xe9").encode("windows-1252"), "", 1),
    "late.html": Sample(lambda: page("30000-01-01T00:00:00Z"), "late.html: says that it was published on '30000", 0),
    "late.parquet": Sample(
        lambda: parquet_table({"text": [ENGLISH] * 2, "date": ["30000-01-01", "2023"]}), "late.parquet#1: date", 1
    ),
    "late.warc": Sample(lambda: warc(RECORD.replace(b"2023-06-07", b"30000-06-07")), "", 1),
    "cut-member.jsonl.gz": Sample(
        lambda: (
            gzip.compress(json.dumps({"text": ENGLISH}).encode() + b"\n")
            + gzip.compress(json.dumps({"text": ENGLISH}).encode() + b"\n")[:-12]
        ),
        "cannot be read to its end",
        1,
    ),
    "bomb.txt.gz": Sample(lambda: gzip.compress(b"a" * 30_000_000), "too long for one report", 0),
    "bomb.jsonl.gz": Sample(lambda: gzip.compress(b'{"text": "%s"}\n' % PADDED * 300), "expands to more than", None),
    "blank.csv": Sample(lambda: "title,text\n" + ",\n" * 1_000_000, "blank.csv#1000: 1000 rows one after the other", 0),
    "bomb.zip": Sample(
        lambda: zipped({"a.jsonl": b'{"text": "%s"}\n' % PADDED * 300, "b.txt": ENGLISH.encode()}), "a.jsonl: exp", None
    ),
    "deep.zip": Sample(lambda: nested(6), "lies in more than 4 archives, one inside the other", 4),
    "up.zip": Sample(
        lambda: zipped({"../../up.txt": b"x", "/etc/x.txt": b"x", "a.txt": ENGLISH.encode()}), "leads out of", 1
    ),
    "link.zip": Sample(lambda: link_in_archive(), "link.zip/link.txt: is a link", 0),
    "office.zip": Sample(
        lambda: zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}), "is an office document", 0
    ),
    "broken.zip": Sample(lambda: zipped({"a.txt": ENGLISH.encode()})[:-9], "broken ZIP", 0),
    "crc.zip": Sample(
        lambda: broken_member(zipped({"a.txt": ENGLISH.encode() * 9, "b.txt": b"We said: " * 9})), "crc.zip/a.txt", 1
    ),
    "cut.txt.gz": Sample(lambda: gzip.compress(ENGLISH.encode())[:-12], "cannot be read to its end", 0),
    "cut.jsonl.gz": Sample(
        lambda: gzip.compress(json.dumps({"text": ENGLISH}).encode() + b"\n") * 2 + b"\x1f\x8b\x08", "read to", 2
    ),
    "laughs.rss": Sample(lambda: LAUGHS % "rss" + feed(f"<title>&i; {ENGLISH}</title>")[21:], "declares entities", 0),
    "laughs.xml": Sample(
        lambda: LAUGHS % "list" + f"<list><a><title>&i;</title><text>{ENGLISH}</text></a></list>", "entities", 0
    ),
    "tag.html": Sample(lambda: "<!DOCTYPE html>" + "<b" + "b" * 6_000_000, "is longer than 5,000,000 bytes", 0),
    "tags.html": Sample(lambda: "<!DOCTYPE html><body>" + "<p>" * 1_000_000, "more than 60,000 tags", 0),
    "attributes.html": Sample(lambda: "<!DOCTYPE html>\n<body " + "a=1 " * 500_000 + ">", "line 2: a tag with", 0),
    "deep.xml": Sample(lambda: '<?xml version="1.0"?>' + "<a>" * 500_000, "200 deep", 0),
    "part.xml": Sample(
        lambda: '<?xml version="1.0"?><a>' + "<b>x</b>" * 800_000, "one part of more than 5,000,000 bytes", 0
    ),
    "cut.xml": Sample(
        lambda: f'<?xml version="1.0"?><l><a><title>A</title><text>{ENGLISH}</text></a><a><t',
        "cut.xml#2: broken XML",
        1,
    ),
    "null.html": Sample(lambda: "<!DOCTYPE html><p>a\0b", "null byte", 0),
    "empty.html": Sample(lambda: "<!DOCTYPE html><title>x</title><body></body>", "no main text", 0),
    "cut.warc": Sample(lambda: warc(warc_record("http://a.example", page().encode()))[:-900], "cut.warc#1", 0),
    "torn.warc": Sample(
        lambda: warc(warc_record("http://a.example", page().encode())) + b"WARC/1.0\r\n\xff", "torn.warc#3", 1
    ),
    "long.warc": Sample(
        lambda: warc(warc_record("http://a.example", b"x" * 5_100_000), warc_record("http://b", page().encode())),
        "longer",
        1,
    ),
    "body.warc": Sample(
        lambda: warc(warc_record("http://a", gzip.compress(b"x" * 9_000_000), head="Content-Encoding: gzip\r\n")),
        "longer",
        0,
    ),
    "brotli.warc": Sample(
        lambda: warc(warc_record("http://a", b"\x0b\x02", head="Content-Encoding: br\r\n")), "'br', which is not", 0
    ),
    "cut.arc": Sample(lambda: "filedesc://a 127.0.0.1 20080216050221 text/plain 9999\n", "cut.arc#1", 0),
    "cut.json": Sample(lambda: telegram(message(1), message(2))[:-40], "cut.json#1: broken JSON after this message", 1),
    "long.json": Sample(
        lambda: telegram(message(1), message(2, "x" * 5_200_000)), "one part of more than 5,000,000 bytes", 1
    ),
    "late.json": Sample(
        lambda: telegram(message(1, date="30000-01-01T00:00:00"), message(2)), "late.json#1: date '30000-01", 1
    ),
    "late.jsonl": Sample(lambda: f'{{"text": "{ENGLISH}", "date": 99999999999999}}\n', "late.jsonl#1: date", 0),
    "late.csv": Sample(
        lambda: f'date,text\n30000-01-01,"{ENGLISH}"\n2023-02-31,"{ENGLISH}"\n', "late.csv#1: date '30000-01-01'", 0
    ),
    "late.rss": Sample(
        lambda: feed(f"<title>{ENGLISH}</title><pubDate>Sun, 04 Jun 30000 10:00:00 GMT</pubDate>"),
        "late.rss#1: date",
        0,
    ),
    "late.txt": Sample(lambda: f"date: 30000-01-01\n\n{ENGLISH}", "line 1: date '30000-01-01'", 0),
    "late.eml": Sample(lambda: letter(Date="Sun, 04 Jun 30000 10:00:00 GMT"), "late.eml: date", 0),
    "endless-date.eml": Sample(
        lambda: letter(Date="Sun, 04 Jun 99999999999999999999 10:00:00 GMT"), "endless-date.eml: date", 0
    ),
    "endless-zone.eml": Sample(lambda: letter(Date="Sun, 04 Jun 2023 10:00:00 +99999999999999999999"), "", 1),
    "half.jsonl": Sample(
        lambda: '{"text": "half a \\ud800 character in a report of the war"}\n', "half a character at", 0
    ),
    "torn.jsonl": Sample(lambda: f'{{"text": "{ENGLISH}"}}\n{{"text": \n[1]\n"a"\n', "torn.jsonl#2: is no JSON", 1),
    "deep.jsonl": Sample(
        lambda: f'{{"text": "{ENGLISH}"}}\n{{"text": {"[" * 100_000}\n', "deep.jsonl#2: is no JSON", 1
    ),
    "long.jsonl": Sample(
        lambda: f'{{"text": "{"x" * 5_100_000}"}}\n{{"text": "{ENGLISH}"}}\n', "long.jsonl#1: is longer than", 1
    ),
    "columns.csv": Sample(
        lambda: f"title,text\n{ROWS}A\nA,b,c\n{ROWS}", "columns.csv#4: has 1 columns where 2 are named", 6
    ),
    "line.csv": Sample(lambda: f'title,text\n{ROWS}A,"{"x" * 5_100_000}', "a line longer than 5,000,000 characters", 3),
    "bytes.csv": Sample(
        lambda: b"title,text\n" + ROWS.encode() * 700 + b"A,\xff\xff\n", "bytes.csv#2101: holds bytes", 2100
    ),
    "wrong.parquet": Sample(
        lambda: parquet_table({"x": [1, 2], "y": [None, None]}), "no column that is known to hold text; it has 'x'", 0
    ),
    "cut.parquet": Sample(lambda: parquet_table({"text": [ENGLISH] * 50})[:-40], "broken Parquet", 0),
    "text.parquet": Sample(lambda: parquet_table({"text": [[1], None]}), "seems|no words|no text", 0),
    "bare.eml": Sample(lambda: letter(""), "holds no text", 0),
    "charset.eml": Sample(lambda: letter(**{"Content-Type": "text/plain; charset=no-such"}), "", 1),
    "long.mbox": Sample(
        lambda: POSTMARK + letter(f"{'x' * 70}\n" * 80_000) + b"\n" + POSTMARK + letter(), "long.mbox#1: is longer", 1
    ),
    "sitemap.xml": Sample(
        lambda: '<?xml version="1.0"?><urlset><url><loc>http://a.example</loc></url></urlset>', "is a sitemap", 0
    ),
}
