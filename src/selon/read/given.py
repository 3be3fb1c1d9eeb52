"""What is said about a report from outside its text, for all reports or for one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selon.languages.known import KNOWN
from selon.model.errors import StopRun
from selon.read.dates import DATE_HELP, as_published


@dataclass(frozen=True, slots=True)
class Given:
    """Publication date, outlet and language where they are said; `fault` where they are said wrongly."""

    published: str | None = None
    outlet: str | None = None
    language: str | None = None
    fault: str | None = None

    def over(self, other: Given) -> Given:
        """This word first, the other's where this says nothing."""
        return Given(
            published=self.published or other.published,
            outlet=self.outlet or other.outlet,
            language=self.language or other.language,
        )


NOTHING = Given()


def as_given(published: str | None, outlet: str | None, language: str | None) -> Given:
    """What the options say for all reports; StopRun where a date or language is none."""
    day = None
    if published is not None and (day := as_published(published)) is None:
        raise StopRun(f"--published: {published!r} is no date; {DATE_HELP}")
    if language is not None and language not in KNOWN:
        raise StopRun(f"--language: {language!r} is not known; known are {', '.join(KNOWN)}")
    return Given(day, outlet, language)


def load_metadata(path: Path) -> dict[str, Given]:
    """File names to what a JSONL file says of them, one object a line.

    A line that is no object stops the run; a wrong date or language only skips its own report.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise StopRun(f"--metadata: {path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise StopRun(f"--metadata: {path}: is not UTF-8 (byte {error.start})") from error
    known: dict[str, Given] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            row = _read_row(f"--metadata: {path}, line {number}", line)
            known[row["file"]] = _as_given_row(f"{path}, line {number}", row)
    return known


def _read_row(where: str, line: str) -> dict[str, Any]:
    form = '{"file": "NAME.txt", "published": "2023-06", "outlet": null, "language": "fr"}'
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise StopRun(f"{where}: is no JSON; each line must look like {form}") from error
    if not isinstance(row, dict) or not isinstance(row.get("file"), str):
        raise StopRun(f'{where}: has no "file"; each line must look like {form}')
    return row


def _as_given_row(where: str, row: Mapping[str, Any]) -> Given:
    words = {key: row.get(key) for key in ("published", "outlet", "language")}
    for key, value in words.items():
        if value is not None and not isinstance(value, str):
            return Given(fault=f"{where}: {key} must be text or null, not {value!r}")
    published = words["published"]
    day = as_published(published) if published else None
    if published and day is None:
        return Given(fault=f"{where}: published {published!r} is no date; {DATE_HELP}")
    return Given(day, words["outlet"], words["language"])
