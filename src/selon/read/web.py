"""Reading from the web: addresses become reports as they are fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.fetch.pieces import Web, visit_pieces
from selon.read.given import NOTHING, Given
from selon.read.piece import How
from selon.read.reports import Outside, read_piece, settle


def read_web(
    addresses: Iterable[str],
    web: Web,
    *,
    given: Given = NOTHING,
    metadata: Mapping[str, Given] | None = None,
    how: How | None = None,
) -> Iterator[Report | SkipReport]:
    """Fetch addresses, and the pages that feeds and sitemaps among them list, and read each as it comes.

    A report is named by its address, and so are lines of `metadata`; `given` is what holds for all, as for files.
    """
    how = how or How()
    outside = Outside(given, metadata or {})
    for found in visit_pieces(addresses, web, how.page_limit):
        if isinstance(found, SkipReport):
            yield found
            continue
        for item in read_piece(found, how):
            yield settle(item, outside, found.label, how.limit) if isinstance(item, Report) else item
