"""Links that open a page at the words of a span: W3C text fragments (https://wicg.github.io/scroll-to-text-fragment/)."""

from __future__ import annotations

import re
from urllib.parse import quote

from selon.model.span import Span

LONGEST = 120  # characters that are given whole; of longer spans the first and last words
ENDS = 5  # words at each end of a long span
AROUND = 3  # words before and after, where the span's own words also stand elsewhere

_BREAK = re.compile(r"\n\s*")


def as_text_fragment(url: str, text: str, span: Span) -> str:
    """The page's address with a fragment that names the span's words.

    A fragment cannot match over the borders of blocks, so a span over several paragraphs is named by its ends. Where
    the words stand more than once in `text`, those around them are added.
    """
    blocks = [block for block in _BREAK.split(span.text.strip()) if block] or [""]
    if len(blocks) == 1 and len(blocks[0]) <= LONGEST:
        words = _quoted(blocks[0])
    else:
        words = f"{_quoted(' '.join(blocks[0].split()[:ENDS]))},{_quoted(' '.join(blocks[-1].split()[-ENDS:]))}"
    if text.count(span.text) > 1:
        before = " ".join(_BREAK.split(text[: span.start])[-1].split()[-AROUND:])
        after = " ".join(_BREAK.split(text[span.end :])[0].split()[:AROUND])
        words = (f"{_quoted(before)}-," if before else "") + words + (f",-{_quoted(after)}" if after else "")
    address, hash, fragment = url.partition("#")
    return f"{address}#{fragment.partition(':~:')[0] if hash else ''}:~:text={words}"


def _quoted(words: str) -> str:
    # A hyphen and a comma have a meaning in the directive itself.
    return quote(" ".join(words.split()), safe="").replace("-", "%2D")
