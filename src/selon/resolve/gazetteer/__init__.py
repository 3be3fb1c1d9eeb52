"""The world's places by name: one indexed file, built at first use from packaged data and from dumps."""

from selon.resolve.gazetteer.build import build_gazetteer
from selon.resolve.gazetteer.store import open_gazetteer

__all__ = ["build_gazetteer", "open_gazetteer"]
