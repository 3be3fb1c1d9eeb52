"""Addresses as pieces to be read at once: fetched as `selon fetch` does, and kept by whoever reads them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from selon.model.errors import SkipReport
from selon.read.fetch.request import Manners, World
from selon.read.fetch.rounds import MOST_PAGES, Round, Visited
from selon.read.fetch.visit import Visitor
from selon.read.formats.http_body import charset_of, unwrap
from selon.read.piece import Piece
from selon.read.streams import buffered


def tell_nobody(line: str) -> None:
    """For those who need not know."""


@dataclass(frozen=True, slots=True)
class Web:
    """How addresses are read.

    `pages` is whether the pages that a feed points to are visited (else the feed's entries are the reports), `most`
    how many of lists in a run; those in `known` are not asked for. `tell` is given a line for each list.
    """

    manners: Manners = field(default_factory=Manners)
    world: World = field(default_factory=World)
    pages: bool = True
    most: int = MOST_PAGES
    known: frozenset[str] = frozenset()
    tell: Callable[[str], None] = tell_nobody


class _Known(frozenset[str]):
    """Addresses without what their servers said of them: all of it is asked for."""

    def headers_for(self, url: str) -> dict[str, str]:
        """None: only a newer version than nothing."""
        return {}


def visit_pieces(addresses: Iterable[str], web: Web, page_limit: int) -> Iterator[Piece | SkipReport]:
    """What each address, and each page that it lists, answers, as a piece that knows its address and time."""
    visitor = Visitor(web.manners, web.world)
    visits = Round(visitor, _Known(web.known), web.world, web.most, pages=web.pages)
    for item in visits.visit_all(addresses):
        if isinstance(item, SkipReport):
            yield item
        elif item.listed is not None:
            web.tell(f"{item.url}: {item.outcome}")
        else:
            yield _as_piece(item, page_limit)


def _as_piece(visited: Visited, page_limit: int) -> Piece | SkipReport:
    url, answer = visited.url, visited.answer
    try:
        body = unwrap(answer.body, answer.headers, page_limit)
    except ValueError as error:
        return SkipReport(url, str(error))
    charset = charset_of(answer.headers.get("content-type", ""))
    stream = buffered(io.BytesIO(body))  # type: ignore[arg-type]
    return Piece(url, url, url, stream, 0, answer.url, visited.when, charset)
