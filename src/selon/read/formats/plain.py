"""Plain text, with or without header lines."""

from __future__ import annotations

from collections.abc import Iterator

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.dates import read_leading_date
from selon.read.decode import decode
from selon.read.header import split_header
from selon.read.piece import How, Piece
from selon.read.streams import load_whole

ADVICE = "too long for one report; cut it up, or raise the limit with --report-limit or SELON_REPORT_LIMIT"


def read_plain(piece: Piece, how: How) -> Iterator[Report]:
    """The piece as one report."""
    raw = load_whole(piece, how.limit, ADVICE)
    decoded = decode(piece.shown, raw)
    header, text = split_header(piece.shown, decoded.text)
    if not text.strip():
        raise SkipReport(piece.shown, "holds no text: it is empty, or has header lines alone")
    leading = read_leading_date(piece.shown, text)
    yield Report(
        name=piece.name,
        text=text,
        language=header.given.language or "",
        published=header.given.published or leading,
        outlet=header.given.outlet,
        url=header.url or piece.url,
        obtained=piece.obtained,
        title=header.title,
        path=piece.shown,
        encoding=decoded.encoding,
        raw=raw,
        notes=(*decoded.notes, *header.notes),
    )
