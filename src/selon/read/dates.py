"""Publication dates: a day, a month or a year, checked against the calendar."""

from __future__ import annotations

import re
from datetime import date

from selon.model.errors import SkipReport

DATE_HELP = "write a day (2023-06-04), a month (2023-06) or a year (2023)"

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?=$|[T\s(])")
_LEADING = re.compile(r"\s*date:?[ \t]+([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?![\w-])", re.IGNORECASE)


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
    return _DATE.match(written.strip()) is not None


def read_leading_date(name: str, text: str) -> str | None:
    """The date that a text opens with (`date 2023-06 …`), which stays in the text."""
    match = _LEADING.match(text)
    if match is None:
        return None
    found = as_published(match[1])
    if found is None:
        raise SkipReport(name, f"opens with the date {match[1]!r}, which is none; {DATE_HELP}")
    return found
