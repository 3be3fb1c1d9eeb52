"""HTML as text: what a hostile page may hold, and short pieces (of a feed, of a letter) without page furniture."""

from __future__ import annotations

import re

from lxml import etree, html

from selon.model.errors import SkipReport

BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
        *("main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
UNSEEN = frozenset({"script", "style", "head", "template", "noscript", "svg", "math"})
MOST_TAGS = 60_000  # an honest page has a few thousand; extraction slows down with their number
MOST_WORDS_IN_TAG = 2_000  # attributes of one tag: the parser compares each with all before it

_TAG_LIKE = re.compile(r"<script\b.*?</script\s*>|<style\b.*?</style\s*>|<!--.*?-->|<[a-z/][^>]*", re.S | re.I)
_LONG = 4_000


def check_markup(shown: str, text: str) -> None:
    """SkipReport for markup that no honest page has and that would take minutes to parse."""
    for tags, match in enumerate(_TAG_LIKE.finditer(text), start=1):
        if tags > MOST_TAGS:
            raise SkipReport(shown, f"has more than {MOST_TAGS:,} tags, which no honest page has")
        tag = match[0]
        if len(tag) > _LONG and tag[1:2].isalpha() and not tag.lower().startswith(("<script", "<style")):
            words = len(tag.split())
            if words > MOST_WORDS_IN_TAG:
                line = text.count("\n", 0, match.start()) + 1
                raise SkipReport(shown, f"line {line}: a tag with {words:,} words, which no honest page has")


def as_plain(shown: str, markup: str) -> str:
    """The words of a piece of HTML, a blank line between its blocks."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    check_markup(shown, markup)
    try:
        tree = html.fromstring(f"<div>{markup}</div>")
    except (etree.LxmlError, ValueError):
        return ""
    parts: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if name in BLOCKS:
            parts.append("\n\n")
        if event == "start":
            parts.append(element.text or "" if name and name not in UNSEEN else "")
        elif element is not tree:
            parts.append(element.tail or "")
    lines = ("".join(parts)).split("\n\n")
    return "\n\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
