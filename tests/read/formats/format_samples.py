"""Samples of every format, made when a test runs, and how a test reads them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pyarrow
from pyarrow import parquet

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.reports import read

FRENCH = "Les forces ukrainiennes ont repris le village, a déclaré jeudi l’état-major. « Nous avançons », dit-il."
ENGLISH = "Ukrainian troops have retaken the village, the general staff said on Thursday."
PARAGRAPHS = [
    "Rebel fighters shelled the railway station of the northern town on Monday, the governor said in a statement.",
    "Two people were wounded and a warehouse was set on fire, according to the local emergency service.",
    "The army denied that its troops had withdrawn from the bridge, and said that the road was still open.",
    "Residents told reporters that they had heard explosions through the night and had spent it in their cellars.",
]
PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Station shelled - The Courier</title>'
    '<meta property="og:site_name" content="The Courier"><meta property="og:title" content="Station shelled">'
    '<link rel="canonical" href="https://courier.example/station"><meta name="author" content="Ann Smith">'
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Station shelled", "datePublished": "%s",'
    '"dateModified": "2023-06-06T10:00:00+02:00"}</script></head><body><nav><a href="/">Home</a></nav><article>'
    "<h1>Station shelled</h1><figure><img src=a.jpg><figcaption>The station on Monday. <span class=credit>"
    "Jo Bloggs / Agency</span></figcaption></figure>"
    + "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    + "</article>"
    "<footer><p>All rights reserved</p></footer></body></html>"
)
ROW = {"headline": "Village retaken", "body": ENGLISH, "date": "2023/06/04", "publisher": "The Courier", "n": 1}


def read_bytes(folder: Path, name: str, content: bytes | str, **options: object) -> list[Report | SkipReport]:
    """What is read in a file of that name and content."""
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return list(read([str(path)], **options))  # type: ignore[arg-type]


def one_report(folder: Path, name: str, content: bytes | str, **options: object) -> Report:
    """The only report in it."""
    (found,) = read_bytes(folder, name, content, **options)
    assert isinstance(found, Report), found
    return found


def split(found: list[Report | SkipReport]) -> tuple[list[Report], list[str]]:
    """The reports, and what is said of those that were skipped."""
    return [item for item in found if isinstance(item, Report)], [str(i) for i in found if isinstance(i, SkipReport)]


def page(published: str = "2023-06-05T08:00:00Z") -> str:
    """A web page published then."""
    return PAGE % published


def feed(*items: str, language: str = "en") -> str:
    """An RSS feed with these items."""
    return (
        f'<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" '
        f'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>The Courier</title>'
        f"<language>{language}</language>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    )


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def warc_record(url: str, body: bytes, *, type: str = "text/html", kind: str = "response", head: str = "") -> bytes:
    """One record of a web archive."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n{head}\r\n".encode() + body if kind == "response" else body
    about = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-06-07T01:02:03Z\r\n"
        f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {'application/http' if kind == 'response' else type}\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return about.encode() + answer + b"\r\n\r\n"


def warc(*records: bytes, packed: bool = False) -> bytes:
    """A web archive, each record packed by itself where `packed`."""
    return b"".join(gzip.compress(record) if packed else record for record in records)


def telegram(*messages: dict[str, object], **chat: object) -> str:
    """An export of one chat."""
    about = {"name": "War Channel", "type": "public_channel", "id": 12345} | chat
    return json.dumps(about | {"messages": list(messages)}, ensure_ascii=False, indent=1)


def message(number: int, text: object = ENGLISH, **more: object) -> dict[str, object]:
    """One message of a chat."""
    return {"id": number, "type": "message", "date": "2023-06-04T10:00:00", "from": "War Channel", "text": text} | more


def letter(body: str = ENGLISH, **lines: str) -> bytes:
    """A letter of electronic mail."""
    about = {"From": "The Courier <news@courier.example>", "Subject": "Village retaken", "To": "x@example.org"}
    about |= {"Date": "Sun, 04 Jun 2023 23:30:00 -0500", "MIME-Version": "1.0"} | lines
    return "\n".join([*(f"{key}: {value}" for key, value in about.items()), "", body, ""]).encode()


def parquet_table(columns: dict[str, list[object]]) -> bytes:
    """A Parquet file of these columns."""
    out = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), out)
    return out.getvalue()
