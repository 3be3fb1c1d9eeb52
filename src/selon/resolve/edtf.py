"""Points of time as year, month and day, and their arithmetic, written in the Extended Date/Time Format.

EDTF: https://www.loc.gov/standards/datetime/ (level 0, and of level 1 and 2 seasons, open intervals and sets).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

SEASON_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12}
DAYS = {"D": 1.0, "W": 7.0, "H": 1 / 24, "I": 1 / 1440, "K": 7.0, "S": 1 / 86400}
YEARS = {"Y": 1, "E": 10, "C": 100}


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month or season of it (21 to 24), or a day; what is not known is None."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        year = f"{self.year:04d}" if self.year >= 0 else f"-{-self.year:04d}"
        pieces = [year, *(f"{piece:02d}" for piece in (self.month, self.day) if piece is not None)]
        return "-".join(pieces)

    @property
    def date(self) -> date | None:
        """The calendar day, where this is one that has a week before and after it."""
        if self.month is None or self.day is None or not 2 <= self.year <= 9998:
            return None
        return date(self.year, self.month, self.day)

    @property
    def first(self) -> tuple[int, int, int]:
        """The first day, for comparing."""
        return self.year, SEASON_MONTHS.get(self.month or 1, self.month or 1), self.day or 1

    def cut(self, unit: str) -> Point:
        """This point no finer than `unit`."""
        if unit in YEARS:
            return Point(self.year)
        return Point(self.year, self.month) if unit == "M" else self


def point_of(text: str | None) -> Point | None:
    """The point that an ISO 8601 day, month or year writes."""
    if not text:
        return None
    year, month, day = [*(int(piece) for piece in text[:10].split("-")), None, None][:3]
    if year is None or (month is not None and not 1 <= month <= 24):
        return None
    return Point(year, month, day)


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day (29 February only in leap years; any year before 1 has it)."""
    if not 1 <= month <= 12:
        return False
    return 1 <= day <= (calendar.monthrange(year, month)[1] if 1 <= year <= 9999 else 31)


def is_before(one: Point, other: Point) -> bool:
    """Whether one point is over when another begins, as far as both are told: June is not before the 3rd of June."""
    told = (one.year, one.month, one.day), (other.year, other.month, other.day)
    for mine, its, first, second in zip(*told, one.first, other.first, strict=True):
        if mine is None or its is None:
            return False
        if first != second:
            return first < second
    return False


def of_date(day: date) -> Point:
    """A calendar day as a point."""
    return Point(day.year, day.month, day.day)


def shifted(point: Point, count: float, unit: str) -> Point | None:
    """`point` moved by `count` of `unit`, as fine as the unit; None where the point is too coarse for it."""
    if unit in YEARS:
        return Point(point.year + round(count * YEARS[unit]))
    if unit == "M":
        if point.month is None or point.month > 12:
            return None
        months = point.year * 12 + point.month - 1 + round(count)
        return Point(months // 12, months % 12 + 1)
    if point.date is None:
        return None
    ordinal = point.date.toordinal() + int(count * DAYS[unit])
    return of_date(date.fromordinal(ordinal)) if 1 <= ordinal <= date.max.toordinal() else None


def week_of(day: date) -> str:
    """The week of a day, Monday to Sunday, as an interval."""
    monday = day - timedelta(days=day.weekday())
    return f"{monday}/{monday + timedelta(days=6)}"


def after(edtf: str) -> str:
    """The open interval after `edtf`: it begins when the last unit of `edtf` has ended."""
    last = point_of_end(edtf)
    return f"{_step(last, 1)}/.." if last else f"{edtf}/.."


def before(edtf: str) -> str:
    """The open interval that ends just before `edtf` begins."""
    first = point_of_start(edtf)
    return f"../{_step(first, -1)}" if first else f"../{edtf}"


def week_around(edtf: str) -> str | None:
    """The week in which a day lies; None where `edtf` is no day."""
    point = _plain(edtf)
    return week_of(point.date) if point and point.date else None


def day_beside(edtf: str, count: int) -> str | None:
    """The day so many days from a day; None where `edtf` is no day."""
    point = _plain(edtf)
    return str(_step(point, count)) if point and point.date else None


def _step(point: Point, count: int) -> Point:
    """The next or last point of the same fineness."""
    if point.month is None:
        return Point(point.year + count)
    return shifted(point, count, "M" if point.day is None else "D") or point


def point_of_start(edtf: str) -> Point | None:
    """The first point of a value; None where it is open, a set or before year 1."""
    return _plain(edtf.partition("/")[0])


def point_of_end(edtf: str) -> Point | None:
    """The last point of a value; None where it is open, a set or before year 1."""
    return _plain(edtf.rpartition("/")[2])


def _plain(text: str) -> Point | None:
    return point_of(text.rstrip("~")) if text[:1].isdigit() and "X" not in text else None


def start_of(edtf: str) -> str:
    """The left end of a value, as written."""
    return edtf.partition("/")[0]


def end_of(edtf: str) -> str:
    """The right end of a value, as written."""
    return edtf.rpartition("/")[2]
