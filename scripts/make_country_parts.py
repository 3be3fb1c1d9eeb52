#!/usr/bin/env python3
"""Write `parts.tsv`: where the north, the east … of each large country lies, from where its towns lie.

python scripts/make_country_parts.py

*In the north of a country* is where its northern towns are: the outer part of the span of its towns' latitudes
(longitudes for east and west; both for the directions between), with the middle of the towns there and their spread.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from selon.resolve.gazetteer.packaged import packaged_rows

TARGET = Path(__file__).resolve().parents[1] / "src" / "selon" / "resolve" / "gazetteer" / "data" / "parts.tsv"
SMALLEST_KM = 100.0  # the radius below which a part is not worth its own point
FEWEST = 5  # towns in a part
REACHED = 0.8  # of a part's towns lie within its radius, before a fifth is added
OUTER = 0.35  # of the span between the outermost towns; of both spans 0.45 for the directions between
OUTER_BOTH = 0.45
TAIL = 0.01  # of the towns at each end that do not count (islands far out)
HEAD = (
    "# gazetteer id, ISO 3166-1 code, then for 0° (north), 45° … 315°: latitude,longitude,radius_km; "
    "made by scripts/make_country_parts.py\n"
)

Point = tuple[float, float]


def main() -> None:
    """Write the table and say how many countries it holds."""
    countries, towns = [], dict[str, list[Point]]()
    for row in packaged_rows():
        if row.feature == "country" and row.radius_km >= SMALLEST_KM:
            countries.append(row)
        elif row.feature in ("city", "town", "village"):
            towns.setdefault(row.country, []).append((row.latitude, row.longitude))
    lines = []
    for row in sorted(countries, key=lambda row: row.country):
        parts = [part_of(towns.get(row.country, []), bearing) for bearing in range(0, 360, 45)]
        if any(parts):
            lines.append("\t".join((row.id, row.country, *parts)))
    TARGET.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} countries")


def part_of(points: list[Point], bearing: int) -> str:
    """The middle and the reach of the towns in one direction, empty where they are too few."""
    if len(points) < FEWEST:
        return ""
    south_north = span(point[0] for point in points)
    west_east = span(point[1] for point in points)
    north, east = round(math.cos(math.radians(bearing))), round(math.sin(math.radians(bearing)))
    outer = OUTER_BOTH if north and east else OUTER
    inside: list[Point] = []
    while len(inside) < FEWEST and outer < 0.6:
        inside = [
            point
            for point in points
            if in_part(point[0], south_north, north, outer) and in_part(point[1], west_east, east, outer)
        ]
        outer += 0.05
    if len(inside) < FEWEST:
        return ""
    latitude, longitude = median(point[0] for point in inside), median(point[1] for point in inside)
    narrow = math.cos(math.radians(latitude))
    off = sorted(math.hypot(point[0] - latitude, (point[1] - longitude) * narrow) for point in inside)
    reach = max(50, round(1.2 * 111.2 * off[int(REACHED * len(off))], -1))
    return f"{latitude:.2f},{longitude:.2f},{reach:.0f}"


def span(values: Iterable[float]) -> tuple[float, float]:
    """From where to where nearly all values lie."""
    ordered = sorted(values)
    cut = int(TAIL * len(ordered))
    return ordered[cut], ordered[-1 - cut]


def in_part(value: float, whole: tuple[float, float], side: int, outer: float) -> bool:
    """Whether a latitude or longitude lies on the wanted side; side 0 wants none."""
    low, high = whole
    if side > 0:
        return value >= high - outer * (high - low)
    return not side or value <= low + outer * (high - low)


if __name__ == "__main__":
    main()
