"""Header lines before a text: `url:`, `date:`, `outlet:`, `title:`, `language:`, ended by a blank line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selon.model.errors import SkipReport
from selon.read.dates import DATE_HELP, as_published, looks_like_date
from selon.read.given import NOTHING, Given

KEYS = ("url", "date", "outlet", "title", "language")
NOT_SAID = ("", "unknown", "none", "null", "-")
MOST_LINES = 40  # an honest header is short; a text of `word:` lines is no header

_LINE = re.compile(r"([^\W\d_][\w -]{0,30}):(.*)")
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Header:
    """What the header lines say."""

    given: Given = NOTHING
    url: str | None = None
    title: str | None = None
    notes: tuple[str, ...] = ()


def split_header(name: str, text: str) -> tuple[Header, str]:
    """The header, and the text after its blank line; an empty header and all of `text` where there is none.

    A header begins with one of `KEYS`; lines with other keys are passed over.
    """
    rows: list[tuple[str, str]] = []
    start = 0
    for number in range(MOST_LINES):
        ending = _BREAK.search(text, start)
        line = text[start : ending.start() if ending else len(text)]
        start = ending.end() if ending else len(text)
        if not line.strip() and rows:
            return _as_header(name, rows), text[start:]
        match = _LINE.fullmatch(line)
        if match is None or (number == 0 and match[1].strip().lower() not in KEYS):
            return Header(), text
        rows.append((match[1].strip().lower(), match[2].strip()))
        if ending is None:
            return _as_header(name, rows), ""
    return Header(), text


def _as_header(name: str, rows: list[tuple[str, str]]) -> Header:
    said = {key: value for key, value in rows if key in KEYS and value.lower() not in NOT_SAID}
    language = said.get("language")
    published, notes = _as_date(name, rows, said.get("date"))
    given = Given(published, said.get("outlet"), re.split(r"[-_]", language.lower())[0] if language else None)
    return Header(given, said.get("url"), said.get("title"), notes)


def _as_date(name: str, rows: list[tuple[str, str]], written: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The date, and a note where it is written in a way that is not read; SkipReport for a 31 February."""
    if written is None or (published := as_published(written)) is not None:
        return (None if written is None else published), ()
    line = next(number for number, (key, value) in enumerate(rows, start=1) if value == written)
    if looks_like_date(written):
        raise SkipReport(name, f"line {line}: date {written!r} is not in the calendar; {DATE_HELP}")
    return None, (f"line {line}: date {written!r} is not understood, so it is read without one; {DATE_HELP}",)
