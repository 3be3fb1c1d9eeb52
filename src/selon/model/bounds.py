"""The four days that bound a time: when it began at the earliest and the latest, when it ended so."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

_SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
_POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


@dataclass(frozen=True, slots=True)
class Bounds:
    """Calendar days; None where nothing bounds that side.

    A month is some day or days of it: it begins and ends between its first day and its last. Of an open
    interval only the day that it names holds: *since May* and *after April* are both `2023-05/..`, so that the
    latest start is not known. Approximate (`~`) and uncertain (`?`) points may be off by one of their own unit.
    """

    earliest_start: date | None = None
    latest_start: date | None = None
    earliest_end: date | None = None
    latest_end: date | None = None


def bounds_of(edtf: str | None) -> Bounds | None:
    """The bounds of an EDTF value as Selon writes them; None where there is none or the calendar has no such day.

    Levels: points to the day with `~`, `?` or `%`, seasons (21 to 24), closed and open intervals, one of a set.
    https://www.loc.gov/standards/datetime/
    """
    if not edtf:
        return None
    try:
        parts = [_of_interval(part) for part in edtf.strip("[]{}").split(",")]
    except ValueError:
        return None
    return Bounds(
        earliest_start=_outermost(min, (part.earliest_start for part in parts)),
        latest_start=_outermost(max, (part.latest_start for part in parts)),
        earliest_end=_outermost(min, (part.earliest_end for part in parts)),
        latest_end=_outermost(max, (part.latest_end for part in parts)),
    )


def _outermost(pick: Callable[[list[date]], date], days: Iterable[date | None]) -> date | None:
    """The first or last of some days; None, which is no bound, before all."""
    known = list(days)
    present = [day for day in known if day is not None]
    return pick(present) if len(present) == len(known) else None


def _of_interval(text: str) -> Bounds:
    """The bounds of a point or an interval; ValueError where it is neither."""
    left, slash, right = text.strip().partition("/")
    if not slash:
        first, last = _of_point(left)
        return Bounds(first, last, first, last)
    if left in ("", "..") and right in ("", ".."):
        return Bounds()
    if left in ("", ".."):
        return Bounds(latest_start=_of_point(right)[1], latest_end=_of_point(right)[1])
    if right in ("", ".."):
        return Bounds(earliest_start=_of_point(left)[0], earliest_end=_of_point(left)[0])
    (first, latest), (earliest, last) = _of_point(left), _of_point(right)
    if last < first:
        raise ValueError(f"the interval ends before it begins: {text!r}")
    return Bounds(first, min(latest, last), max(earliest, first), last)


def _of_point(text: str) -> tuple[date, date]:
    """The first and the last day of a year, a season, a month or a day."""
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"no EDTF point: {text!r}")
    year, month, day = (int(piece) if piece else None for piece in match.groups()[:3])
    assert year is not None
    if month is None:
        first, last = date(year, 1, 1), date(year, 12, 31)
    elif month in _SEASONS:
        first = date(year, _SEASONS[month], 1)
        last = _month_end(year + (month == 24), (_SEASONS[month] + 1) % 12 + 1)
    elif day is None:
        first, last = date(year, month, 1), _month_end(year, month)
    else:
        first = last = date(year, month, day)
    unit = last - first + timedelta(days=1) if match[4] else timedelta(0)
    return first - unit, last + unit


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
