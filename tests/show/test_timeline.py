"""Claims counted by days."""

from __future__ import annotations

from datetime import date

import pytest
from tests.show.told import mark

from selon.ledger.days import EARLIEST, LATEST
from selon.show.timeline import as_timeline, day_range

DAY = date(2024, 5, 1).toordinal()


def test_nothing_gives_nothing() -> None:
    assert as_timeline([]) == ()
    assert as_timeline([mark(first_day=None, last_day=None, published=None)]) == ()


def test_a_day_a_stretch_and_a_publication_are_counted_apart() -> None:
    bins = as_timeline(
        [
            mark(1, first_day=DAY, last_day=DAY),
            mark(2, first_day=DAY, last_day=DAY + 3),
            mark(3, first_day=None, last_day=None, published="2024-05-02"),
        ]
    )
    assert [item.first for item in bins] == [date(2024, 5, 1 + number) for number in range(4)]
    assert [item.exact for item in bins] == [1, 0, 0, 0]
    assert [item.spread for item in bins] == [0.25] * 4
    assert [item.untold for item in bins] == [0, 1, 0, 0]


@pytest.mark.parametrize("length", [1, 50, 159, 161, 4000, 60_000])
def test_every_claim_is_counted_once_and_bins_follow_each_other(length: int) -> None:
    marks = [
        mark(number, first_day=DAY + number * length // 40, last_day=DAY + number * length // 40 + number % 5)
        for number in range(41)
    ]
    bins = as_timeline(marks)
    assert len(bins) <= 161
    assert sum(item.exact + item.spread + item.untold for item in bins) == pytest.approx(41, abs=0.2)
    assert all(before.last < after.first for before, after in zip(bins, bins[1:], strict=False))


def test_open_ends_and_what_lies_far_off_do_not_stretch_the_days() -> None:
    assert day_range([(EARLIEST, DAY), (DAY, LATEST), (DAY + 2, DAY + 2), (200, 300)]) == (DAY, DAY + 2)
    bins = as_timeline([mark(1, first_day=EARLIEST, last_day=DAY), mark(2, first_day=DAY, last_day=DAY + 1)])
    assert len(bins) == 2
