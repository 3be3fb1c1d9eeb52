"""The formats that are read, by hand, each with the module that reads it, loaded when the first such piece comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.piece import How, Piece

Found = Report | Piece | SkipReport
Reader = Callable[[Piece, How], Iterator[Found]]

# format, as `recognise` names it: the module and its function
FORMATS = {
    "plain": ("plain", "read_plain"),
    "page": ("page", "read_page"),
    "feed": ("feed", "read_feed"),
    "records": ("records", "read_records"),
    "telegram": ("telegram", "read_telegram"),
    "json_lines": ("json_rows", "read_json_lines"),
    "json_list": ("json_rows", "read_json_list"),
    "table": ("table", "read_table"),
    "parquet": ("parquet", "read_parquet"),
    "letter": ("letters", "read_letter"),
    "mailbox": ("letters", "read_mailbox"),
    "warc": ("warc", "read_warc"),
    "arc": ("arc", "read_arc"),
    "zip": ("zipped", "read_zip"),
    "gzip": ("gzipped", "read_gzip"),
}
NOT_READ = {
    "sitemap": "is a sitemap: it lists pages and holds no text; fetch the pages with selon fetch",
    "json": "is JSON of no form that is known: an export of Telegram, a list of objects, or one object a line",
}


def reader_of(piece: Piece, format: str) -> Reader:
    """What reads that format; SkipReport for one that is recognised and holds no reports."""
    if format in NOT_READ:
        raise SkipReport(piece.shown, NOT_READ[format])
    module, function = FORMATS[format]
    return cast(Reader, getattr(import_module(f"selon.read.formats.{module}"), function))
