"""Fetching: what a round over the web brings goes into a web archive that `read` reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from selon.model.errors import SkipReport, StopRun
from selon.read.fetch.archive import Archive
from selon.read.fetch.lists import feeds_in
from selon.read.fetch.memory import load_memory
from selon.read.fetch.request import Manners, World
from selon.read.fetch.rounds import MOST_PAGES, Round
from selon.read.fetch.visit import Visitor


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
    urls = _start(inputs)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StopRun(f"{folder}: cannot be made: {error.strerror}") from error
    memory = load_memory(folder)
    archive = Archive(folder, world.now().strftime("%Y-%m-%dT%H:%M:%SZ"))
    visits = Round(Visitor(manners, world), memory, world, most, pages=pages).visit_all(urls)
    try:
        for item in visits:
            if isinstance(item, SkipReport):
                yield item
                continue
            if not item.unchanged:
                if item.listed is None:
                    archive.add(item.answer, item.when)
                memory.note(item.url, item.answer, item.when)
            yield Fetched(item.url, item.outcome)
    finally:
        # Also when stopped half-way: what was fetched is kept, and then remembered.
        archive.close()
        memory.save()


def _start(inputs: Iterable[str]) -> list[str]:
    found: list[str] = []
    for written in inputs:
        found += [written] if "://" in written else feeds_in(Path(written))
    return found
