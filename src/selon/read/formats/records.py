"""XML that holds reports as records: elements with a title and a text, whatever their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.column_names import NAMES
from selon.read.formats.columns import Numbered, Row, as_reports
from selon.read.piece import How, Piece
from selon.read.streams import Allowance

TEXTS, TITLES = frozenset(NAMES["text"]), frozenset(NAMES["title"])
MOST_DEPTH = 200


def read_records(piece: Piece, how: How) -> Iterator[Report | SkipReport]:
    """Each element that has a text, or a title, among its children as a report, named by its number."""
    yield from as_reports(piece, how, _rows(piece, how), "xml")


def _rows(piece: Piece, how: How) -> Iterator[Numbered]:
    allowance = Allowance(piece, how.page_limit)
    number = 0
    open_elements: list[Element] = []
    try:
        for event, element in iterparse(allowance, events=("start", "end"), forbid_dtd=False):
            if event == "start":
                open_elements.append(element)
                if len(open_elements) > MOST_DEPTH:
                    raise piece.skip(number + 1, f"elements stand more than {MOST_DEPTH} deep; the rest is not read")
                continue
            open_elements.pop()
            if row := _as_row(element, how):
                number += 1
                allowance.renew()
                yield number, row
                _forget(element, open_elements)
    except DefusedXmlException as error:
        raise SkipReport(piece.shown, "declares entities of its own, which may grow without end; not read") from error
    except (ParseError, ValueError, LookupError) as error:
        raise piece.skip(number + 1, f"broken XML; the rest is not read: {error}") from error


def _as_row(element: Element, how: How) -> Row | None:
    """Names of the children to their words, with the element's own attributes; None for what is no report."""
    names = {_name(child) for child in element}
    if how.columns.get("text", "") not in names and not (names & TEXTS and (names & TITLES or len(names) > 1)):
        return None
    row: dict[str, Any] = {key.rpartition("}")[2]: value for key, value in element.attrib.items()}
    for child in element:
        words = _words(child)
        before = row.get(_name(child))
        row[_name(child)] = f"{before}\n\n{words}" if before else words
    return row


def _words(element: Element) -> str:
    parts = [" ".join("".join(part.itertext()).split()) for part in element]
    if not parts:
        return (element.text or "").strip()
    own = " ".join((element.text or "").split())
    return "\n\n".join(part for part in (own, *parts) if part)


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _forget(element: Element, open_elements: list[Element]) -> None:
    """Drop a record from the tree, so that the memory does not grow."""
    element.clear()
    if open_elements:
        open_elements[-1].remove(element)
