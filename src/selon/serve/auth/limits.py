"""How often something may be tried: by key, within a span of time, counted before it is done."""

from __future__ import annotations

import math
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

MOST_KEYS = 50_000  # that are remembered; the one not seen for longest is forgotten


class Limiter:
    """At most `most` tries of one key in `seconds`; `clock` counts seconds."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._tries: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str) -> float:
        """Count one try; 0 where it is free, else the seconds until the next one is, and it is not counted."""
        with self._lock:
            now = self._clock()
            tries = self._tries.setdefault(key, deque())
            self._tries.move_to_end(key)
            if len(self._tries) > MOST_KEYS:
                self._tries.popitem(last=False)
            while tries and tries[0] <= now - self._seconds:
                tries.popleft()
            if len(tries) >= self._most:
                return max(1.0, math.ceil(tries[0] + self._seconds - now))
            tries.append(now)
            return 0.0

    def forget(self, key: str) -> None:
        """Let a key begin anew."""
        with self._lock:
            self._tries.pop(key, None)


class Guesses:
    """The limits on signing in: of one name from one address, of one address, and of one name from anywhere."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._pair = Limiter(10, 900, clock)
        self._address = Limiter(50, 900, clock)
        self._name = Limiter(100, 3600, clock)

    def take(self, name: str, address: str) -> float:
        """Count one guess; 0 where it is free, else the seconds until the next one is."""
        limits = ((self._pair, f"{address} {name}"), (self._address, address), (self._name, name))
        for limiter, key in limits:
            if (seconds := limiter.take(key)) > 0:
                return seconds
        return 0.0

    def forgive(self, name: str, address: str) -> None:
        """The guess was right: what was guessed before by that name from there is forgotten."""
        self._pair.forget(f"{address} {name}")
