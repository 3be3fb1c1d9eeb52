"""Times by their distance from now or from the time last named. Each gives an EDTF value or None."""

from __future__ import annotations

from datetime import date, timedelta

from selon.resolve import edtf
from selon.resolve.edtf import Point
from selon.resolve.time_dates import date_of
from selon.resolve.time_now import Now, Parts, counted, is_loose


def weekday_from(day: date, weekday: int) -> date:
    """The first such weekday on or after `day`."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def weekday_of(parts: Parts, now: Now) -> str | None:
    """The last such weekday up to publication; in the future the next; one of a month's where only that is known."""
    weekday, way = int(parts["weekday"]), parts.get("way")
    base = now.last if way in ("after", "before", "that") else now.base
    if base is None or base.month is None or base.month > 12:
        return None
    if base.day is not None and base.date is None or not 2 <= base.year <= 9998:
        return None
    if base.date is None:
        days = (date(base.year, base.month, 1) + timedelta(days=n) for n in range(31))
        return "[" + ",".join(str(day) for day in days if day.month == base.month and day.weekday() == weekday) + "]"
    here = base.date
    if way in ("next", "after") or (way is None and (now.tense == "future" or now.history)) or way == "this":
        ahead = weekday_from(here + timedelta(days=1 if way in ("next", "after") else 0), weekday)
        if way != "this" or now.tense == "future":
            return str(ahead)
    back = here - timedelta(days=1) if way in ("last", "before") else here
    return str(back - timedelta(days=(back.weekday() - weekday) % 7))


def weekday_day_of(parts: Parts, now: Now) -> str | None:
    """*Monday 24*: that day of the month, where it is a Monday; else the Monday, and the number is none of the day."""
    point = edtf.point_of(date_of(parts, now))
    fits = point and point.date and point.date.weekday() == int(parts["weekday"])
    return str(point) if fits else weekday_of(parts, now)


def weekday_week_of(parts: Parts, now: Now) -> str | None:
    """*Monday last week*."""
    if now.here is None or now.here.date is None:
        return None
    weeks = {"last": -1, "next": 1}.get(parts["way"], 0)
    monday = now.here.date - timedelta(days=now.here.date.weekday() - 7 * weeks)
    return str(monday + timedelta(days=int(parts["weekday"])))


def weekdays_of(parts: Parts, now: Now) -> str | None:
    """*The night of Monday to Tuesday*: both days."""
    second = weekday_of({"weekday": parts["weekday2"]}, now)
    if not second or second.startswith("["):
        return None
    last = date.fromisoformat(second)
    first = last - timedelta(days=(last.weekday() - int(parts["weekday"])) % 7)
    return f"{first}/{last}"


def unit_of(parts: Parts, now: Now) -> str | None:
    """*Yesterday*, *last month*: a whole day, week, month or year so many from now."""
    return _whole(now.published, int(parts["offset"]), parts["unit"])


def _whole(base: Point | None, offset: int, unit: str) -> str | None:
    """The whole unit that lies `offset` units from `base`."""
    if base is None:
        return None
    if unit in ("W", "K"):
        if base.date is None:
            return None
        if unit == "W":
            return edtf.week_of(base.date + timedelta(days=7 * offset))
        saturday = base.date + timedelta(days=7 * offset + 5 - base.date.weekday())
        return f"{saturday}/{saturday + timedelta(days=1)}"
    if unit in ("E", "C"):
        size = 10 if unit == "E" else 100
        first = base.year // size * size + offset * size
        return f"{first}/{first + size - 1}"
    if unit in ("H", "I", "S"):
        return str(base) if base.date else None
    if unit == "D" and base.date is None:
        return None
    point = edtf.shifted(base, offset, unit)
    return str(point) if point else None


def unit_way_of(parts: Parts, now: Now) -> str | None:
    """*Last month*, *the following day*, *the same year*."""
    way, unit = parts["way"], parts.get("unit", "D")
    if "year" in parts:
        return date_of(parts, now)
    from_anchor = way in ("after", "before", "that")
    offset = {"last": -1, "before": -1, "next": 1, "after": 1}.get(way, 0)
    if unit == "D" and way == "next":
        from_anchor = True
    if way in ("after", "next") and from_anchor and _is_loose_end(now):
        return None
    if unit == "K" and way == "this" and now.tense != "future" and now.here and now.here.date:
        offset = 0 if now.here.date.weekday() > 3 else -1
    return _whole(now.last if from_anchor else now.here, offset, unit)


def _is_loose_end(now: Now) -> bool:
    """Whether *the day after* follows nothing that is named: what is told as past is not after publication."""
    return now.anchor is None and now.tense != "future"


def shift_of(parts: Parts, now: Now) -> str | None:
    """*Three days ago*, *a year later*: a point so far off, as fine as its unit."""
    (count, unit), way = counted(parts), parts["after"]
    base = now.here if way in ("ago", "hence") else now.last
    if base is None or (way == "later" and _is_loose_end(now)):
        return None
    if count == "X":
        return str(base) if unit in ("H", "I", "S") and base.date else None
    point = edtf.shifted(base, float(count) * (-1 if way in ("ago", "earlier") else 1), unit)
    return f"{point}{'~' if is_loose(parts) else ''}" if point else None


def window_of(parts: Parts, now: Now) -> str | None:
    """*The past two years*: from so long before now until now (years by the month, the rest by its unit)."""
    count, unit = counted(parts)
    ahead = "ahead" in parts
    if now.here is None:
        return None
    if count == "X":
        return None if ahead or now.here.month is None else f"../{now.here.cut('M')}"
    if unit in edtf.YEARS and now.here.month:
        count, unit = f"{float(count) * 12 * edtf.YEARS[unit]:g}", "M"
    other = edtf.shifted(now.here, float(count) * (1 if ahead else -1), unit)
    if other is None:
        return None
    here = now.here.cut(unit)
    return f"{here}/{other}" if ahead else f"{other}/{here}"


def clock_of(parts: Parts, now: Now) -> str | None:
    """The day on which that hour strikes: the last named, else that of publication."""
    base = now.anchor if now.anchor and now.anchor.date else now.published
    return str(base) if base and base.date else None


def anchor_of(parts: Parts, now: Now) -> str | None:
    """*That date*: the last time named, as fine as it was."""
    return str(now.anchor) if now.anchor else None


def present_of(parts: Parts, now: Now) -> str | None:
    """*Now*, *currently*: the day of publication, where it is known; *so far* ends in its month or year too."""
    if now.published is None or now.history:
        return None
    return str(now.published) if now.published.date or parts.get("frame") == "until" else None


def vague_of(parts: Parts, now: Now) -> str | None:
    """*Recently*, *one day*: no value."""
    return None
