"""Rows with named columns as reports: which column holds what is said, or guessed from the names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.column_names import NAMES
from selon.read.dates import read_date
from selon.read.piece import How, Piece

SHORT = ("description", "summary", "snippet")  # columns whose text does not repeat the title
MOST_WRONG = 1000  # rows skipped one after the other: more of them and it is no table of reports
SAMPLE = 20  # rows that columns are guessed from
LONG_TEXT = 60  # characters: where no name is known, cells of this length on average are the text

Row = Mapping[str, object]
Numbered = tuple[int, Row | SkipReport]


@dataclass(frozen=True, slots=True)
class Columns:
    """Fields to column names, and what a reader should know about the choice."""

    of: Mapping[str, str]
    notes: tuple[str, ...] = ()


def as_reports(piece: Piece, how: How, rows: Iterable[Numbered], format: str) -> Iterator[Report | SkipReport]:
    """Numbered rows as reports; the columns are chosen by the first of them."""
    rows = _to_the_end(rows)
    first = list(islice(rows, SAMPLE))
    sample = [row for _, row in first if not isinstance(row, SkipReport)]
    if not sample:
        wrong_rows = [row for _, row in first if isinstance(row, SkipReport)]
        yield from wrong_rows
        if len(wrong_rows) == 1:
            return  # that the file as a whole cannot be read has been said
        raise SkipReport(piece.shown, "holds no rows that can be read")
    present = list(dict.fromkeys(column for row in sample for column in row))
    columns = choose_columns(piece.shown, present, how.columns, sample)
    notes, wrong = columns.notes, 0
    for number, row in chain(first, rows):
        try:
            if isinstance(row, SkipReport):
                raise row
            report = _as_report(piece, number, row, columns, format)
        except SkipReport as skipped:
            yield skipped
            wrong += 1
            if wrong >= MOST_WRONG:
                raise piece.skip(
                    number, f"{wrong} rows one after the other were skipped; the rest is not read"
                ) from None
            continue
        yield replace(report, notes=(*report.notes, *notes))
        notes, wrong = (), 0


def _to_the_end(rows: Iterable[Numbered]) -> Iterator[Numbered]:
    """The rows, and why there are no more of them as the last, so that those before are read first."""
    number = 0
    try:
        for number, row in rows:
            yield number, row
    except SkipReport as skipped:
        yield number + 1, skipped


def choose_columns(shown: str, present: Sequence[str], said: Mapping[str, str], sample: Sequence[Row]) -> Columns:
    """Which column holds which field: as said, or guessed; SkipReport where no column can be the text."""
    for field, column in said.items():
        if column not in present:
            raise SkipReport(
                shown, f"has no column {column!r} for {field}; it has {', '.join(map(repr, present))[:300]}"
            )
    chosen = dict(said)
    for field, names in NAMES.items():
        free = [column for column in present if column not in chosen.values()]
        if field not in chosen and (guessed := _named(free, names)):
            chosen[field] = guessed
    if "text" in chosen:
        return Columns(chosen)
    longest = max(present, key=lambda column: _length(sample, column), default=None)
    if longest is None or _length(sample, longest) < LONG_TEXT:
        has = ", ".join(map(repr, present))[:300]
        raise SkipReport(
            shown, f"has no column that is known to hold text; it has {has}. Say which: --column text=NAME"
        )
    chosen = {field: column for field, column in chosen.items() if column != longest}
    note = (
        f"column {longest!r} is read as the text, for its cells are the longest; say otherwise with --column text=NAME"
    )
    return Columns({**chosen, "text": longest}, (note,))


def _named(present: Sequence[str], names: Sequence[str]) -> str | None:
    """The column of the likeliest name: the whole name, or its last word (`fr_text`)."""
    plain = {column: re.sub(r"\W+|(?<=[a-z])(?=[A-Z])", "_", column).strip("_").lower() for column in present}
    for name in names:
        for column in present:
            if plain[column] == name:
                return column
    for name in names:
        for column in present:
            if plain[column].endswith(f"_{name}"):
                return column
    return None


def _length(sample: Sequence[Row], column: str) -> float:
    cells = [row.get(column) for row in sample]
    words = [len(cell) for cell in cells if isinstance(cell, str) and " " in cell]
    return sum(words) / len(cells) if cells else 0.0


def _as_report(piece: Piece, number: int, row: Row, columns: Columns, format: str) -> Report:
    """Row `number` of the piece as a report; SkipReport where it holds no text or a date that is none."""
    shown = f"{piece.shown}#{number}"
    cells = {field: _as_words(row.get(column)) for field, column in columns.of.items()}
    text, title = cells.get("text") or "", cells.get("title")
    if not text.strip() and title:
        text, title = title, None
    if not text.strip():
        raise SkipReport(shown, f"column {columns.of['text']!r} holds no text")
    if title and columns.of["text"].lower() in SHORT:
        text = f"{title}\n\n{text}"
    published, notes = read_date(shown, row.get(columns.of.get("published", ""), None))
    return Report(
        name=piece.place(number),
        text=text,
        language=re.split(r"[-_]", (cells.get("language") or "").lower())[0],
        published=published,
        outlet=cells.get("outlet"),
        author=cells.get("author"),
        url=cells.get("url"),
        title=cells.get("title"),
        path=shown,
        format=format,
        raw=json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass"),
        notes=notes,
    )


def _as_words(cell: object) -> str | None:
    if isinstance(cell, list | tuple):
        cell = ", ".join(str(part) for part in cell)
    words = cell if isinstance(cell, str) else "" if cell is None else str(cell)
    return words if words.strip() else None
