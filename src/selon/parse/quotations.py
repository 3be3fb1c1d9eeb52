"""Stretches in quotation marks, of every kind of mark, closed or running on."""

from __future__ import annotations

import re

from selon.model.document import Quotation
from selon.model.span import Span

PAIRS = {"«": "»", "“": "”", "„": "“”", "‹": "›"}
MARK = re.compile(r"[«»“”„]|''|\"|``|(?<!\w)‘|(?<=[\w.,!?…])’(?!\w)")
LONGEST = 3000
FOLLOWING = 6  # paragraphs on which a quotation may run without a mark of its own


def find_quotations(text: str, paragraphs: list[tuple[int, int]]) -> tuple[Quotation, ...]:
    """All quotations in order of their opening mark; nested ones are left inside the outer one.

    A quotation ends at the matching mark; where none comes before the paragraph's end, it runs on to the mark
    that closes it in one of the next paragraphs, or ends there and is marked as not closed. Single typographic
    marks count only in matching pairs.
    """
    found: list[Quotation] = []
    past = 0
    for number, (first, last) in enumerate(paragraphs):
        if last > past:
            past = _scan(text, max(first, past), last, found, paragraphs[number + 1 : number + 1 + FOLLOWING])
    return tuple(found)


def _scan(text: str, first: int, last: int, found: list[Quotation], following: list[tuple[int, int]]) -> int:
    """Add a paragraph's quotations; where the last one ends, or the paragraph where that is later."""
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
    if opened is None or opened[2] == "’":
        return last
    end = _closed_later(text, opened, following)
    if end is None:
        found.append(_quotation(text, opened, last, last, closed=False))
        return last
    found.append(_quotation(text, opened, end.start(), end.end(), closed=True))
    return end.end()


def _closed_later(text: str, opened: tuple[int, int, str], following: list[tuple[int, int]]) -> re.Match[str] | None:
    """The mark in the next paragraphs that closes a quotation, where no other quotation opens before it."""
    for first, last in following:
        match = MARK.search(text, first, min(last, opened[1] + LONGEST))
        if match is None:
            continue
        ends = match.start() > first and not text[match.start() - 1].isspace()
        return match if ends and match.group() in opened[2] else None
    return None


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
