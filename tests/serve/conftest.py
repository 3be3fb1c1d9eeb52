"""Servers to ask: one that everybody may read, one with accounts, one over the example reports for a browser."""

from __future__ import annotations

import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing
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
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example reports, read and brought together: where it lies."""
    need_browser()
    path = tmp_path_factory.mktemp("pages") / "ledger.db"
    with Ledger(str(path)) as made:
        made.add(*read([str(path) for path in sorted(EXAMPLES.glob("*.txt"))]))
        bring_together(made)
    return path


@pytest.fixture(scope="session")
def ledger(examples: Path) -> Iterator[Ledger]:
    """The ledger of the example reports."""
    with Ledger(str(examples)) as made:
        yield made


@pytest.fixture(scope="session")
def address(examples: Path) -> Iterator[str]:
    """A server over the example reports that everybody may read."""
    with serve(examples) as found:
        yield found


@pytest.fixture
def own(examples: Path, tmp_path: Path) -> Iterator[Ledger]:
    """The ledger of the example reports for one test alone, to write to; it lies at `own.db`."""
    with closing(sqlite3.connect(examples)) as whole, closing(sqlite3.connect(tmp_path / "own.db")) as copy:
        whole.backup(copy)
    with Ledger(str(tmp_path / "own.db")) as made:
        yield made


@pytest.fixture(scope="module")
def browser(ledger: Ledger) -> Iterator[Any]:
    """A browser without a window. Of a module and no longer: while it is open no other loop of events can run."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=[*OPTIONS])
        yield made
        made.close()
