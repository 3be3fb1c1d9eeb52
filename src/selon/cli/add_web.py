"""Addresses given to `selon add`: fetched with the ledger's knowledge of what was fetched before."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console

from selon.cli.options import Reach
from selon.cli.run_files import Run
from selon.ledger.ledger import Ledger
from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.fetch.pieces import Web
from selon.read.fetch.request import Manners, World
from selon.read.piece import How
from selon.read.web import read_web
from selon.show.reading import one_line


def read_addresses(run: Run, reach: Reach, ledger: Ledger, console: Console) -> Iterator[Report | SkipReport]:
    """What the run's addresses hold; pages of lists that the ledger has are not asked for again."""
    about, settings = run.about, run.settings

    def tell(line: str) -> None:
        console.print(one_line(line), markup=False, highlight=False, soft_wrap=True)

    manners = Manners(
        delay=reach.delay,
        seconds=reach.time_limit,
        size=settings.page_limit,
        retries=reach.retries,
        allow_private=reach.allow_private,
    )
    world = World(now=settings.now)
    web = Web(manners, world, pages=reach.pages, most=reach.most, known=ledger.find_addresses(), tell=tell)
    how = How(settings.report_limit, settings.page_limit, about.columns)
    return read_web(run.files, web, given=about.given, metadata=about.metadata, how=how)
