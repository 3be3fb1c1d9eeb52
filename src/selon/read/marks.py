"""Characters that do not show: counted and said, never taken out, for spans point into the text."""

from __future__ import annotations

import re
import unicodedata

_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_DIRECTION = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def describe_marks(text: str) -> tuple[str, ...]:
    """A note for control characters and one for direction marks, where there are any."""
    return tuple(
        _describe(text, match, what, pattern)
        for pattern, what in ((_CONTROL, "control characters"), (_DIRECTION, "marks of writing direction"))
        if (match := pattern.search(text))
    )


def _describe(text: str, first: re.Match[str], what: str, pattern: re.Pattern[str]) -> str:
    line = text.count("\n", 0, first.start()) + 1
    name = unicodedata.name(first[0], "").lower()
    shown = f"U+{ord(first[0]):04X}" + (f" {name}" if name else "")
    return (
        f"holds {sum(1 for _ in pattern.finditer(text))} {what}, the first on line {line} ({shown}); left as they are"
    )
