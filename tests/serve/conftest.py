"""Servers to ask: one that everybody may read, one with accounts."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tests.serve.desk import Desk, open_desk

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
