"""A report: one published text as received, and what is known about it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from selon.model.span import Span


@dataclass(frozen=True, slots=True)
class Caption:
    """Words under a picture. `span` includes the credit; `credit` is who made the picture, as written."""

    span: Span
    credit: Span | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. Offset 0 is the first character of `text`, after any header lines.

    `name` is the file's stem, or for one of several in a file its place there (`feed.xml#3`,
    `archive.zip/member.txt`); `path` is where it was found, in the same way.
    `published` is a day, month or year in ISO 8601 (`2023-06-04`, `2023-06`, `2023`) or None.
    `edited` is when the outlet last changed it, `obtained` when it was fetched or archived, both ISO 8601.
    `origin` is who published it first, where the outlet passes it on.
    `language` is an ISO 639-1 code; `language_sure` says whether it was given or clearly found.
    `raw` are the bytes it was read from (of a table's row: the row as JSON), `format` what they are in.
    `notes` are messages about this report that a reader should see.
    """

    name: str
    text: str
    language: str
    language_sure: bool = True
    published: str | None = None
    edited: str | None = None
    obtained: str | None = None
    outlet: str | None = None
    author: str | None = None
    origin: str | None = None
    url: str | None = None
    title: str | None = None
    captions: tuple[Caption, ...] = ()
    path: str | None = None
    format: str = "text"
    encoding: str = "utf-8"
    raw: bytes = field(default=b"", repr=False, compare=False)
    notes: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash of the raw bytes, in hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()
