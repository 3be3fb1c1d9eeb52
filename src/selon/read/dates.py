"""Publication dates: a day, a month or a year, checked against the calendar."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime, parsedate_tz

from selon.model.errors import SkipReport

DATE_HELP = "write a day (2023-06-04), a month (2023-06) or a year (2023)"

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?=$|[T\s(])")
_LONG_YEAR = re.compile(r"[0-9]{5,}-[0-9]{2}(?![0-9])")
_LEADING = re.compile(r"\s*date:?[ \t]+([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?![\w-])", re.IGNORECASE)
_OTHER_SIGNS = re.compile(r"([0-9]{4})([/.])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])")
_PLAIN_NUMBER = re.compile(r"[0-9]{9,}(?:\.[0-9]+)?")
_FIRST_SECOND, _LAST_SECOND = 0, 4_102_444_800  # 1970 to 2100: what a count of seconds since 1970 may mean here


def as_published(written: str) -> str | None:
    """`written` as `2023-06-04`, `2023-06` or `2023`, without a time of day; None where it is no date."""
    match = _DATE.match(written.strip())
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part for part in (year, month, day) if part)


def looks_like_date(written: str) -> bool:
    """Whether `written` has the form of a date, be it one of the calendar or not."""
    return _DATE.match(written.strip()) is not None or _LONG_YEAR.match(written.strip()) is not None


def read_leading_date(name: str, text: str) -> str | None:
    """The date that a text opens with (`date 2023-06 …`), which stays in the text."""
    match = _LEADING.match(text)
    if match is None:
        return None
    found = as_published(match[1])
    if found is None:
        raise SkipReport(name, f"opens with the date {match[1]!r}, which is none; {DATE_HELP}")
    return found


def read_date(name: str, value: object) -> tuple[str | None, tuple[str, ...]]:
    """A date as feeds, letters, tables and exports write it, and a note where it is not understood.

    ISO 8601, also with `/` or `.`; RFC 2822 (`Sun, 04 Jun 2023 10:00:00 GMT`); seconds or milliseconds since 1970.
    The day is that of the writer's own clock. SkipReport where it has the form of a date and is none.
    """
    if isinstance(value, datetime | date):
        return value.isoformat()[:10], ()
    written = str(value).strip() if value is not None else ""
    if not written or written.lower() in ("none", "null", "nan", "nat", "unknown", "-"):
        return None, ()
    if _PLAIN_NUMBER.fullmatch(written):
        return _from_seconds(name, float(written)), ()
    signs = _OTHER_SIGNS.match(written)
    plain = f"{signs[1]}-{int(signs[3]):02d}-{int(signs[4]):02d}" if signs else written
    if (published := as_published(plain)) is not None:
        return published, ()
    if looks_like_date(plain):
        raise SkipReport(name, f"date {written!r} is not in the calendar; {DATE_HELP}")
    return _from_mail(name, written)


def _from_seconds(name: str, seconds: float) -> str:
    seconds = seconds / 1000 if seconds > _LAST_SECOND else seconds
    if not _FIRST_SECOND <= seconds <= _LAST_SECOND:
        raise SkipReport(name, f"date {seconds:.0f} is no count of seconds between 1970 and 2100; {DATE_HELP}")
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _from_mail(name: str, written: str) -> tuple[str | None, tuple[str, ...]]:
    try:
        parts = parsedate_tz(written)
    except (ValueError, IndexError, TypeError):
        parts = None
    if parts is None:
        return None, (f"date {written[:60]!r} is not understood, so it is read without one; {DATE_HELP}",)
    try:
        return date(*parts[:3]).isoformat(), ()
    except (ValueError, OverflowError) as error:
        raise SkipReport(name, f"date {written[:60]!r} is not in the calendar; {DATE_HELP}") from error


def as_moment(written: str | None) -> str | None:
    """A moment in ISO 8601, from that or RFC 2822; None where it is not understood."""
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse((written or "").strip()).isoformat()
        except (ValueError, IndexError, TypeError, OverflowError):
            continue
    return None
