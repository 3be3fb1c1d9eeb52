"""The fields that a table's columns may hold, and the names that data sets give to these columns."""

from __future__ import annotations

from collections.abc import Iterable

from selon.model.errors import StopRun

# Names of columns as data sets have them, the likeliest first.
NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        *("text", "content", "full_text", "fulltext", "body", "article_body", "articlebody", "main_text", "maintext"),
        *("article_text", "article", "articles", "message", "post", "paragraph", "sentence"),
        *("description", "summary", "snippet"),
    ),
    "title": ("title", "headline", "headlines", "titles", "subject"),
    "published": (
        *("published", "date", "pubdate", "pub_date", "published_at", "publish_date", "date_published"),
        *("datepublished", "publication_date", "created_at", "datetime", "timestamp", "time", "day"),
    ),
    "outlet": ("outlet", "publisher", "newspaper", "site", "site_name", "channel", "source", "domain"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link", "uri", "permalink"),
    "language": ("language", "lang"),
}
FIELDS = tuple(NAMES)


def as_columns(option: str, written: Iterable[str]) -> dict[str, str]:
    """`FIELD=NAME` pairs as a mapping; StopRun names a wrong one."""
    columns: dict[str, str] = {}
    for pair in written:
        field, sign, name = pair.partition("=")
        if field not in FIELDS or not sign or not name:
            raise StopRun(f"{option}: {pair!r} must be FIELD=NAME, with a field of {', '.join(FIELDS)}")
        columns[field] = name
    return columns
