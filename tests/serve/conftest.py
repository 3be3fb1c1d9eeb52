"""Servers to ask: one that everybody may read, one with accounts, one over the example reports for a browser."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from tests.serve.browser import CHROMIUM, EXAMPLES, OPTIONS, need_browser, serve
from tests.serve.desk import Desk, open_desk

from selon import read
from selon.ledger.ledger import Ledger
from selon.merging import bring_together

with warnings.catch_warnings():
    # Reading pages imports what warns, the first time, that proxies of another kind would need one package more.
    warnings.simplefilter("ignore")
    import_module("trafilatura.downloads")


@pytest.fixture
def open_to_all(tmp_path: Path) -> Iterator[Desk]:
    """A server without accounts."""
    with open_desk(tmp_path / "ledger.db") as desk:
        yield desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A server with an account of each role."""
    with open_desk(tmp_path / "ledger.db", auth=True) as desk:
        yield desk


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The example reports, read and brought together."""
    need_browser()
    with Ledger(str(tmp_path_factory.mktemp("pages") / "ledger.db")) as made:
        made.add(*read([str(path) for path in sorted(EXAMPLES.glob("*.txt"))]))
        bring_together(made)
        yield made


@pytest.fixture(scope="session")
def address(ledger: Ledger) -> Iterator[str]:
    """A server over the example reports that everybody may read."""
    with serve(ledger) as found:
        yield found


@pytest.fixture(scope="module")
def browser(ledger: Ledger) -> Iterator[Any]:
    """A browser without a window. Of a module and no longer: while it is open no other loop of events can run."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=[*OPTIONS])
        yield made
        made.close()
