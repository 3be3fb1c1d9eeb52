"""`from selon import read`: the claims of reports, in one call."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike, fspath

from selon.model.errors import SkipReport
from selon.model.reading import Reading
from selon.model.report import Report
from selon.pipeline import load_gazetteer, parse_reports, reading_of
from selon.read import reports
from selon.read.given import Given, as_given

Inputs = str | PathLike[str] | Iterable[str | PathLike[str]]


def read(
    inputs: Inputs,
    *,
    published: str | None = None,
    outlet: str | None = None,
    language: str | None = None,
    gazetteer: str | None = None,
    skipped: list[SkipReport] | None = None,
) -> Iterator[Reading]:
    """Read files, folders or patterns, one reading a report, each as soon as it is made.

    `published`, `outlet` and `language` hold for reports that do not say theirs. What cannot be read is appended to
    `skipped`; without that list it is raised. StopRun where an option is wrong.
    """
    written = [inputs] if isinstance(inputs, str | PathLike) else inputs
    given = as_given(published, outlet, language)
    places = load_gazetteer(gazetteer)
    for document in parse_reports(_found([fspath(item) for item in written], given, skipped)):
        yield reading_of(document, places)


def _found(inputs: list[str], given: Given, skipped: list[SkipReport] | None) -> Iterator[Report]:
    for item in reports.read(inputs, given=given):
        if isinstance(item, Report):
            yield item
        elif skipped is None:
            raise item
        else:
            skipped.append(item)
