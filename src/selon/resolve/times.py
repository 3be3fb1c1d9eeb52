"""Read a time as written against the publication date and the time named before it.

`resolve_times` is the page. Each operation below is named by the `op` that a rule's `set` carries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from selon.languages.base import Language
from selon.model.document import Document
from selon.model.mentions import Interval, TimeMention
from selon.resolve import edtf
from selon.resolve.edtf import Point

Tense = Callable[[TimeMention], str | None]
Parts = Mapping[str, str]
# A text most of whose years lie further back than this is a history: what it leaves out, the last date tells.
_HISTORY_YEARS = 2
_ISO_UNITS = {"E": "Y", "C": "Y", "K": "D", "I": "M"}
_ISO_TIMES = {"E": 10, "C": 100, "K": 2}


@dataclass(frozen=True, slots=True)
class _Now:
    """What a time is read against: publication, the last time named, and the tense around it."""

    published: Point | None
    anchor: Point | None
    history: bool
    tense: str

    @property
    def base(self) -> Point | None:
        """Where *here and now* is: publication, or in a history the last time named."""
        return (self.anchor or self.published) if self.history else self.published

    @property
    def last(self) -> Point | None:
        """The last time named, else publication."""
        return self.anchor or self.published


def resolve_times(
    mentions: Sequence[TimeMention], document: Document, language: Language, *, tense_of: Tense
) -> tuple[Interval, ...]:
    """One interval for each of `mentions`, in order.

    `tense_of` tells `past`, `future`, `present` or None (read as past) for the clause around a mention.
    """
    published = edtf.point_of(document.report.published)
    now = _Now(published, None, _is_history(mentions, published), "past")
    intervals = []
    for mention in mentions:
        now = replace(now, tense=tense_of(mention) or "past")
        interval, anchor = _resolve(mention, now)
        intervals.append(interval)
        now = replace(now, anchor=anchor or now.anchor)
    return tuple(intervals)


def _is_history(mentions: Sequence[TimeMention], published: Point | None) -> bool:
    """Whether the text tells of times long before it was published (or nobody knows when it was)."""
    if published is None:
        return True
    parts = [dict(mention.parts) for mention in mentions]
    years = [int(part["year"]) for part in parts if part.get("year", "").isdigit()]
    old = Counter(year < published.year - _HISTORY_YEARS for year in years)
    bare = any("weekday" in part and "day" not in part for part in parts)
    return old[True] > 3 and old[True] > 2 * old[False] and not (bare and old[True] < 8)


def _resolve(mention: TimeMention, now: _Now) -> tuple[Interval, Point | None]:
    """A mention's value, and the anchor that it leaves for those after it."""
    parts = dict(mention.parts)
    op, frame = parts["op"], parts.get("frame", "on")
    if op in ("set", "duration", "vague_duration"):
        return _lasting(mention, parts, now), None
    if op == "range":
        value, anchor = _range(parts, now)
    else:
        value = OPERATIONS[op](parts, now)
        anchor = edtf.point_of_start(value) if value and op not in ("vague", "clock", "window", "years") else None
        value = value if op == "window" else _framed(value, frame)
    lasting = iso_duration(*_counted(parts)) if op == "window" else None
    return Interval(mention.span, mention.type, value, lasting, _reasons(mention, parts, now)), anchor


def _counted(parts: Parts) -> tuple[str, str]:
    """How many of which unit; `X` for *several*."""
    return parts.get("n") or parts.get("some") or "1", parts.get("unit", "D")


def _reasons(mention: TimeMention, parts: Parts, now: _Now) -> tuple[str, ...]:
    """Why the value is what it is: the rule, and what it was read against."""
    against = f"anchor {now.anchor}" if now.history and now.anchor else f"published {now.published or 'unknown'}"
    frame = (f"frame {parts['frame']}",) if "frame" in parts else ()
    return (f"rule {mention.rule}", *frame, against, f"tense {now.tense}")


def _range(parts: Parts, now: _Now) -> tuple[str | None, Point | None]:
    """`A/B` of two times, each of which may lend the other its year or month."""
    left = {key[2:]: value for key, value in parts.items() if key.startswith("a.")}
    right = {key[2:]: value for key, value in parts.items() if key.startswith("b.")}
    for key in ("year", "month"):
        if key in right and key not in left and left["op"] == "date" and ("day" in left or "month" in left):
            left[key] = right[key]
    first = OPERATIONS[left["op"]](left, now)
    anchor = edtf.point_of_start(first) if first else None
    then = replace(now, anchor=anchor or now.anchor, history=True)
    if right["op"] == "weekday" and anchor and anchor.date:
        second: str | None = str(_weekday_from(anchor.date, int(right["weekday"])))
    else:
        second = OPERATIONS[right["op"]](right, then)
    if not first or not second or "[" in first + second:
        return None, None
    return f"{edtf.start_of(first)}/{edtf.end_of(second)}", edtf.point_of_end(second)


def _framed(value: str | None, frame: str) -> str | None:
    """A value under its preposition: since, until, before, after."""
    if value is None or frame in ("on", "for", "within") or (frame == "from" and "/" in value):
        return value
    if value.startswith("["):
        return None
    if frame in ("since", "from"):
        return f"{edtf.start_of(value)}/.."
    if frame == "until":
        return f"../{edtf.end_of(value)}"
    return edtf.before(value) if frame == "before" else edtf.after(value)


# --- what lasts or comes again ---


def _lasting(mention: TimeMention, parts: Parts, now: _Now) -> Interval:
    """A duration or a repeated time; under *since* and *within* a duration is an interval up to now."""
    count, unit = _counted(parts)
    frame, reasons = parts.get("frame", "on"), _reasons(mention, parts, now)
    if mention.type == "SET":
        return Interval(mention.span, "SET", value=_set_value(parts), reasons=reasons)
    if parts["op"] == "vague_duration":
        return Interval(mention.span, "DURATION", value=f"PX{unit}", reasons=reasons)
    spanned = _spanned(count, unit, frame, now)
    kind = "DATE" if spanned else "DURATION"
    return Interval(mention.span, kind, edtf=spanned, value=iso_duration(count, unit), reasons=reasons)


def _spanned(count: str, unit: str, frame: str, now: _Now) -> str | None:
    """The interval of *since three days* or *in nine years*, None for what merely lasts."""
    if frame not in ("since", "within", "ahead", "back") or not now.base:
        return None
    if count == "X":
        return f"../{now.base.cut('M')}" if frame == "since" and unit in "MYEC" else None
    ahead = frame == "ahead" or (frame == "within" and now.tense == "future")
    other = edtf.shifted(now.base, float(count) * (1 if ahead else -1), unit)
    if other is None:
        return None
    if frame == "since":
        return f"{other}/.."
    if frame in ("ahead", "back"):
        return str(other)
    here = now.base.cut(unit)
    return f"{here}/{other}" if ahead else f"{other}/{here}"


def iso_duration(count: str, unit: str) -> str:
    """An ISO 8601 duration; `X` stands for a number that is not told."""
    number = count if count == "X" else f"{float(count) * _ISO_TIMES.get(unit, 1):g}"
    return f"P{'T' if unit in 'HIS' else ''}{number}{_ISO_UNITS.get(unit, unit)}"


def _set_value(parts: Parts) -> str:
    """How often: the period as an ISO 8601 duration, or a weekday of every week."""
    for word, unit in (("weekly", "W"), ("monthly", "M"), ("yearly", "Y"), ("hourly", "H")):
        if word in parts:
            return iso_duration("1", unit)
    if "weekday" in parts:
        return f"XXXX-WXX-{int(parts['weekday']) + 1}"
    return iso_duration(parts.get("n", "1"), parts.get("unit", "D"))


# --- operations: each takes a mention's parts and gives an EDTF value or None ---


def _date(parts: Parts, now: _Now) -> str | None:
    """A day, month, season or year; what is left out comes from `now`."""
    if "holiday" in parts:
        month, _, day = parts["holiday"].partition("-")
        parts = {**parts, "month": month, "day": day}
    month = parts.get("month") or parts.get("month_number") or parts.get("season")
    number, day = int(month) if month else None, int(parts["day"]) if "day" in parts else None
    if number is None and day is not None:
        return _day_of_month(day, now)
    year = _year(parts, number, day, now)
    if year is None or (number and day and not edtf.is_day(year, number, day)):
        return None
    return str(Point(year, number, day))


def _year(parts: Parts, month: int | None, day: int | None, now: _Now) -> int | None:
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


def _year_in_news(point: Point, way: str | None, now: _Now) -> int:
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


def _day_of_month(day: int, now: _Now) -> str | None:
    """*The 13th*: of the month that was last named, or the last (next) such day."""
    base = now.last if now.history else now.published
    if base is None or base.month is None or base.month > 12:
        return None
    point = Point(base.year, base.month, day)
    if not now.history and base.day is not None and (day > base.day) != (now.tense == "future") and day != base.day:
        moved = edtf.shifted(base, 1 if now.tense == "future" else -1, "M")
        point = Point(moved.year, moved.month, day) if moved else point
    return str(point) if edtf.is_day(point.year, point.month or 1, day) else None


def _days(parts: Parts, now: _Now) -> str | None:
    """*4 to 6 June*."""
    first = _date(parts, now)
    second = _date({**parts, "day": parts["day2"]}, now)
    return f"{first}/{second}" if first and second else None


def _years(parts: Parts, now: _Now) -> str | None:
    """*1939-45*; the second year may be short."""
    first, second = parts["year"], parts["year2"]
    return f"{first}/{first[: 4 - len(second)]}{second}"


def _bc(parts: Parts, now: _Now) -> str | None:
    """A year before our era; EDTF has a year 0, so 1 BC is 0000."""
    return str(Point(1 - int(parts["years"]), int(parts["month"]) if "month" in parts else None))


def _decade(parts: Parts, now: _Now) -> str | None:
    """The 1990s, from 1990 to 1999."""
    first = int(parts["decade"])
    if first < 100:
        first += 1900
    return f"{first}/{first + 9}"


def _century(parts: Parts, now: _Now) -> str | None:
    """The 19th century, from 1801 to 1900."""
    number = int(parts.get("century") or parts["ordinal"])
    return f"{(number - 1) * 100 + 1:04d}/{number * 100:04d}"


def _weekday_from(day: date, weekday: int) -> date:
    """The first such weekday on or after `day`."""
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _weekday(parts: Parts, now: _Now) -> str | None:
    """The last such weekday up to publication; in the future the next; one of a month's where only that is known."""
    weekday, way = int(parts["weekday"]), parts.get("way")
    base = now.last if way in ("after", "before", "that") else now.base
    if base is None or base.month is None or base.month > 12:
        return None
    if base.date is None:
        days = (date(base.year, base.month, 1) + timedelta(days=n) for n in range(31))
        return "[" + ",".join(str(day) for day in days if day.month == base.month and day.weekday() == weekday) + "]"
    here = base.date
    if way in ("next", "after") or (way is None and (now.tense == "future" or now.history)) or way == "this":
        ahead = _weekday_from(here + timedelta(days=1 if way in ("next", "after") else 0), weekday)
        if way != "this" or now.tense == "future":
            return str(ahead)
    back = here - timedelta(days=1) if way in ("last", "before") else here
    return str(back - timedelta(days=(back.weekday() - weekday) % 7))


def _weekday_week(parts: Parts, now: _Now) -> str | None:
    """*Monday last week*."""
    if now.base is None or now.base.date is None:
        return None
    weeks = {"last": -1, "next": 1}.get(parts["way"], 0)
    monday = now.base.date - timedelta(days=now.base.date.weekday() - 7 * weeks)
    return str(monday + timedelta(days=int(parts["weekday"])))


def _weekdays(parts: Parts, now: _Now) -> str | None:
    """*The night of Monday to Tuesday*: both days."""
    second = _weekday({"weekday": parts["weekday2"]}, now)
    if not second or second.startswith("["):
        return None
    last = date.fromisoformat(second)
    first = last - timedelta(days=(last.weekday() - int(parts["weekday"])) % 7)
    return f"{first}/{last}"


def _unit(parts: Parts, now: _Now) -> str | None:
    """*Yesterday*, *last month*: a whole day, week, month or year so many from now."""
    base = now.last if parts.get("from") == "anchor" else now.base
    return _whole(base, int(parts["offset"]), parts["unit"])


def _whole(base: Point | None, offset: int, unit: str) -> str | None:
    """The whole unit that lies `offset` units from `base`."""
    if base is None:
        return None
    if unit in ("W", "K"):
        if base.date is None:
            return None
        if unit == "W":
            return edtf.week_of(base.date + timedelta(days=7 * offset))
        saturday = _weekday_from(base.date + timedelta(days=7 * offset), 5)
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


def _unit_way(parts: Parts, now: _Now) -> str | None:
    """*Last month*, *the following day*, *the same year*."""
    way, unit = parts["way"], parts.get("unit", "D")
    if "year" in parts:
        return _date(parts, now)
    from_anchor = way in ("after", "before", "that")
    offset = {"last": -1, "before": -1, "next": 1, "after": 1}.get(way, 0)
    if unit == "D" and way == "next":
        from_anchor = True
    if unit == "K" and way in ("last", "this") and now.tense != "future":
        offset = -1
    return _whole(now.last if from_anchor else now.base, offset, unit)


def _shift(parts: Parts, now: _Now) -> str | None:
    """*Three days ago*, *a year later*: a point so far off, as fine as its unit."""
    (count, unit), way = _counted(parts), parts["after"]
    base = now.base if way in ("ago", "hence") else now.last
    if base is None:
        return None
    if count == "X":
        return str(base) if unit in ("H", "I", "S") and base.date else None
    point = edtf.shifted(base, float(count) * (-1 if way in ("ago", "earlier") else 1), unit)
    return str(point) if point else None


def _window(parts: Parts, now: _Now) -> str | None:
    """*The past two years*: from so long before now until now (years by the month, the rest by its unit)."""
    count, unit = _counted(parts)
    ahead = "ahead" in parts
    if now.base is None:
        return None
    if count == "X":
        return None if ahead or now.base.month is None else f"../{now.base.cut('M')}"
    if unit in edtf.YEARS and now.base.month:
        count, unit = f"{float(count) * 12 * edtf.YEARS[unit]:g}", "M"
    other = edtf.shifted(now.base, float(count) * (1 if ahead else -1), unit)
    if other is None:
        return None
    here = now.base.cut(unit)
    return f"{here}/{other}" if ahead else f"{other}/{here}"


def _clock(parts: Parts, now: _Now) -> str | None:
    """The day on which that hour strikes: the last named, else that of publication."""
    base = now.last if now.history else now.published
    return str(base) if base and base.date else None


def _anchor(parts: Parts, now: _Now) -> str | None:
    """*That date*: the last time named, as fine as it was."""
    return str(now.anchor) if now.anchor else None


def _vague(parts: Parts, now: _Now) -> str | None:
    """*Now*, *recently*: no value."""
    return None


OPERATIONS: Mapping[str, Callable[[Parts, _Now], str | None]] = {
    "anchor": _anchor,
    "bc": _bc,
    "century": _century,
    "clock": _clock,
    "date": _date,
    "days": _days,
    "decade": _decade,
    "shift": _shift,
    "unit": _unit,
    "unit_way": _unit_way,
    "vague": _vague,
    "weekday": _weekday,
    "weekday_week": _weekday_week,
    "weekdays": _weekdays,
    "window": _window,
    "years": _years,
}
