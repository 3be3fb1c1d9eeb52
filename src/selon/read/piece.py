"""A piece: bytes to be read, and where they stand: a file, a member of an archive, the body of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import BinaryIO

from selon.model.errors import SkipReport

DEFAULT_LIMIT = 100_000
DEFAULT_PAGE_LIMIT = 5_000_000


@dataclass(frozen=True, slots=True)
class How:
    """What holds for all that is read.

    `limit` is the longest text of a report, `page_limit` the most that is taken into memory for one (a page with
    its markup, a letter with its attachments, a feed, a row), both in bytes; `columns` are fields to column names.
    """

    limit: int = DEFAULT_LIMIT
    page_limit: int = DEFAULT_PAGE_LIMIT
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes to be read once, from first to last.

    `label` is the place in what was named: the file's name, `archive.zip/member.txt`, `pages.warc#3`; `name` is the
    report's name if the piece is one report, `shown` the place in messages, `depth` how many archives it lies in.
    `url`, `obtained` and `charset` are what an archive of web pages says of a body.
    """

    label: str
    name: str
    shown: str
    stream: BinaryIO
    depth: int = 0
    url: str | None = None
    obtained: str | None = None
    charset: str | None = None

    @property
    def ending(self) -> str:
        """The ending of the file's name, in small letters and without a last `.gz`: a hint, never more."""
        return PurePosixPath(self.label.lower().removesuffix(".gz")).suffix

    def place(self, mark: object) -> str:
        """The name of what stands at `mark` in this piece: `feed.xml#3`."""
        return f"{self.label}#{mark}"

    def skip(self, mark: object, reason: str) -> SkipReport:
        """Why what stands at `mark` is skipped."""
        return SkipReport(f"{self.shown}#{mark}", reason)
