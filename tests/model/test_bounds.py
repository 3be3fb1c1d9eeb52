"""The four days behind an EDTF value."""

from __future__ import annotations

from datetime import date

import pytest

from selon.model.bounds import Bounds, bounds_of
from selon.model.mentions import Interval
from selon.model.span import Span


@pytest.mark.parametrize(
    ("edtf", "days"),
    [
        ("2023-06-04", ("2023-06-04",) * 4),
        ("2024-02", ("2024-02-01", "2024-02-29", "2024-02-01", "2024-02-29")),
        ("2014", ("2014-01-01", "2014-12-31", "2014-01-01", "2014-12-31")),
        ("2022-22", ("2022-06-01", "2022-08-31", "2022-06-01", "2022-08-31")),
        ("2022-24", ("2022-12-01", "2023-02-28", "2022-12-01", "2023-02-28")),
        ("2022-02/2023-05", ("2022-02-01", "2022-02-28", "2023-05-01", "2023-05-31")),
        ("2023-06-12/2023-06-13", ("2023-06-12", "2023-06-12", "2023-06-13", "2023-06-13")),
        ("1990/1999", ("1990-01-01", "1990-12-31", "1999-01-01", "1999-12-31")),
        ("2023-01/..", ("2023-01-01", None, "2023-01-01", None)),
        ("../2012", (None, "2012-12-31", None, "2012-12-31")),
        ("[2023-06-04,2023-06-11]", ("2023-06-04", "2023-06-11", "2023-06-04", "2023-06-11")),
        ("[2023-06,2024/..]", ("2023-06-01", None, "2023-06-01", None)),
        ("2023-06-04~", ("2023-06-03", "2023-06-05", "2023-06-03", "2023-06-05")),
        ("../..", (None, None, None, None)),
    ],
)
def test_bounds(edtf: str, days: tuple[str | None, ...]) -> None:
    expected = Bounds(*(date.fromisoformat(day) if day else None for day in days))
    assert bounds_of(edtf) == expected
    assert Interval(Span(0, 1, "x"), "DATE", edtf=edtf).bounds == expected


@pytest.mark.parametrize(
    "edtf", [None, "", "2023-13", "2023-02-30", "-0479", "soon", "2023-06/2022", "2023-06-04T10:00"]
)
def test_what_the_calendar_has_not_is_not_bounded(edtf: str | None) -> None:
    assert bounds_of(edtf) is None


def test_every_bound_of_a_closed_value_is_in_order() -> None:
    for edtf in ("2023", "2023-21", "2023-06/2023-08", "[2023-01-01,2023-03]", "2020~/2021-05"):
        bounds = bounds_of(edtf)
        assert bounds and bounds.earliest_start and bounds.latest_start and bounds.earliest_end and bounds.latest_end
        assert bounds.earliest_start <= bounds.latest_start <= bounds.latest_end
        assert bounds.earliest_start <= bounds.earliest_end <= bounds.latest_end
