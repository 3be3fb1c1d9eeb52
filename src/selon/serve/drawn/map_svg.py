"""A map as SVG: land, borders, and the claims in clusters, their certainty shown by form, their radius by a circle."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from selon.ledger.marks import Mark
from selon.serve.drawn.basemap import QUANTUM, Shape, load_basemap
from selon.serve.drawn.frame import Frame, frame_points
from selon.show.reading import one_line

CELL = 36  # pixels: claims of one cell of the grid are one cluster
DETAILED = 4.5  # the zoom from which fine lines are drawn
CREDIT = "Natural Earth"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Claims that are drawn as one: where, how many, the most frequent place and certainty, the widest radius."""

    x: float
    y: float
    count: int
    name: str
    certainty: str
    radius: float
    disputed: bool


def draw_map(
    marks: Sequence[Mark],
    size: tuple[int, int],
    *,
    disputed: frozenset[str],
    title: str,
    credit: str,
    frame: Frame | None = None,
) -> str:
    """The map of some claims; `disputed` are the ids of those that differ from others.

    It shows all of them, or what `frame` holds.
    """
    placed = [mark for mark in marks if mark.latitude is not None and mark.longitude is not None]
    points = [(mark.latitude or 0.0, mark.longitude or 0.0) for mark in placed]
    frame = frame or frame_points(points, *size)
    clusters = sorted(cluster(placed, frame, disputed), key=lambda item: (item.disputed, -item.count))
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="map-drawn" width="{frame.width}" height="{frame.height}" '
            f'viewBox="0 0 {frame.width} {frame.height}" '
            f'role="img" font-family="sans-serif"><title>{escape(title)}</title>',
            f'<rect class="sea" width="{frame.width}" height="{frame.height}" fill="#e9eef1"/>',
            *draw_ground(frame),
            *(_radius(item) for item in clusters),
            *(_cluster(item) for item in clusters),
            *_labels(clusters, frame),
            f'<text class="credit" x="{frame.width - 6}" y="{frame.height - 6}" text-anchor="end" font-size="10" '
            f'fill="#5b6670">{escape(credit)}</text></svg>',
        ]
    )


def draw_ground(frame: Frame) -> Iterator[str]:
    """Land, lakes, regions and borders of what the frame shows."""
    layers, far = load_basemap(), "" if frame.zoom >= DETAILED else "_far"
    land = _path(layers[f"land{far}"], frame, closed=True)
    lakes = _path(layers[f"lakes{far}"], frame, closed=True)
    yield f'<path class="land" fill="#fbfaf6" stroke="#b9c0c4" stroke-width="0.6" fill-rule="evenodd" d="{land}"/>'
    yield f'<path class="sea" fill="#e9eef1" fill-rule="evenodd" d="{lakes}"/>'
    if not far:
        regions = _path(layers["regions"], frame)
        yield f'<path class="regions" fill="none" stroke="#d9d6cc" stroke-width="0.6" d="{regions}"/>'
    borders, dashed = (_path(layers[f"{name}{far}"], frame) for name in ("borders", "disputed"))
    yield f'<path class="borders" fill="none" stroke="#9a958a" stroke-width="0.9" d="{borders}"/>'
    yield f'<path class="borders" fill="none" stroke="#9a958a" stroke-width="0.9" stroke-dasharray="4 3" d="{dashed}"/>'


def cluster(marks: Iterable[Mark], frame: Frame, disputed: frozenset[str]) -> Iterator[Cluster]:
    """The claims that fall into each cell of a grid over the frame."""
    cells: dict[tuple[int, int], list[tuple[float, float, Mark]]] = {}
    for mark in marks:
        x, y = frame.place(mark.latitude or 0.0, mark.longitude or 0.0)
        if -CELL <= x <= frame.width + CELL and -CELL <= y <= frame.height + CELL:
            cells.setdefault((int(x // CELL), int(y // CELL)), []).append((x, y, mark))
    for found in cells.values():
        count = len(found)
        names = Counter(mark.place for _, _, mark in found if mark.place)
        radius = max(frame.pixels(mark.radius_km or 0, mark.latitude or 0) for _, _, mark in found)
        yield Cluster(
            sum(x for x, _, _ in found) / count,
            sum(y for _, y, _ in found) / count,
            count,
            names.most_common(1)[0][0] if names else "",
            Counter(mark.certainty for _, _, mark in found).most_common(1)[0][0],
            radius,
            any(mark.id in disputed for _, _, mark in found),
        )


def glyph(certainty: str, x: float, y: float, size: float) -> str:
    """The form that stands for a certainty, as the browser's map draws it."""
    s, ink = size, 'class="mark" stroke="#1f3a5f" stroke-width="1.6"'
    if certainty == "certain":
        return f'<circle {ink} fill="#1f3a5f" cx="{x:.1f}" cy="{y:.1f}" r="{s:.1f}"/>'
    if certainty == "reported":
        return f'<circle {ink} fill="#ffffff" cx="{x:.1f}" cy="{y:.1f}" r="{s:.1f}"/>'
    if certainty == "possible":
        return f'<circle {ink} fill="#ffffff" stroke-dasharray="2 1.6" cx="{x:.1f}" cy="{y:.1f}" r="{s:.1f}"/>'
    if certainty == "unclear":
        cross = f"M{x - s:.1f} {y - s:.1f}L{x + s:.1f} {y + s:.1f}M{x - s:.1f} {y + s:.1f}L{x + s:.1f} {y - s:.1f}"
        return f'<path {ink} fill="none" d="{cross}"/>'
    corners = {
        "planned": ((0, -1.2), (1.1, 0.9), (-1.1, 0.9)),
        "urged": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
        "conditional": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    }[certainty]
    points = " ".join(f"{x + dx * s:.1f},{y + dy * s:.1f}" for dx, dy in corners)
    return f'<polygon {ink} fill="#ffffff" points="{points}"/>'


def _cluster(item: Cluster) -> str:
    size = _size(item)
    ring = (
        f'<circle class="differs" fill="none" stroke="#b3261e" stroke-width="2" cx="{item.x:.1f}" cy="{item.y:.1f}" '
        f'r="{size + 4:.1f}"/>'
        if item.disputed
        else ""
    )
    if item.count == 1:
        return ring + glyph(item.certainty, item.x, item.y, size)
    return (
        f'{ring}<circle class="mark" fill="#1f3a5f" fill-opacity="0.88" stroke="#ffffff" stroke-width="1" '
        f'cx="{item.x:.1f}" cy="{item.y:.1f}" r="{size:.1f}"/><text class="on-mark" x="{item.x:.1f}" '
        f'y="{item.y + 3.6:.1f}" text-anchor="middle" font-size="10" fill="#ffffff">{item.count}</text>'
    )


def _size(item: Cluster) -> float:
    return 5.0 if item.count == 1 else min(26.0, 7 + 2.6 * math.log2(item.count))


def _radius(item: Cluster) -> str:
    if item.radius < 9:
        return ""
    return (
        f'<circle class="radius" fill="#1f3a5f" fill-opacity="0.06" stroke="#1f3a5f" stroke-opacity="0.5" '
        f'stroke-dasharray="3 3" cx="{item.x:.1f}" cy="{item.y:.1f}" r="{min(item.radius, 2000):.1f}"/>'
    )


def _labels(clusters: Sequence[Cluster], frame: Frame) -> Iterator[str]:
    """Names beside the clusters, the largest first, none over another."""
    taken: list[tuple[float, float, float, float]] = []
    for item in sorted(clusters, key=lambda item: (-item.disputed, -item.count)):
        name, left = one_line(item.name)[:28], item.x + _size(item) + 8
        box = left, item.y - 9, left + 6.3 * len(name), item.y + 5
        inside = box[0] >= 0 and box[2] <= frame.width and box[1] >= 0 and box[3] <= frame.height
        if name and inside and not any(_overlap(box, other) for other in taken):
            taken.append(box)
            yield (
                f'<text class="name" x="{left:.1f}" y="{item.y + 4:.1f}" font-size="11.5" fill="#23303a" '
                f'stroke="#fbfaf6" stroke-width="3" paint-order="stroke">{escape(name)}</text>'
            )


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _path(shapes: Iterable[Shape], frame: Frame, *, closed: bool = False) -> str:
    west, south, east, north = (degrees * QUANTUM for degrees in frame.box())
    parts = []
    for shape in shapes:
        if shape.box[2] >= west and shape.box[0] <= east and shape.box[3] >= south and shape.box[1] <= north:
            parts.append(_line(shape, frame, (west, south, east, north), closed=closed))
    return "".join(parts)


def _line(shape: Shape, frame: Frame, box: tuple[float, float, float, float], *, closed: bool) -> str:
    """The points as a path, half pixels and what lies far outside left out."""
    west, south, east, north = box
    wide, high = east - west, north - south
    found: list[str] = []
    before = (math.inf, math.inf)
    side_before = -1
    for place in range(0, len(shape.points), 2):
        x, y = shape.points[place], shape.points[place + 1]
        side = (x < west - wide) + 2 * (x > east + wide) + 4 * (y < south - high) + 8 * (y > north + high)
        if side and side == side_before and place + 2 < len(shape.points):
            continue  # a stretch all on one side is drawn by its ends: it changes nothing inside
        side_before = side
        at = frame.place(y / QUANTUM, x / QUANTUM)
        if abs(at[0] - before[0]) + abs(at[1] - before[1]) >= 0.6 or place + 2 == len(shape.points):
            found.append(f"{at[0]:.1f} {at[1]:.1f}")
            before = at
    return f"M{'L'.join(found)}{'Z' if closed else ''}" if len(found) > 1 else ""
