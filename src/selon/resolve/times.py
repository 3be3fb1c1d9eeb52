"""Read a time as written against the publication date and the time named before it.

`resolve_times` is the page. `OPERATIONS` are named by the `op` that a rule's `set` carries.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from selon.languages.base import Language
from selon.model.document import Document
from selon.model.mentions import Interval, TimeMention
from selon.resolve import edtf
from selon.resolve.edtf import Point
from selon.resolve.time_dates import bc_of, century_of, date_of, days_of, decade_of, stretch_of, years_of
from selon.resolve.time_moves import (
    anchor_of,
    clock_of,
    present_of,
    shift_of,
    unit_of,
    unit_way_of,
    vague_of,
    weekday_day_of,
    weekday_from,
    weekday_of,
    weekday_week_of,
    weekdays_of,
    window_of,
)
from selon.resolve.time_now import Now, Parts, counted, iso_duration

Tense = Callable[[TimeMention], str | None]
# A text most of whose years lie further back than this is a history: what it leaves out, the last date tells.
_HISTORY_YEARS = 2
# A date within so many characters, and no stop between, dates the event that a shift counts from.
_GAP = 40
_STOPS = frozenset(".,;:!?\n")


def resolve_times(
    mentions: Sequence[TimeMention], document: Document, language: Language, *, tense_of: Tense
) -> tuple[Interval, ...]:
    """One interval for each of `mentions`, in order.

    `tense_of` tells `past`, `future`, `present` or None (read as past) for the clause around a mention.
    """
    published = edtf.point_of(document.report.published)
    now = Now(published, None, _is_history(mentions, published), "past")
    intervals = []
    for mention, after in zip_longest(mentions, mentions[1:]):
        now = replace(now, tense=tense_of(mention) or "past")
        interval, anchor = _resolve(mention, now)
        if mention.rule == "shift_from" and after and _is_same_breath(mention, after, document):
            interval = replace(interval, edtf=_from_event(mention, after, now))
        intervals.append(interval)
        now = replace(now, anchor=anchor or now.anchor)
    return tuple(intervals)


def _is_same_breath(mention: TimeMention, after: TimeMention, document: Document) -> bool:
    """Whether the second time dates what the first counts from (*three days after the coup of 26 July*)."""
    gap = document.text[mention.span.end : after.span.start]
    return len(gap) <= _GAP and not _STOPS & set(gap)


def _from_event(mention: TimeMention, after: TimeMention, now: Now) -> str | None:
    """So long after or before the day of an event, which the next time tells."""
    parts, value = dict(mention.parts), _resolve(after, now)[0].edtf
    event = edtf.point_of_start(value) if value and "/" not in value else None
    if event is None or event.day is None or "after" not in parts:
        return None
    return shift_of(parts, replace(now, published=event, anchor=event))


def _is_history(mentions: Sequence[TimeMention], published: Point | None) -> bool:
    """Whether the text tells of times long before it was published (or nobody knows when it was)."""
    if published is None:
        return True
    parts = [dict(mention.parts) for mention in mentions]
    years = [int(part["year"]) for part in parts if part.get("year", "").isdigit()]
    old = Counter(year < published.year - _HISTORY_YEARS for year in years)
    bare = any("weekday" in part and "day" not in part for part in parts)
    return old[True] > 3 and old[True] > 2 * old[False] and not (bare and old[True] < 8)


def _resolve(mention: TimeMention, now: Now) -> tuple[Interval, Point | None]:
    """A mention's value, and the anchor that it leaves for those after it."""
    parts = dict(mention.parts)
    op, frame = parts["op"], parts.get("frame", "on")
    if op in ("set", "duration", "vague_duration"):
        return _lasting(mention, parts, now), None
    if op == "range":
        value, anchor = _range(parts, now)
    else:
        value = OPERATIONS[op](parts, now)
        anchor = (
            edtf.point_of_start(value) if value and op not in ("vague", "clock", "present", "window", "years") else None
        )
        value = value if op == "window" else _framed(value, frame)
    lasting = iso_duration(*counted(parts)) if op == "window" else None
    return Interval(mention.span, mention.type, value, lasting, _reasons(mention, parts, now)), anchor


def _reasons(mention: TimeMention, parts: Parts, now: Now) -> tuple[str, ...]:
    """Why the value is what it is: the rule, and what it was read against."""
    against = f"anchor {now.anchor}" if now.history and now.anchor else f"published {now.published or 'unknown'}"
    frame = (f"frame {parts['frame']}",) if "frame" in parts else ()
    return (f"rule {mention.rule}", *frame, against, f"tense {now.tense}")


def _range(parts: Parts, now: Now) -> tuple[str | None, Point | None]:
    """`A/B` of two times, each of which may lend the other its year or month."""
    left = {key[2:]: value for key, value in parts.items() if key.startswith("a.")}
    right = {key[2:]: value for key, value in parts.items() if key.startswith("b.")}
    own = "year" in left
    for key in ("year", "month"):
        if key in right and key not in left and left["op"] == "date" and ("day" in left or "month" in left):
            left[key] = right[key]
    first = OPERATIONS[left["op"]](left, now)
    anchor = edtf.point_of_start(first) if first else None
    then = replace(now, anchor=anchor or now.anchor, history=True)
    if right["op"] == "weekday" and anchor and anchor.date:
        second: str | None = str(weekday_from(anchor.date, int(right["weekday"])))
    else:
        second = OPERATIONS[right["op"]](right, then)
    if not first or not second or "[" in first + second:
        return None, None
    first, second = _in_order(first, second, own=(own, "year" in right))
    return (f"{edtf.start_of(first)}/{edtf.end_of(second)}", edtf.point_of_end(second)) if second else (None, None)


def _in_order(first: str, second: str, *, own: tuple[bool, bool]) -> tuple[str, str | None]:
    """The ends of a range, a year apart where the second would come before the first (*between December and June*).

    Each end whose year is its `own`, written beside it, stays; where both are, the range has no value.
    """
    start, end = edtf.point_of_start(first), edtf.point_of_end(second)
    if start is None or end is None or not edtf.is_before(end, start):
        return first, second
    if own == (False, True):
        return str(replace(start, year=end.year - 1)), second
    later = replace(end, year=start.year + 1)
    kept = later.day is None or later.month is None or edtf.is_day(later.year, later.month, later.day)
    return first, str(later) if kept and not own[1] else None


def _framed(value: str | None, frame: str) -> str | None:
    """A value under its preposition: since, until, before, after."""
    if value is None or frame in ("on", "during", "for", "in", "within") or (frame == "from" and "/" in value):
        return value
    if value.startswith("["):
        return None
    if frame in ("since", "from"):
        return f"{edtf.start_of(value)}/.."
    if frame == "week":
        return edtf.week_around(value)
    if frame in ("eve", "morrow"):
        return edtf.day_beside(value, -1 if frame == "eve" else 1)
    if frame == "until":
        return f"../{edtf.end_of(value)}"
    return edtf.before(value) if frame == "before" else edtf.after(value)


# --- what lasts or comes again ---


def _lasting(mention: TimeMention, parts: Parts, now: Now) -> Interval:
    """A duration or a repeated time; under *since* and *within* a duration is an interval up to now."""
    count, unit = counted(parts)
    frame, reasons = parts.get("frame", "on"), _reasons(mention, parts, now)
    if mention.type == "SET":
        return Interval(mention.span, "SET", value=_set_value(parts), reasons=reasons)
    if parts["op"] == "vague_duration":
        return Interval(mention.span, "DURATION", value=f"PX{unit}", reasons=reasons)
    spanned = _spanned(count, unit, frame, now)
    kind = "DATE" if spanned else "DURATION"
    return Interval(mention.span, kind, edtf=spanned, value=iso_duration(count, unit), reasons=reasons)


def _spanned(count: str, unit: str, frame: str, now: Now) -> str | None:
    """The interval of *since three days* or *in nine years*, None for what merely lasts."""
    if frame not in ("since", "in", "within", "ahead", "back") or not now.here:
        return None
    if count == "X":
        return f"../{now.here.cut('M')}" if frame == "since" and unit in "MYEC" else None
    if frame == "in" and now.tense == "future":
        frame = "ahead"
    ahead = frame == "ahead" or (frame == "within" and now.tense == "future")
    other = edtf.shifted(now.here, float(count) * (1 if ahead else -1), unit)
    if other is None:
        return None
    if frame == "since":
        return f"{other}/.."
    if frame in ("ahead", "back"):
        return str(other)
    here = now.here.cut(unit)
    return f"{here}/{other}" if ahead else f"{other}/{here}"


def _set_value(parts: Parts) -> str:
    """How often: the period as an ISO 8601 duration, or a weekday of every week."""
    for word, unit in (("weekly", "W"), ("monthly", "M"), ("yearly", "Y"), ("hourly", "H")):
        if word in parts:
            return iso_duration("1", unit)
    if "weekday" in parts:
        return f"XXXX-WXX-{int(parts['weekday']) + 1}"
    return iso_duration(parts.get("n", "1"), parts.get("unit", "D"))


OPERATIONS: Mapping[str, Callable[[Parts, Now], str | None]] = {
    "anchor": anchor_of,
    "bc": bc_of,
    "century": century_of,
    "clock": clock_of,
    "date": date_of,
    "days": days_of,
    "decade": decade_of,
    "present": present_of,
    "shift": shift_of,
    "stretch": stretch_of,
    "unit": unit_of,
    "unit_way": unit_way_of,
    "vague": vague_of,
    "weekday": weekday_of,
    "weekday_day": weekday_day_of,
    "weekday_week": weekday_week_of,
    "weekdays": weekdays_of,
    "window": window_of,
    "years": years_of,
}
