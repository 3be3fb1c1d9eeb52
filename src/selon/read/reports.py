"""Reading: files, folders, archives and standard input become reports, one at a time.

    find inputs -> format, told from the bytes -> its reader -> language -> Report

What is known of a report, the nearest word first: its line in the metadata file, what it says of
itself, a leading `date 2023-06`, what was given for all, what the text shows (the language alone).
A reader yields as it reads: nothing but the report at hand is in memory, however long the file.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.dates import as_moment
from selon.read.formats.known import Found, reader_of
from selon.read.given import NOTHING, Given
from selon.read.inputs import Input, find_inputs
from selon.read.marks import describe_marks
from selon.read.piece import DEFAULT_LIMIT, DEFAULT_PAGE_LIMIT, How, Piece
from selon.read.recognise import HEAD, recognise
from selon.read.streams import Guarded, buffered
from selon.read.whole import check_whole
from selon.read.written_in import find_language

MOST_DEPTH = 4  # archives in archives, a web archive and its pages among them


def read(
    inputs: Iterable[str],
    *,
    given: Given = NOTHING,
    metadata: Mapping[str, Given] | None = None,
    limit: int = DEFAULT_LIMIT,
    page_limit: int = DEFAULT_PAGE_LIMIT,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Report | SkipReport]:
    """Read every input in order, yielding a report, or why it is skipped, as each is read.

    `inputs` are files, folders, patterns or `-`; `given` is what holds for all that say nothing else;
    `metadata` maps file names (or reports' names, `feed.xml#3`) to what holds for one; `limit` is the
    longest text and `page_limit` the longest page, letter or row, in bytes; `columns` maps fields to
    columns of tables (`{"text": "body"}`).
    """
    how = How(limit, page_limit, columns or {})
    known = Outside(given, metadata or {})
    named: set[str] = set()
    for found in find_inputs(inputs):
        if isinstance(found, SkipReport):
            yield found
            continue
        for item in _read_input(found, how, known):
            # Reports in one file differ in their numbers; only whole files can be called the same.
            whole = isinstance(item, Report) and item.name in (found.stem, PurePosixPath(found.stem).stem)
            yield _note_if_named_before(cast(Report, item), named) if whole else item


@dataclass(frozen=True, slots=True)
class Outside:
    """What is said of the reports from outside."""

    given: Given
    metadata: Mapping[str, Given] = field(default_factory=dict)

    def of(self, report_name: str, file: str) -> Given:
        """What the metadata say of one report, or of its file."""
        return self.metadata.get(report_name) or self.metadata.get(file, NOTHING)


def _read_input(found: Input, how: How, known: Outside) -> Iterator[Report | SkipReport]:
    if fault := known.of(found.stem, found.file).fault:
        yield SkipReport(found.shown, fault)
        return
    try:
        with _open(found) as stream:
            for item in read_piece(Piece(found.file, found.stem, found.shown, stream), how):
                yield settle(item, known, found.file, how.limit) if isinstance(item, Report) else item
    except OSError as error:
        yield SkipReport(found.shown, f"cannot be opened: {error.strerror}")


@contextmanager
def _open(found: Input) -> Iterator[BinaryIO]:
    if found.path is None:
        yield buffered(Guarded(sys.stdin.buffer, found.shown))
        return
    with found.path.open("rb", HEAD) as file:
        # A pipe gives what it has; the head of a file is wanted whole.
        yield file if found.path.is_file() else buffered(Guarded(file, found.shown))


def read_piece(piece: Piece, how: How) -> Iterator[Report | SkipReport]:
    """The reports in a piece, and in the pieces that it holds, in order."""
    try:
        if piece.depth > MOST_DEPTH:
            raise SkipReport(piece.shown, f"lies in more than {MOST_DEPTH} archives, one inside the other")
        head = cast(io.BufferedReader, piece.stream).peek(HEAD)
        items: Iterator[Found] = reader_of(piece, recognise(head, piece.ending))(piece, how)
        for item in items:
            if isinstance(item, Piece):
                yield from read_piece(item, how)
            elif isinstance(item, Report) and item.obtained is None:
                yield replace(item, obtained=piece.obtained)
            else:
                yield item
    except SkipReport as skipped:
        yield skipped


def settle(report: Report, known: Outside, file: str, limit: int) -> Report | SkipReport:
    """The report with its language, and with what is known from outside; SkipReport where it cannot be used."""
    shown = report.path or report.name
    own = known.of(report.name, file)
    try:
        if own.fault:
            raise SkipReport(shown, own.fault)
        report = check_whole(report, limit)
        said = report.language if report.language_sure else None
        about = own.over(Given(report.published, report.outlet, said)).over(known.given)
        hint = None if report.language_sure else report.language
        language, sure, notes = find_language(shown, report.text, about.language or None, hint)
    except SkipReport as skipped:
        return skipped
    if report.obtained is not None and as_moment(report.obtained) is None:
        note = f"its archive says that it was obtained at {report.obtained[:40]!r}, which is no time; left out"
        report = replace(report, obtained=None, notes=(*report.notes, note))
    return replace(
        report,
        language=language,
        language_sure=sure,
        published=about.published,
        outlet=about.outlet,
        notes=(*report.notes, *notes, *describe_marks(report.text)),
    )


def _note_if_named_before(report: Report, named: set[str]) -> Report:
    if report.name not in named:
        named.add(report.name)
        return report
    note = f"another input is called {report.name!r} too; their claims cannot be told apart by document"
    return replace(report, notes=(*report.notes, note))
