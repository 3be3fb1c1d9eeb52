"""RSS and Atom feeds: one report an entry."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import feedparser

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.dates import as_moment, read_date
from selon.read.formats.captions import add_captions
from selon.read.formats.markup import as_plain
from selon.read.piece import How, Piece
from selon.read.streams import load_page


def read_feed(piece: Piece, how: How) -> Iterator[Report | SkipReport]:
    """Each entry as a report, named by its number in the feed."""
    raw = load_page(piece, how.page_limit)
    feed = parse_feed(piece.shown, raw)
    if not feed.entries:
        yield SkipReport(piece.shown, f"is a feed without entries{_trouble(feed)}")
    for number, entry in enumerate(feed.entries, start=1):
        try:
            yield _as_report(piece, number, entry, feed)
        except SkipReport as skipped:
            yield skipped


def parse_feed(shown: str, raw: bytes) -> Any:
    """The feed as feedparser has it; SkipReport where it declares entities, which feeds have no use for."""
    if b"<!ENTITY" in raw or "<!ENTITY".encode("utf-16-le") in raw or "<!ENTITY".encode("utf-16-be") in raw:
        raise SkipReport(shown, "declares entities of its own, which may grow without end; it is not read")
    return feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)


def _as_report(piece: Piece, number: int, entry: Any, feed: Any) -> Report:
    shown = f"{piece.shown}#{number}"
    title = as_plain(shown, entry.get("title") or "")
    full = max((as_plain(shown, part.get("value") or "") for part in _contents(entry)), key=len, default="")
    summary = as_plain(shown, entry.get("summary") or "")
    # A summary goes on from its title; a full text can do without it.
    text = full if len(full) > len(summary) else "\n\n".join(dict.fromkeys(part for part in (title, summary) if part))
    if not text:
        raise SkipReport(shown, "has neither title nor text")
    published, notes = read_date(shown, entry.get("published") or entry.get("updated"))
    text, captions = add_captions(text, _captions(shown, entry))
    return Report(
        name=piece.place(number),
        text=text,
        language=re.split(r"[-_]", (feed.feed.get("language") or "").lower())[0],
        language_sure=False,
        published=published,
        edited=as_moment(dict.get(entry, "updated")),
        obtained=piece.obtained,
        outlet=_words(feed.feed.get("title")),
        author=_words(entry.get("author")),
        origin=_words((entry.get("source") or {}).get("title")),
        url=_words(entry.get("link")),
        title=title or None,
        captions=captions,
        path=shown,
        format="feed",
        encoding=feed.get("encoding") or "utf-8",
        raw=json.dumps(entry, ensure_ascii=False, default=str).encode("utf-8", "replace"),
        notes=notes,
    )


def _contents(entry: Any, *, captions: bool = False) -> list[Any]:
    """The entry's full texts; or what feedparser puts among them of Media RSS, where pictures are described."""
    pictured = bool(entry.get("media_content") or entry.get("media_thumbnail"))
    return [part for part in entry.get("content") or [] if captions == (pictured and part.get("type") == "text/plain")]


def _captions(shown: str, entry: Any) -> list[tuple[str, str | None]]:
    """The captions of the entry's pictures (Media RSS), the credit at the end of the first."""
    found = [words for part in _contents(entry, captions=True) if (words := as_plain(shown, part.get("value") or ""))]
    credits = [part.get("content") for part in entry.get("media_credit") or [] if part.get("content")]
    credit = as_plain(shown, credits[0]) if credits else None
    if not found or not credit:
        return [(words, None) for words in found]
    first = found[0] if credit in found[0] else f"{found[0]} {credit}"
    return [(first, credit), *((words, None) for words in found[1:])]


def _words(value: Any) -> str | None:
    return value.strip() if isinstance(value, str) and value.strip() else None


def _trouble(feed: Any) -> str:
    error = feed.get("bozo_exception")
    return f" that can be read: {error}" if error else ""
