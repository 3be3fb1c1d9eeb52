"""Dates as formats write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from selon.model.errors import SkipReport
from selon.read.dates import as_moment, read_date


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2023-06-04T23:30:00-05:00", "2023-06-04"),
        ("2023/6/4", "2023-06-04"),
        ("2023.06.04 10:00", "2023-06-04"),
        ("2023-06", "2023-06"),
        ("2023", "2023"),
        ("Sun, 04 Jun 2023 23:30:00 -0500", "2023-06-04"),
        ("1685871000", "2023-06-04"),
        (1685871000000, "2023-06-04"),
        (datetime(2023, 6, 4, 23, tzinfo=UTC), "2023-06-04"),
        (date(2023, 6, 4), "2023-06-04"),
        ("", None),
        ("NaN", None),
        (None, None),
    ],
)
def test_dates_that_are_understood(written: object, day: str | None) -> None:
    assert read_date("a", written) == (day, ())


@pytest.mark.parametrize(
    "written", ["2023-02-31", "2023/13/01", "30000-01-01", "Sun, 04 Jun 30000 10:00:00 GMT", 10**15]
)
def test_dates_that_are_none(written: object) -> None:
    with pytest.raises(SkipReport, match="^a: date"):
        read_date("a", written)


def test_dates_in_other_words_are_told() -> None:
    day, notes = read_date("a", "early summer")
    assert day is None and "date 'early summer' is not understood" in notes[0]


def test_moments() -> None:
    assert as_moment("2023-06-04T10:00:00Z") == "2023-06-04T10:00:00+00:00"
    assert as_moment("Sun, 04 Jun 2023 23:30:00 -0500") == "2023-06-04T23:30:00-05:00"
    assert as_moment("yesterday") is None and as_moment(None) is None
