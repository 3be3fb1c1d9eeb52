"""Web pages: the main text, what the page says of itself, and the captions of its pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import trafilatura

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.dates import as_moment, as_published, looks_like_date
from selon.read.decode import Decoded, decode
from selon.read.formats.captions import add_captions, find_captions
from selon.read.formats.markup import check_markup
from selon.read.piece import How, Piece
from selon.read.streams import load_page

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)""", re.I)
_PUBLISHED = (
    "article:published_time",
    "datePublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "parsely-pub-date",
)
# Dates in markup alone: those in running words are often of something else.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}  # not the day of reading
_EDITED = ("article:modified_time", "dateModified", "last-modified")


def read_page(piece: Piece, how: How) -> Iterator[Report]:
    """The page as one report; SkipReport where it holds no main text."""
    raw = load_page(piece, how.page_limit)
    decoded = decode_page(piece, raw)
    check_markup(piece.shown, decoded.text)
    tree = trafilatura.load_html(decoded.text)
    if tree is None:
        # A piece of a page, one block that names no `html`, is taken for no page unless it stands in one.
        tree = trafilatura.load_html(f"<html><body>{decoded.text}</body></html>")
    if tree is None:
        raise SkipReport(piece.shown, "is no page that can be read")
    said = _said_in_page(tree)
    captions = find_captions(tree)
    found: Any = trafilatura.bare_extraction(
        tree, url=piece.url, with_metadata=True, include_comments=False, date_extraction_params=_DATES
    )
    if found is None or not (found.text or "").strip():
        raise SkipReport(piece.shown, "holds no main text: a list of links, a form, or a page that scripts fill")
    # A line of the extracted text is a paragraph of the page.
    text, marked = add_captions(found.text.strip().replace("\n", "\n\n"), captions)
    yield Report(
        name=piece.name,
        text=text,
        language=re.split(r"[-_]", (tree.get("lang") or "").lower())[0],
        language_sure=False,
        published=_published(piece.shown, said) or as_published(found.date or ""),
        edited=next((moment for name in _EDITED if (moment := as_moment(said.get(name)))), None),
        obtained=piece.obtained,
        outlet=_outlet(found, piece),
        author=found.author,
        url=piece.url or found.url,
        title=found.title,
        captions=marked,
        path=piece.shown,
        format="html",
        encoding=decoded.encoding,
        raw=raw,
        notes=decoded.notes,
    )


def decode_page(piece: Piece, raw: bytes) -> Decoded:
    """The page's characters: as UTF-8 where they fit it, else as the page or its server says, else guessed."""
    said = piece.charset or (match[1].decode("ascii", "replace") if (match := _CHARSET.search(raw[:20_000])) else None)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        if said and b"\0" not in raw:
            try:
                return Decoded(raw.decode(said), said.lower())
            except (UnicodeDecodeError, LookupError):
                pass  # it says one thing and is another: guessed below, and told
    decoded = decode(piece.shown, raw)
    return decoded


def _said_in_page(tree: Any) -> dict[str, str]:
    """Names to values, of the page's `meta` elements and its JSON-LD."""
    said: dict[str, str] = {}
    for block in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            _add_linked(json.loads(block.text or ""), said)
        except (ValueError, RecursionError):
            continue  # pages often hold broken JSON-LD; the rest of the page is as good
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            said.setdefault(name, meta.get("content"))
    return said


def _add_linked(data: object, said: dict[str, str]) -> None:
    waiting = [data]
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            if "articleBody" in item or "headline" in item or "Article" in str(item.get("@type")):
                for key in ("datePublished", "dateModified"):
                    if isinstance(item.get(key), str):
                        said.setdefault(key, item[key])
            waiting.append(item.get("@graph"))


def _published(shown: str, said: dict[str, str]) -> str | None:
    """The first that is a date, as exact as it is written; SkipReport where it has the form of one and is none."""
    written = [said[name] for name in _PUBLISHED if name in said]
    if day := next((day for one in written if (day := as_published(one))), None):
        return day
    if wrong := next((one for one in written if looks_like_date(one)), None):
        raise SkipReport(shown, f"says that it was published on {wrong[:60]!r}, which is not in the calendar")
    return None


def _outlet(found: Any, piece: Piece) -> str | None:
    if found.sitename:
        return str(found.sitename)
    address = found.url or piece.url
    return (urlsplit(address).hostname or "").removeprefix("www.") or None if address else None
