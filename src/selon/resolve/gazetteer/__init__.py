"""The world's places by name: one indexed file, built at first use from packaged data and from dumps."""

from selon.resolve.gazetteer.build import build_gazetteer
from selon.resolve.gazetteer.store import default_path, open_gazetteer

__all__ = ["build_gazetteer", "default_path", "open_gazetteer"]
