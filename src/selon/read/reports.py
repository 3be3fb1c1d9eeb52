"""Reading: files, folders, patterns and standard input become reports, one at a time.

    find inputs -> bytes -> text -> header, date -> language -> Report

What is known of a report, the nearest word first: its line in the metadata file, its own header
lines, a leading `date 2023-06`, what was given for all, what the text shows (the language alone).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.bytes_in import load_bytes
from selon.read.dates import read_leading_date
from selon.read.decode import decode
from selon.read.given import NOTHING, Given
from selon.read.header import split_header
from selon.read.inputs import Input, find_inputs
from selon.read.marks import describe_marks
from selon.read.written_in import find_language

DEFAULT_LIMIT = 100_000


def read(
    inputs: Iterable[str],
    *,
    given: Given = NOTHING,
    metadata: Mapping[str, Given] | None = None,
    limit: int = DEFAULT_LIMIT,
) -> Iterator[Report | SkipReport]:
    """Read every input in order, yielding a report, or why it is skipped, as each is read.

    `inputs` are files, folders (their `.txt` files), patterns or `-`; `given` is what holds for all
    that say nothing else; `metadata` maps file names to what holds for one; `limit` is in bytes.
    """
    named: set[str] = set()
    for found in find_inputs(inputs):
        if isinstance(found, SkipReport):
            yield found
            continue
        try:
            report = read_one(found, given, (metadata or {}).get(found.file, NOTHING), limit)
        except SkipReport as skipped:
            yield skipped
            continue
        yield _note_if_named_before(report, named)


def read_one(found: Input, given: Given, own: Given, limit: int) -> Report:
    """One input as a report; SkipReport where it cannot be read."""
    if own.fault:
        raise SkipReport(found.shown, own.fault)
    raw = load_bytes(found, limit)
    decoded = decode(found.shown, raw)
    header, text = split_header(found.shown, decoded.text)
    if not text.strip():
        raise SkipReport(found.shown, "holds no text: it is empty, or has header lines alone")
    leading = read_leading_date(found.shown, text)
    known = own.over(header.given).over(Given(published=leading)).over(given)
    language, sure, said = find_language(found.shown, text, known.language)
    return Report(
        name=found.stem,
        text=text,
        language=language,
        language_sure=sure,
        published=known.published,
        outlet=known.outlet,
        url=header.url,
        title=header.title,
        path=found.shown,
        encoding=decoded.encoding,
        notes=(*decoded.notes, *header.notes, *said, *describe_marks(text)),
    )


def _note_if_named_before(report: Report, named: set[str]) -> Report:
    if report.name not in named:
        named.add(report.name)
        return report
    note = f"another input is called {report.name!r} too; their claims cannot be told apart by document"
    return replace(report, notes=(*report.notes, note))
