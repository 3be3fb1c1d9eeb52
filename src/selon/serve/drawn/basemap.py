"""The lines of the map under the claims, read from the file that the browser reads too (`scripts/make_basemap.py`)."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

QUANTUM = 200  # steps a degree


@dataclass(frozen=True, slots=True)
class Shape:
    """A line or a ring: its box in steps (west, south, east, north) and its points, longitude and latitude in turn."""

    box: tuple[int, int, int, int]
    points: array[int]


@cache
def load_basemap() -> dict[str, tuple[Shape, ...]]:
    """The shapes of each layer by its name."""
    data = (files("selon.serve") / "static" / "basemap.bin").read_bytes()
    if data[:8] != b"SELONMAP":
        raise ValueError("basemap.bin is no map of Selon's; make it again with scripts/make_basemap.py")
    place, found = 8, {}
    while place < len(data):
        start = place + 1 + data[place]
        name = data[place + 1 : start].decode()
        (length,) = struct.unpack_from("<I", data, start)
        found[name] = tuple(_shapes(data, start + 4))
        place = start + 4 + length
    return found


def _shapes(data: bytes, place: int) -> Iterator[Shape]:
    count, place = _whole(data, place)
    x = y = 0
    for _ in range(count):
        size, place = _whole(data, place)
        points = array("i")
        for _ in range(size):
            step, place = _whole(data, place)
            x += step >> 1 if not step & 1 else -(step >> 1) - 1
            step, place = _whole(data, place)
            y += step >> 1 if not step & 1 else -(step >> 1) - 1
            points.append(x)
            points.append(y)
        xs, ys = points[::2], points[1::2]
        yield Shape((min(xs), min(ys), max(xs), max(ys)), points)


def _whole(data: bytes, place: int) -> tuple[int, int]:
    """A LEB128 number and where the next one begins."""
    value = shift = 0
    while True:
        byte = data[place]
        place += 1
        value |= (byte & 127) << shift
        if byte < 128:
            return value, place
        shift += 7
