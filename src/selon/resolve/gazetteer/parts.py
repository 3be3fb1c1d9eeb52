"""country_parts(): where the north, the east … of each large country lies."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

STEP = 45  # degrees between the directions of the table


@cache
def country_parts() -> Mapping[tuple[str, int], tuple[float, float, float]]:
    """Latitude, longitude (WGS 84) and radius in km by a country's gazetteer id and a direction in degrees."""
    text = (files("selon.resolve.gazetteer") / "data" / "parts.tsv").read_text(encoding="utf-8")
    found = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        number, _, *parts = line.split("\t")
        for step, part in enumerate(parts):
            if part:
                latitude, longitude, radius = map(float, part.split(","))
                found[number, step * STEP] = (latitude, longitude, radius)
    return found
