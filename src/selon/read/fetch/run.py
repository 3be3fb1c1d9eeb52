"""Fetching: feeds, sitemaps and pages into a web archive that `read` reads.

addresses -> visit -> feed or sitemap? its pages are visited too : written down
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from selon.model.errors import SkipReport, StopRun
from selon.read.fetch.archive import Archive
from selon.read.fetch.lists import feeds_in, pages_in_feed, pages_in_sitemap
from selon.read.fetch.memory import Memory, load_memory
from selon.read.fetch.request import Answer, Manners, World
from selon.read.fetch.visit import Visitor
from selon.read.formats.http_body import is_read, unwrap
from selon.read.recognise import HEAD, recognise

MOST_PAGES = 1000
MOST_LISTS = 100  # feeds and sitemaps that are named by other sitemaps


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to visit; `named` by a person, or only found in a list."""

    url: str
    named: bool = True


@dataclass(frozen=True, slots=True)
class Fetched:
    """An address that was visited: its pages were listed, it was written down, or it had not changed."""

    url: str
    outcome: str


def fetch(
    inputs: Iterable[str],
    folder: Path,
    manners: Manners | None = None,
    world: World | None = None,
    *,
    pages: bool = True,
    most: int = MOST_PAGES,
) -> Iterator[Fetched | SkipReport]:
    """Visit addresses and the feeds of OPML files, telling each as it is done.

    What is fetched goes into a new archive in `folder`; the state file there keeps what was fetched before. `pages` is
    whether the pages that a feed points to are visited; where not, the feed itself is written down. At most `most`
    pages are visited in a run.
    """
    manners, world = manners or Manners(), world or World()
    waiting = _start(inputs)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StopRun(f"{folder}: cannot be made: {error.strerror}") from error
    memory = load_memory(folder)
    archive = Archive(folder, world.now().strftime("%Y-%m-%dT%H:%M:%SZ"))
    run = _Run(Visitor(manners, world), memory, archive, world, most, pages=pages)
    try:
        yield from run.visit_all(waiting)
    finally:
        # Also when stopped half-way: what was fetched is kept, and then remembered.
        archive.close()
        memory.save()


def _start(inputs: Iterable[str]) -> list[Wanted]:
    found: list[str] = []
    for written in inputs:
        found += [written] if "://" in written else feeds_in(Path(written))
    return [Wanted(url) for url in dict.fromkeys(found)]


class _Run:
    """One run: what waits to be visited, by host, and what was seen."""

    def __init__(
        self, visitor: Visitor, memory: Memory, archive: Archive, world: World, most: int, *, pages: bool
    ) -> None:
        self._visitor, self._memory, self._archive, self._world = visitor, memory, archive, world
        self._most, self._pages, self._lists = most, pages, 0
        self._waiting: dict[str, deque[Wanted]] = defaultdict(deque)
        self._seen: set[str] = set()

    def visit_all(self, wanted: Iterable[Wanted]) -> Iterator[Fetched | SkipReport]:
        """Visit what waits, the host first that may be asked soonest, until nothing waits."""
        for one in wanted:
            self._add(one)
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
        if one.url not in self._seen and (one.named or one.url not in self._memory.known):
            if not one.named and self._most <= 0:
                return
            self._most -= not one.named
            self._seen.add(one.url)
            self._waiting[urlsplit(one.url).netloc.lower()].append(one)

    def _visit(self, one: Wanted) -> Fetched:
        when = self._world.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        answer = self._visitor.visit(one.url, self._memory.headers_for(one.url))
        if answer.status == 304:
            return Fetched(one.url, "has not changed")
        listed = self._list(answer) if one.named else None
        if listed is None:
            if not is_read(answer.headers.get("content-type", "")):
                raise SkipReport(one.url, f"is {answer.headers['content-type']!r}, which is not read")
            self._archive.add(answer, when)
        self._memory.note(one.url, answer, when)
        return Fetched(one.url, listed or f"{len(answer.body):,} bytes")

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
        for url in found:
            self._add(Wanted(url, named=False))
        for url in further[: max(0, MOST_LISTS - self._lists)]:
            self._lists += 1
            self._add(Wanted(url))
        return f"lists {len(found) + len(further)}"
