"""Dates by name, whole or in part: days, months, seasons, years, decades. Each gives an EDTF value or None."""

from __future__ import annotations

from dataclasses import replace

from selon.resolve import edtf
from selon.resolve.edtf import Point
from selon.resolve.time_now import Now, Parts


def date_of(parts: Parts, now: Now) -> str | None:
    """A day, month, season or year; what is left out comes from `now`."""
    if "holiday" in parts:
        name, _, of_it = parts["holiday"].partition("-")
        parts = {**parts, "month": name, "day": of_it}
    month = parts.get("month") or parts.get("month_number") or parts.get("season")
    number, day = int(month) if month else None, int(parts["day"]) if "day" in parts else None
    if number is None and day is not None:
        return _day_of_month(day, replace(now, history=True) if "same" in parts else now)
    year = _year(parts, number, day, now)
    if year is None or (number and day and not edtf.is_day(year, number, day)):
        return None
    return str(_on_weekday(Point(year, number, day), parts))


def _on_weekday(point: Point, parts: Parts) -> Point:
    """The day, in the year before or after where only there it falls on the weekday that is named."""
    if "weekday" not in parts or "year" in parts:
        return point
    years = (replace(point, year=point.year + step) for step in (0, -1, 1))
    fitting = (other for other in years if other.date and other.date.weekday() == int(parts["weekday"]))
    return next(fitting, point)


def _year(parts: Parts, month: int | None, day: int | None, now: Now) -> int | None:
    """The year as written, as pointed to, or as the nearest that fits."""
    if "year" in parts:
        return int(parts["year"])
    if "short_year" in parts:
        last = (now.last or Point(2050)).year
        year = last // 100 * 100 + int(parts["short_year"])
        return year if year <= last + 5 else year - 100
    way = parts.get("year_way") or parts.get("way")
    if way in ("that", "after", "before") and now.last:
        return now.last.year + {"that": 0, "after": 1, "before": -1}[way]
    if now.base is None:
        return now.anchor.year if now.anchor else None
    if "year_way" in parts or (way and month is None):
        return now.base.year + {"last": -1, "next": 1}.get(way or "", 0)
    if now.history:
        return _year_in_history(month, day, now.base)
    return _year_in_news(Point(now.base.year, month, day), way, now)


def _year_in_history(month: int | None, day: int | None, anchor: Point) -> int:
    """The year that puts a date nearest to the last one, rather after than long before it."""
    if anchor.month is None or month is None:
        return anchor.year
    there, here = edtf.SEASON_MONTHS.get(month, month), edtf.SEASON_MONTHS.get(anchor.month, anchor.month)
    if there - here >= 9:
        return anchor.year - 1
    return anchor.year + 1 if here - there >= 9 else anchor.year


def _year_in_news(point: Point, way: str | None, now: Now) -> int:
    """The last such date up to publication, or in the future tense the next one from it."""
    assert now.published is not None
    limit = (now.published.year, now.published.month or 12, now.published.day or 31)
    here = point.first
    if way == "next" or (way is None and now.tense == "future"):
        floor = (now.published.year, now.published.month or 1, now.published.day or 1)
        start = here if point.day else (here[0], here[1], 31)
        return point.year if start >= floor else point.year + 1
    if way == "this":
        return point.year
    if way == "last" and point.day is None and here[:2] == limit[:2]:
        return point.year - 1
    return point.year if here <= limit else point.year - 1


def _day_of_month(day: int, now: Now) -> str | None:
    """*The 13th*: of the month that was last named, or the last (next) such day."""
    base = now.last if now.history else now.published
    if base is None or base.month is None or base.month > 12:
        return None
    point = Point(base.year, base.month, day)
    if not now.history and base.day is not None and (day > base.day) != (now.tense == "future") and day != base.day:
        moved = edtf.shifted(base, 1 if now.tense == "future" else -1, "M")
        point = Point(moved.year, moved.month, day) if moved else point
    return str(point) if edtf.is_day(point.year, point.month or 1, day) else None


def stretch_of(parts: Parts, now: Now) -> str | None:
    """*The first quarter of 2023*: from its first month to its last."""
    first, _, last = parts["stretch"].partition("-")
    year = _year(parts, int(first), None, now)
    return f"{Point(year, int(first))}/{Point(year, int(last))}" if year is not None else None


def days_of(parts: Parts, now: Now) -> str | None:
    """*4 to 6 June*."""
    first = date_of(parts, now)
    second = date_of({**parts, "day": parts["day2"]}, now)
    return f"{first}/{second}" if first and second else None


def years_of(parts: Parts, now: Now) -> str | None:
    """*1939-45*; the second year may be short."""
    first, second = parts["year"], parts["year2"]
    return f"{first}/{first[: 4 - len(second)]}{second}"


def bc_of(parts: Parts, now: Now) -> str | None:
    """A year before our era; EDTF has a year 0, so 1 BC is 0000."""
    return str(Point(1 - int(parts["years"]), int(parts["month"]) if "month" in parts else None))


def decade_of(parts: Parts, now: Now) -> str | None:
    """The 1990s, from 1990 to 1999."""
    first = int(parts["decade"])
    if first < 100:
        first += 1900
    return f"{first}/{first + 9}"


def century_of(parts: Parts, now: Now) -> str | None:
    """The 19th century, from 1801 to 1900."""
    number = int(parts.get("century") or parts["ordinal"])
    return f"{(number - 1) * 100 + 1:04d}/{number * 100:04d}"
