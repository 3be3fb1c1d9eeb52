#!/usr/bin/env python3
"""Write the map under the claims from Natural Earth: `basemap.bin` (its lines) and `basemap-names.json`.

python scripts/make_basemap.py FOLDER

FOLDER holds, at any depth, the shapefiles named in LAYERS and NAMES (https://www.naturalearthdata.com/, public domain).
A border that any state's own view of the world does not draw as an international one is `disputed`.
"""

from __future__ import annotations

import json
import math
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

STATIC = Path(__file__).resolve().parents[1] / "src" / "selon" / "serve" / "static"
QUANTUM = 200  # steps a degree: about half a kilometre
NAMES = "ne_50m_admin_0_countries"
UNDISPUTED = {"International boundary (verify)", "International boundary", "Overlay limit", "Lease limit"}

Path_ = list[tuple[float, float]]
Attributes = dict[str, str]


def disputed(row: Attributes) -> bool:
    """Whether a border is one that somebody does not recognise."""
    views = {value for name, value in row.items() if name.startswith("FCLASS_") and value}
    return row["FEATURECLA"] not in UNDISPUTED or bool(views - UNDISPUTED)


def undisputed(row: Attributes) -> bool:
    """Whether all recognise a border."""
    return not disputed(row)


# Name in the file, shapefile, which rows, how far off a line may be (degrees), the smallest area kept (square degrees).
Layer = tuple[str, str, Callable[[Attributes], bool] | None, float, float]
LAYERS: tuple[Layer, ...] = (
    ("land_far", "ne_50m_land", None, 0.1, 0.15),
    ("land", "ne_10m_land", None, 0.015, 0.0015),
    ("lakes_far", "ne_50m_lakes", None, 0.1, 0.4),
    ("lakes", "ne_10m_lakes", None, 0.02, 0.01),
    ("regions", "ne_10m_admin_1_states_provinces_lines", None, 0.02, 0),
    ("borders_far", "ne_50m_admin_0_boundary_lines_land", undisputed, 0.1, 0),
    ("borders", "ne_10m_admin_0_boundary_lines_land", undisputed, 0.012, 0),
    ("disputed_far", "ne_50m_admin_0_boundary_lines_land", disputed, 0.1, 0),
    ("disputed", "ne_10m_admin_0_boundary_lines_land", disputed, 0.012, 0),
)


def main(folder: Path) -> None:
    """Write both files and say how large they are."""
    body = bytearray(b"SELONMAP")
    for name, source, wanted, tolerance, smallest in LAYERS:
        paths = [
            thin(path, tolerance)
            for path in read_lines(find(folder, source), wanted)
            if not smallest or area(path) >= smallest
        ]
        paths = [path for path in paths if len(path) > (3 if smallest else 1)]
        body += encode_layer(name, paths)
        print(f"{name}: {len(paths)} lines, {sum(map(len, paths))} points")
    (STATIC / "basemap.bin").write_bytes(body)
    names = list(read_names(find(folder, NAMES)))
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in names)
    (STATIC / "basemap-names.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(body)} bytes, {len(names)} names")


def find(folder: Path, name: str) -> Path:
    """The shapefile of that name."""
    every = sorted(folder.rglob(f"{name}.shp"), key=lambda path: (not path.with_suffix(".dbf").exists(), path))
    found = next(iter(every), None)
    if found is None:
        sys.exit(f"make_basemap: {name}.shp is not under {folder}; get it from naturalearthdata.com")
    return found


def read_lines(path: Path, wanted: Callable[[Attributes], bool] | None) -> Iterator[Path_]:
    """Every part of every shape, by the ESRI shapefile's technical description (1998)."""
    data, rows = path.read_bytes(), read_table(path.with_suffix(".dbf")) if wanted else None
    place, number = 100, 0
    while place < len(data):
        length = struct.unpack_from(">i", data, place + 4)[0] * 2
        if struct.unpack_from("<i", data, place + 8)[0] and (not wanted or not rows or wanted(rows[number])):
            parts, points = struct.unpack_from("<2i", data, place + 44)
            starts = [*struct.unpack_from(f"<{parts}i", data, place + 52), points]
            flat = struct.unpack_from(f"<{2 * points}d", data, place + 52 + 4 * parts)
            for start, end in zip(starts, starts[1:], strict=False):
                yield [(flat[2 * at], flat[2 * at + 1]) for at in range(start, end)]
        place, number = place + 8 + length, number + 1


def read_table(path: Path) -> list[Attributes]:
    """The rows of a dBASE III file."""
    data = path.read_bytes()
    count, head, width = struct.unpack_from("<IHH", data, 4)
    fields, at = [], 32
    while data[at] != 13:
        fields.append((data[at : at + 11].split(b"\0")[0].decode(), data[at + 16]))
        at += 32
    rows = []
    for number in range(count):
        start, row = head + number * width + 1, {}
        for name, size in fields:
            row[name] = data[start : start + size].decode("utf-8", "replace").strip("\0 ")
            start += size
        rows.append(row)
    return rows


def read_names(path: Path) -> Iterator[list[float | str]]:
    """Longitude, latitude, the zoom from which it is shown, and the name in English and French."""
    for row in sorted(read_table(path.with_suffix(".dbf")), key=lambda row: (float(row["MIN_LABEL"]), row["NAME_EN"])):
        yield [
            round(float(row["LABEL_X"]), 2),
            round(float(row["LABEL_Y"]), 2),
            round(float(row["MIN_LABEL"]), 1),
            row["NAME_EN"],
            row["NAME_FR"],
        ]


def area(path: Path_) -> float:
    """The area of a ring in square degrees, by the shoelace formula."""
    pairs = zip(path, path[1:], strict=False)
    return abs(sum(x * to_y - to_x * y for (x, y), (to_x, to_y) in pairs)) / 2


def thin(path: Path_, tolerance: float) -> Path_:
    """Fewer points, none of the others farther than `tolerance` from the line (Douglas and Peucker 1973)."""
    keep, stack = {0, len(path) - 1}, [(0, len(path) - 1)]
    if path[0] == path[-1] and len(path) > 3:
        keep.add(len(path) // 2)
        stack = [(0, len(path) // 2), (len(path) // 2, len(path) - 1)]
    while stack:
        first, last = stack.pop()
        far, at = 0.0, first
        for number in range(first + 1, last):
            off = distance(path[number], path[first], path[last])
            if off > far:
                far, at = off, number
        if far > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [path[number] for number in sorted(keep)]


def distance(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """How far a point is from a line's piece, in degrees of latitude."""
    narrow = math.cos(math.radians(point[1]))
    x, y = (point[0] - start[0]) * narrow, point[1] - start[1]
    along_x, along_y = (end[0] - start[0]) * narrow, end[1] - start[1]
    length = along_x * along_x + along_y * along_y
    share = min(1.0, max(0.0, (x * along_x + y * along_y) / length)) if length else 0.0
    return math.hypot(x - share * along_x, y - share * along_y)


def encode_layer(name: str, paths: list[Path_]) -> bytes:
    """A name, then for each path how many points and each point's steps from the one before (zigzag, LEB128)."""
    body = bytearray(encode_whole(len(paths)))
    x = y = 0
    for path in paths:
        steps = [(round(lon * QUANTUM), round(lat * QUANTUM)) for lon, lat in path]
        steps = [point for at, point in enumerate(steps) if at in (0, len(steps) - 1) or point != steps[at - 1]]
        body += encode_whole(len(steps))
        for to_x, to_y in steps:
            body += encode_step(to_x - x) + encode_step(to_y - y)
            x, y = to_x, to_y
    return bytes([len(name)]) + name.encode() + struct.pack("<I", len(body)) + bytes(body)


def encode_step(value: int) -> bytes:
    """A number that may be negative."""
    return encode_whole(value * 2 if value >= 0 else -value * 2 - 1)


def encode_whole(value: int) -> bytes:
    """A number from 0, seven bits a byte."""
    written = bytearray()
    while value > 127:
        written.append(value & 127 | 128)
        value >>= 7
    written.append(value)
    return bytes(written)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
