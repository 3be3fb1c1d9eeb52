"""The places that a name may mean, for filters: looked up in the gazetteer of the settings, which is opened once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from fastapi import Request

from selon.model.gazetteer import Candidate
from selon.resolve.gazetteer import open_gazetteer
from selon.settings import Settings


def place_finder(request: Request) -> Callable[[str], tuple[Candidate, ...]]:
    """Looks names up for the application of this request."""
    settings: Settings = request.app.state.settings
    return lambda name: _look_up(name, settings.gazetteer, settings.cache)


@lru_cache(maxsize=500)
def _look_up(name: str, path: str | None, folder: str) -> tuple[Candidate, ...]:
    return open_gazetteer(Path(path) if path else None, folder=Path(folder).expanduser()).find(name)
