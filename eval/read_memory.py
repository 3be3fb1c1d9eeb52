#!/usr/bin/env python3
"""Memory of reading: the peak for a small file and for one a hundred times as long, format by format.

    python eval/read_memory.py [MEGABYTES]

Makes the files (400 MB each unless told otherwise), reads each in a process of its own and prints the peak of its
resident memory. What is read is counted and thrown away, as `selon read` does.
"""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

CHILD = """
import resource, sys
from selon.model.report import Report
from selon.read.reports import read
good = sum(isinstance(item, Report) for item in read([sys.argv[1]]))
print(good, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
SENTENCE = "Number {} of the dispatches says that the troops have left the village, a spokesman said on Monday. "


def texts(size: int) -> Iterator[str]:
    """Different texts of 20 kB that come to `size` bytes."""
    for number in range(size // 20_000):
        yield "".join(SENTENCE.format(f"{number}.{part}") for part in range(190))


def write_warc(file: IO[bytes], size: int) -> None:
    """Pages of 200 kB, most of it scripts."""
    for number, text in zip(range(size // 200_000), texts(size), strict=False):
        page = f"<!DOCTYPE html><title>{number}</title><script>{'x' * 180_000}</script><article><p>{text}</p></article>"
        body = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
        about = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/{number}\r\n"
        file.write(f"{about}Content-Length: {len(body)}\r\n\r\n{body}\r\n\r\n".encode())


def write_lines(file: IO[bytes], size: int) -> None:
    """JSON lines."""
    for text in texts(size):
        file.write(json.dumps({"text": text}).encode() + b"\n")


def write_table(file: IO[bytes], size: int) -> None:
    """CSV."""
    file.write(b"title,text\n")
    for text in texts(size):
        file.write(f'a,"{text}"\n'.encode())


def write_telegram(file: IO[bytes], size: int) -> None:
    """An export of one chat."""
    file.write(b'{"name": "A", "type": "public_channel", "id": 1, "messages": [')
    for number, text in enumerate(texts(size)):
        row = {"id": number, "type": "message", "date": "2023-06-04T10:00:00", "text": text}
        file.write(b"," * bool(number) + json.dumps(row).encode())
    file.write(b"]}")


def write_mailbox(file: IO[bytes], size: int) -> None:
    """A mailbox."""
    for text in texts(size):
        body = text.replace(". ", ".\n")
        file.write(f"From a@b Sun Jun  4 23:30:00 2023\nFrom: a@b.example\nSubject: x\n\n{body}\n\n".encode())


def write_xml(file: IO[bytes], size: int) -> None:
    """Records."""
    file.write(b'<?xml version="1.0"?><list>')
    for text in texts(size):
        file.write(f"<article><title>A</title><text>{text}</text></article>".encode())
    file.write(b"</list>")


PLAIN: dict[str, Callable[[IO[bytes], int], None]] = {
    "pages.warc": write_warc,
    "rows.jsonl": write_lines,
    "rows.csv": write_table,
    "result.json": write_telegram,
    "letters.mbox": write_mailbox,
    "records.xml": write_xml,
}


def write(path: Path, size: int) -> None:
    """The file of that name."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for number, text in enumerate(texts(size)):
                archive.writestr(f"{number}.txt", text)
    elif path.suffix == ".gz":
        with gzip.open(path, "wb", compresslevel=1) as packed:
            PLAIN[path.stem](packed, size)
    else:
        with path.open("wb") as file:
            PLAIN[path.name](file, size)


def main() -> None:
    """A line a format."""
    size = int(sys.argv[1]) * 1_000_000 if len(sys.argv) > 1 else 400_000_000
    print(
        f"{'file':16} {'reports':>8} {'peak MB':>8}   {size // 100_000_000 * 100:,} MB: {'reports':>8} {'peak MB':>8}"
    )
    for name in (*PLAIN, "rows.jsonl.gz", "texts.zip"):
        figures = []
        for part in (size // 100, size):
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / name
                write(path, part)
                done = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, check=True)
                figures += done.stdout.decode().split()
        print(f"{name:16} {figures[0]:>8} {figures[1]:>8}   {'':>8} {figures[2]:>8} {figures[3]:>8}", flush=True)


if __name__ == "__main__":
    main()
