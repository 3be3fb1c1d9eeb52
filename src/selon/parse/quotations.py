"""Stretches in quotation marks, of every kind of mark, closed or running on."""

from __future__ import annotations

import re

from selon.model.document import Quotation
from selon.model.span import Span

PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›"}
MARK = re.compile(r"[«»“”„]|''|\"|``|(?<!\w)‘|(?<=[\w.,!?…])’(?!\w)")
LONGEST = 3000


def find_quotations(text: str, paragraphs: list[tuple[int, int]]) -> tuple[Quotation, ...]:
    """All quotations in order of their opening mark; nested ones are left inside the outer one.

    A quotation ends at the matching mark; where none comes before the paragraph's end, it ends there
    and is marked as not closed. Single typographic marks count only in matching pairs.
    """
    found: list[Quotation] = []
    for first, last in paragraphs:
        _scan(text, first, last, found)
    return tuple(found)


def _scan(text: str, first: int, last: int, found: list[Quotation]) -> None:
    opened: tuple[int, int, str] | None = None
    depth = 0
    for match in MARK.finditer(text, first, last):
        mark = match.group()
        if opened is None:
            closing = _closing_of(mark, text, match.start(), match.end())
            if closing:
                opened, depth = (match.start(), match.end(), closing), 0
            continue
        if mark in opened[2] or (opened[2] == '"' and mark in ('"', "”")):
            if depth == 0:
                found.append(_quotation(text, opened, match.start(), match.end(), closed=True))
                opened = None
            else:
                depth -= 1
        elif mark == "«" and opened[2] == "»":
            depth += 1
    if opened is not None and opened[2] != "’":
        found.append(_quotation(text, opened, last, last, closed=False))


def _closing_of(mark: str, text: str, start: int, end: int) -> str:
    if mark in PAIRS:
        return PAIRS[mark]
    if mark in ('"', "''", "``"):
        return '"' if mark == '"' else "''"
    if mark == "‘":
        return "’"
    return ""


def _quotation(text: str, opened: tuple[int, int, str], inner_end: int, end: int, *, closed: bool) -> Quotation:
    start, inner_start, _ = opened
    limit = min(inner_end, inner_start + LONGEST)
    outer_end = end if limit == inner_end else limit
    return Quotation(Span.cut(text, start, outer_end), Span.cut(text, inner_start, limit), closed)
