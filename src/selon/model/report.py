"""A report: one published text as received, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Report:
    """One published text. Offset 0 is the first character of `text`, after any header lines.

    `published` is a day, month or year in ISO 8601 (`2023-06-04`, `2023-06`, `2023`) or None.
    `language` is an ISO 639-1 code; `language_sure` says whether it was given or clearly found.
    `notes` are messages about this report that a reader should see.
    `raw` are the bytes as received, where they are kept.
    """

    name: str
    text: str
    language: str
    language_sure: bool = True
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None
    path: str | None = None
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    raw: bytes | None = field(default=None, repr=False)
