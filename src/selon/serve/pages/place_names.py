"""A place's point by its name: first as the ledger's own claims place it, then by the gazetteer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from fastapi import Request

from selon.model.folding import fold
from selon.resolve.gazetteer import open_gazetteer
from selon.serve.pages.atlas import view_of
from selon.settings import Settings

Point = tuple[float, float]


def place_finder(request: Request) -> Callable[[str], Point | None]:
    """Looks names up for the application of this request."""

    def find(name: str) -> Point | None:
        wanted = fold(name)
        told = Counter(
            (mark.latitude, mark.longitude)
            for mark in view_of(request).marks
            if mark.latitude is not None and mark.longitude is not None and mark.place and fold(mark.place) == wanted
        )
        if told:
            (latitude, longitude), _ = told.most_common(1)[0]
            return latitude, longitude
        settings: Settings = request.app.state.settings
        return _look_up(name, settings.gazetteer, settings.cache)

    return find


@lru_cache(maxsize=500)
def _look_up(name: str, path: str | None, folder: str) -> Point | None:
    found = open_gazetteer(Path(path) if path else None, folder=Path(folder).expanduser()).find(name)
    return (found[0].latitude, found[0].longitude) if found else None
