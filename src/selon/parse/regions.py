"""Parts of a report that are no running prose: captions, credits, teasers."""

from __future__ import annotations

import re
from functools import lru_cache

from selon.languages.base import Language
from selon.model.document import Region
from selon.model.report import Report
from selon.model.span import Span


@lru_cache(maxsize=16)
def patterns_of(language: Language) -> dict[str, re.Pattern[str]]:
    """The language's patterns for regions, compiled once."""
    return {kind: re.compile(pattern) for kind, pattern in language.language["regions"].items()}


def find_regions(report: Report, paragraphs: list[tuple[int, int]], language: Language) -> tuple[Region, ...]:
    """Captions with their credits, and teasers, in order; what the report's own page marks goes first.

    A credit ends a caption: the caption is the paragraph, or in run-on text the sentence, before it.
    """
    text = report.text
    marked = [Region("caption", caption.span, caption.credit) for caption in report.captions]
    found: list[Region] = []
    patterns = patterns_of(language)
    for first, last in paragraphs:
        for match in patterns["teaser"].finditer(text, first, last):
            found.append(Region("teaser", Span.cut(text, match.start(), match.end())))
        for match in patterns["credit"].finditer(text, first, last):
            named = "who" if match["who"] is not None else "whom"
            credit = Span.cut(text, *match.span(named))
            start = _caption_start(text, first, match.start())
            found.append(Region("caption", Span.cut(text, start, match.end()), credit))
    found = [region for region in found if not any(_overlap(region, known) for known in marked)]
    return tuple(sorted([*marked, *found], key=lambda region: region.span))


def _overlap(one: Region, other: Region) -> bool:
    return one.span.start < other.span.end and other.span.start < one.span.end


def _caption_start(text: str, first: int, end: int) -> int:
    head = text[first:end].rstrip()
    last_stop = max((m.end() for m in re.finditer(r"[.!?]\s+", head)), default=0)
    return first + last_stop
