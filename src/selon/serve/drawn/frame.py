"""A map's frame: which part of the earth it shows, in Web Mercator, and where a point falls in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

TILE = 256  # pixels of the whole world at zoom 0
NORTHMOST = 85.0511
KM_A_DEGREE = 111.195


@dataclass(frozen=True, slots=True)
class Frame:
    """`zoom` doubles the scale at each step, as tiles count it; the centre is in degrees, the size in pixels."""

    width: int
    height: int
    latitude: float
    longitude: float
    zoom: float

    @property
    def scale(self) -> float:
        """Pixels of the whole world's width."""
        return TILE * math.exp2(self.zoom)

    def place(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a point falls, in pixels from the left and the top."""
        x = self.width / 2 + (longitude - self.longitude) / 360 * self.scale
        return x, self.height / 2 + (_mercator(latitude) - _mercator(self.latitude)) * self.scale

    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of what is shown, in degrees."""
        half = self.width / self.scale * 180
        top = _mercator(self.latitude) - self.height / 2 / self.scale
        bottom = _mercator(self.latitude) + self.height / 2 / self.scale
        return self.longitude - half, _latitude(bottom), self.longitude + half, _latitude(top)

    def pixels(self, km: float, latitude: float) -> float:
        """How many pixels so many kilometres are at a latitude."""
        return km / KM_A_DEGREE / 360 * self.scale / max(0.05, math.cos(math.radians(latitude)))


def frame_points(points: Sequence[tuple[float, float]], width: int, height: int, most: float = 8) -> Frame:
    """The frame that shows all points (latitude, longitude) and some land around them; the world for none."""
    if not points:
        return Frame(width, height, 25, 15, math.log2(max(width / TILE, 1)))
    south, north = min(lat for lat, _ in points), max(lat for lat, _ in points)
    west, east = min(lon for _, lon in points), max(lon for _, lon in points)
    across = max((east - west) / 360, 1e-9)
    down = max(_mercator(south) - _mercator(north), 1e-9)
    zoom = math.log2(0.72 * min(width / TILE / across, height / TILE / down))
    middle = _latitude((_mercator(south) + _mercator(north)) / 2)
    return Frame(width, height, middle, (west + east) / 2, max(0.0, min(most, zoom)))


def frame_box(box: tuple[float, float, float, float], width: int, height: int) -> Frame:
    """The frame that shows all of a box: west, south, east, north in degrees."""
    west, south, east, north = box
    across = max((east - west) / 360, 1e-9)
    down = max(_mercator(south) - _mercator(north), 1e-9)
    middle = _latitude((_mercator(south) + _mercator(north)) / 2)
    zoom = math.log2(min(width / TILE / across, height / TILE / down))
    return Frame(width, height, middle, (west + east) / 2, max(0.0, zoom))


def _mercator(latitude: float) -> float:
    """From 0 at the north to 1 at the south."""
    bounded = math.radians(max(-NORTHMOST, min(NORTHMOST, latitude)))
    return 0.5 - math.log(math.tan(math.pi / 4 + bounded / 2)) / (2 * math.pi)


def _latitude(mercator: float) -> float:
    return math.degrees(2 * math.atan(math.exp((0.5 - mercator) * 2 * math.pi)) - math.pi / 2)
