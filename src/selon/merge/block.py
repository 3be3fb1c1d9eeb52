"""block: the few keys by which threads that may tell one happening find each other."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from operator import itemgetter

from selon.merge.across import Thread, may_be_one_days_apart
from selon.merge.told import Days, Spot

FINE = 0.5  # degrees: settlements
COARSE = 3.0  # degrees: a settlement and the region around it
WEEKS = 6  # a time of more weeks is no key
NAMES = 6  # names of a thread without a place that are keys
FEW = 10  # smaller numbers are too common to be keys
MOST = 150  # threads under one key that are all held against one another; of more, each against those beside it
BESIDE = 40  # how many on either side, by place and time

_PlaceAndTime = tuple[Days, float, float, str]
_Timed = tuple[float, float, Thread]


def keys_of(thread: Thread) -> tuple[int, ...]:
    """Keys (64 bits, signed) under which a thread is found: place and week, number and month, name and week."""
    return _keys(thread, own=True)


def asked_keys(thread: Thread) -> tuple[int, ...]:
    """Keys under which the threads stand that a thread may be one with: those of settlements by cells of their own,
    and those of regions around them."""
    return _keys(thread, own=False)


def _keys(thread: Thread, *, own: bool) -> tuple[int, ...]:
    weeks = tuple(_weeks(thread))
    written: set[str] = set()
    for week in weeks:
        for spot in thread.spots:
            written.update(f"{cell}/{week}" for cell in _cells(spot, own=own))
            if spot.latitude is None:
                written.add(f"s{spot.name}/{week}")
        if not thread.spots:
            family = thread.kinds[0]
            written.update(f"m{family}/{name}/{week}" for name in sorted(thread.names)[:NAMES])
    for kind, scope, number in thread.numbers:
        if number >= FEW:
            written.update(f"n{kind}/{scope}/{number:g}/{month}" for month in sorted({week // 4 for week in weeks}))
    return tuple(sorted(_hash(key) for key in written))


def _hash(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _weeks(thread: Thread) -> Iterator[int]:
    times = thread.days or ((thread.window,) if thread.window else ())
    seen: set[int] = set()
    for first, last in times:
        if last - first <= 7 * WEEKS:
            seen.update(range(first // 7, last // 7 + 1))
    yield from sorted(seen)


def _cells(spot: Spot, *, own: bool) -> Iterator[str]:
    if spot.latitude is None or spot.longitude is None:
        return
    settled = spot.radius_km <= FINE * 55
    if settled:
        yield from (f"f{cell}" for cell in _four(spot.latitude, spot.longitude, FINE))
    # Two settlements meet in a small cell; a large one is for a settlement and a region, or two regions.
    for kind in ("t" if settled else "r",) if own else ("r",) if settled else ("r", "t"):
        yield from (f"{kind}{cell}" for cell in _four(spot.latitude, spot.longitude, COARSE))


def _four(latitude: float, longitude: float, size: float) -> Iterator[str]:
    """The four cells around the nearest corner: two points less than half a cell apart share one."""
    row, column = round(latitude / size), round(longitude / size)
    for down in (row - 1, row):
        for left in (column - 1, column):
            yield f"{size:g}:{down}:{left}"


class Block:
    """The threads under one key."""

    def __init__(self, threads: Iterable[Thread]) -> None:
        self._threads = [(*_first_and_last(thread), thread) for thread in threads]
        self._ordered: list[tuple[_PlaceAndTime, _Timed]] = []

    def nearby(self, thread: Thread) -> list[Thread]:
        """Those that a thread is held against: all, or where they are too many, its neighbours by time, place and id.

        Days apart, few can reach the line: the others are left out here, quickly.
        """
        first, last = _first_and_last(thread)
        return [
            other
            for begun, ended, other in self._beside(thread)
            if (begun <= last + 1 and first <= ended + 1) or may_be_one_days_apart(thread, other)
        ]

    def _beside(self, thread: Thread) -> Iterable[_Timed]:
        if len(self._threads) <= MOST:
            return self._threads
        if not self._ordered:
            self._ordered = sorted(((_place_and_time(item[2]), item) for item in self._threads), key=itemgetter(0))
        at = bisect_left(self._ordered, _place_and_time(thread), key=itemgetter(0))
        return [item for _, item in self._ordered[max(at - BESIDE, 0) : at + BESIDE]]


def _first_and_last(thread: Thread) -> tuple[float, float]:
    """The first and the last day that a thread tells of; without any, it may be any."""
    if not thread.days:
        return -math.inf, math.inf
    return min(first for first, _ in thread.days), max(last for _, last in thread.days)


def _place_and_time(thread: Thread) -> _PlaceAndTime:
    times = thread.days or ((thread.window,) if thread.window else ())
    spot = thread.spots[0] if thread.spots else None
    latitude, longitude = (spot.latitude, spot.longitude) if spot else (None, None)
    return (min(times, default=(0, 0)), latitude or math.inf, longitude or math.inf, thread.id)
