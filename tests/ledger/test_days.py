"""EDTF values as days that compare."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from selon.ledger.days import EARLIEST, LATEST, days_of


def day(written: str) -> int:
    return date.fromisoformat(written).toordinal()


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2023-06-04", "2023-06-04", "2023-06-04"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023~", "2023-01-01", "2023-12-31"),
        ("2022-02/2023-05", "2022-02-01", "2023-05-31"),
        ("[2023-06-04,2023-06-11]", "2023-06-04", "2023-06-11"),
        ("2023-21", "2023-03-01", "2023-05-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2023-06-04..2023-06-06", "2023-06-04", "2023-06-06"),
    ],
)
def test_days(edtf: str, first: str, last: str) -> None:
    assert days_of(edtf) == (day(first), day(last))


def test_open_ends() -> None:
    assert days_of("2023-01/..") == (day("2023-01-01"), LATEST)
    assert days_of("../2023-01") == (EARLIEST, day("2023-01-31"))
    assert days_of("2023-01/") == (day("2023-01-01"), LATEST)


@pytest.mark.parametrize("edtf", [None, "", "../..", "P3D", "2023-13", "2023-02-30", "[]", "soon"])
def test_what_says_no_time(edtf: str | None) -> None:
    assert days_of(edtf) is None


def test_years_that_no_calendar_has_are_still_in_order() -> None:
    found = [days_of(edtf) for edtf in ("-0500", "0001", "9999", "30000", "999999")]
    assert found == sorted(found) and len(set(found)) == 5


@given(some.text(alphabet="0123456789-/.~?X[], ", max_size=24))
def test_any_text_is_days_in_order_or_none(edtf: str) -> None:
    days = days_of(edtf)
    assert days is None or (days[0] >= EARLIEST and days[1] <= LATEST)


def test_an_interval_that_ends_before_it_begins_says_no_time() -> None:
    assert days_of("2024-05/2023-01") is None
    assert days_of("2023-01/2024-05") is not None
