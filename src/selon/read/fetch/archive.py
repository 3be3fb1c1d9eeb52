"""The archive that is written: WARC 1.1, one packed member a record, there under its name only when it is whole."""

from __future__ import annotations

import gzip
import os
import uuid
from pathlib import Path

from selon.read.fetch.request import Answer

PARTIAL = ".part"


class Archive:
    """A web archive in a folder, named by the time at which it was begun; no record, no file."""

    def __init__(self, folder: Path, begun: str) -> None:
        name = begun.replace(":", "").replace("-", "")
        taken = (folder / f"{name}{mark}.warc.gz" for mark in ("", *(f"-{number}" for number in range(2, 1000))))
        self.path = next(path for path in taken if not path.exists())
        self._part = self.path.with_name(f"{self.path.name}{PARTIAL}")
        self.records = 0

    def add(self, answer: Answer, when: str) -> None:
        """Write one answer as a record."""
        lines = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items() if "\n" not in value)
        block = f"HTTP/1.1 {answer.status} {answer.reason}\r\n{lines}\r\n".encode("latin-1", "replace") + answer.body
        about = (
            "WARC/1.1\r\nWARC-Type: response\r\n"
            f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{when} {answer.url}')}>\r\n"
            f"WARC-Date: {when}\r\nWARC-Target-URI: {answer.url}\r\n"
            f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        )
        with self._part.open("ab") as file:
            file.write(gzip.compress(about.encode("utf-8") + block + b"\r\n\r\n"))
        self.records += 1

    def close(self) -> None:
        """Give the file its name."""
        if self.records:
            os.replace(self._part, self.path)
