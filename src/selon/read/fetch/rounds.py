"""One round over the web: what waits to be visited, host by host; lists lead to further addresses.

addresses -> visit -> feed or sitemap? its pages are visited too : handed on
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from selon.model.errors import SkipReport
from selon.read.fetch.lists import pages_in_feed, pages_in_sitemap
from selon.read.fetch.request import Answer, World
from selon.read.fetch.visit import Visitor
from selon.read.formats.http_body import is_read, unwrap
from selon.read.recognise import HEAD, recognise

MOST_PAGES = 1000
MOST_LISTS = 100  # feeds and sitemaps that are named by other sitemaps


class Known(Protocol):
    """What was fetched before."""

    def __contains__(self, url: object, /) -> bool:
        """Whether a page that a list names need not be asked for."""

    def headers_for(self, url: str) -> dict[str, str]:
        """Header lines that ask for a newer version only."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to visit; `named` by a person, or only found in a list."""

    url: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class Visited:
    """An address that was visited, and when; `listed` says how much it lists, where it is a list."""

    url: str
    answer: Answer
    when: str
    listed: str | None = None

    @property
    def unchanged(self) -> bool:
        """Whether the server said that it has nothing newer."""
        return self.answer.status == 304

    @property
    def outcome(self) -> str:
        """What came of it, in words."""
        return "has not changed" if self.unchanged else self.listed or f"{len(self.answer.body):,} bytes"


class Round:
    """What waits to be visited, by host, and what was seen."""

    def __init__(self, visitor: Visitor, known: Known, world: World, most: int, *, pages: bool) -> None:
        self._visitor, self._known, self._world = visitor, known, world
        self._most, self._pages, self._lists = most, pages, 0
        self._waiting: dict[str, deque[Wanted]] = defaultdict(deque)
        self._seen: set[str] = set()

    def visit_all(self, urls: Iterable[str]) -> Iterator[Visited | SkipReport]:
        """Visit what is named and what it lists, the host first that may be asked soonest, until nothing waits."""
        for url in dict.fromkeys(urls):
            self._add(Wanted(url))
        while self._waiting:
            host = min(self._waiting, key=lambda host: self._visitor.wait_for(self._waiting[host][0].url))
            one = self._waiting[host].popleft()
            if not self._waiting[host]:
                del self._waiting[host]
            try:
                yield self._visit(one)
            except SkipReport as skipped:
                yield skipped

    def _add(self, one: Wanted) -> None:
        if one.url not in self._seen and (one.named or one.url not in self._known):
            if not one.named and self._most <= 0:
                return
            self._most -= not one.named
            self._seen.add(one.url)
            self._waiting[urlsplit(one.url).netloc.lower()].append(one)

    def _visit(self, one: Wanted) -> Visited:
        when = self._world.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        answer = self._visitor.visit(one.url, self._known.headers_for(one.url))
        if answer.status == 304:
            return Visited(one.url, answer, when)
        listed = self._list(answer) if one.named else None
        if listed is None and not is_read(answer.headers.get("content-type", "")):
            raise SkipReport(one.url, f"is {answer.headers['content-type']!r}, which is not read")
        return Visited(one.url, answer, when, listed)

    def _list(self, answer: Answer) -> str | None:
        """Add what a feed or sitemap points to; None for what is to be written down itself."""
        try:
            raw = unwrap(answer.body, answer.headers, 10 * max(len(answer.body), HEAD))
        except ValueError as error:
            raise SkipReport(answer.url, str(error)) from error
        kind = recognise(raw[:HEAD], "")
        if kind == "feed" and self._pages:
            found, further = pages_in_feed(answer.url, raw), list[str]()
        elif kind == "sitemap":
            found, further = pages_in_sitemap(answer.url, raw)
        else:
            return None
        known = sum(url in self._known for url in found)
        for url in found:
            self._add(Wanted(url, named=False))
        for url in further[: max(0, MOST_LISTS - self._lists)]:
            self._lists += 1
            self._add(Wanted(url))
        return f"lists {len(found) + len(further)}" + (f", {known} fetched before" if known else "")
