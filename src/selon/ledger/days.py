"""The days that an EDTF value may mean, as numbers that compare: first and last day since the year 1.

EDTF: https://www.loc.gov/standards/datetime/ (what Selon writes: dates, seasons, intervals, sets).
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

EARLIEST, LATEST = -400_000_000, 400_000_000  # open ends: a million years off

_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_DATE = re.compile(r"(-?)(\d{4,})(?:-(\d\d)(?:-(\d\d))?)?")
_DIGIT = re.compile("[Xu]")

Days = tuple[int, int]


def days_of(edtf: str | None) -> Days | None:
    """First and last day that `edtf` may mean, as `date.toordinal` counts; None where it says no time.

    An open end is EARLIEST or LATEST; years outside 1 to 9999 are counted as 365 days each.
    """
    if not edtf:
        return None
    if edtf[0] in "[{":
        found = [days for part in edtf[1:-1].split(",") if (days := days_of(part.strip())) is not None]
        return (min(days[0] for days in found), max(days[1] for days in found)) if found else None
    if ".." in edtf and "/" not in edtf:
        edtf = edtf.replace("..", "/", 1)
    start, sign, end = edtf.partition("/")
    if not sign:
        return _days(edtf)
    first, last = (None if part in ("", "..") else _days(part) for part in (start, end))
    if first is None and last is None:
        return None
    days = first[0] if first else EARLIEST, last[1] if last else LATEST
    return days if days[0] <= days[1] else None  # an interval that ends before it begins says no time


def _days(written: str) -> Days | None:
    plain = written.strip("~?%. ")
    if _DIGIT.search(plain):  # a digit that is not known: from its lowest to its highest
        low, high = _days(_DIGIT.sub("0", plain)), _days(_DIGIT.sub("9", plain))
        return (low[0], high[1]) if low and high else None
    match = _DATE.fullmatch(plain)
    if match is None:
        return None
    year = int(match[2]) * (-1 if match[1] else 1)
    months = (int(match[3]), int(match[3])) if match[3] else (1, 12)
    months = _SEASONS.get(months[0], months)
    if not 1 <= months[0] <= 12 or (match[4] and not 1 <= int(match[4]) <= _length(year, months[0])):
        return None
    first = _ordinal(year, months[0], int(match[4] or 1))
    return first, first if match[4] else _ordinal(year, months[1], _length(year, months[1]))


def _length(year: int, month: int) -> int:
    return monthrange(year if 1 <= year <= 9999 else 2000, month)[1]


def _ordinal(year: int, month: int, day: int) -> int:
    if 1 <= year <= 9999:
        return date(year, month, day).toordinal()
    within = date(2000, month, day).timetuple().tm_yday - 1
    far = year * 365 + within if year < 1 else date.max.toordinal() + (year - 10_000) * 365 + within
    return max(EARLIEST + 1, min(LATEST - 1, far))
