"""The captions of a page's pictures and who made them, kept apart from the running text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from selon.model.report import Caption
from selon.model.span import Span

# Main texts stand in these; pictures elsewhere belong to other reports.
WITHIN = "ancestor::article or ancestor::main or ancestor::*[@itemprop='articleBody' or @role='main']"
FURNITURE = "ancestor::aside or ancestor::nav or ancestor::footer or ancestor::a"
_LOWER = "translate(@class, 'CDEGHIOPRSTUY', 'cdeghioprstuy')"
CREDIT = f".//*[contains({_LOWER}, 'credit') or contains({_LOWER}, 'copyright') or @itemprop='copyrightHolder']"
LONGEST = 1_000  # characters
# `(Adel Hana/Associated Press)`: the mark between a name and an agency is the same in every language.
BRACKETED = re.compile(r"\(([^()/]+/[^()/]+)\)$")


def find_captions(tree: Any) -> list[tuple[str, str | None]]:
    """Captions in the page's order, each once, and the credit that ends or opens it."""
    found: dict[str, str | None] = {}
    for element in tree.xpath(f"//figcaption[({WITHIN}) and not({FURNITURE})]"):
        text = _words(element)
        credits = [words for part in element.xpath(CREDIT) if (words := _words(part))]
        if not credits and (match := BRACKETED.search(text)):
            credits = [match[1].strip()]
        if 0 < len(text) <= LONGEST and text not in found:
            found[text] = credits[-1] if credits else None
    return list(found.items())


def add_captions(text: str, captions: Sequence[tuple[str, str | None]]) -> tuple[str, tuple[Caption, ...]]:
    """The text with the captions that it lacks after it, each a paragraph, and where each stands."""
    marked: list[Caption] = []
    for words, credit in captions:
        start = text.find(words)
        if start < 0:
            start = len(text) + 2
            text = f"{text}\n\n{words}"
        at = text.rfind(credit, start, start + len(words)) if credit else -1
        span = Span(start, start + len(words), words)
        marked.append(Caption(span, Span(at, at + len(credit), credit) if credit and at >= 0 else None))
    return text, tuple(sorted(marked, key=lambda caption: caption.span))


def _words(element: Any) -> str:
    # Inner elements are words apart (a credit in a span of its own), where the page shows them so.
    return " ".join(" ".join(element.itertext()).split())
