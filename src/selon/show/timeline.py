"""How many claims fall on which days: those that name it, those whose bounds hold it, those only published then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from selon.ledger.marks import Mark
from selon.show.marks import mark_days

MOST_BINS = 160
WIDTHS = (1, 7, 30.4375, 91.3125, 365.25, 3652.5)  # days: day, week, month, quarter, year, ten years
FAR = 200  # years around the others beyond which a day is left out: open ends, and Caesar in a report on Gaul


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of days: `first` to `last`, both in it, and how many claims fall into it.

    `exact` claims lie in it whole. `spread` is the sum of the shares that others, which may have happened in or out
    of it, have in it. `untold` are claims without a time whose reports were published then.
    """

    first: date
    last: date
    exact: int
    spread: float
    untold: float


def as_timeline(marks: Iterable[Mark], most: int = MOST_BINS) -> tuple[Bin, ...]:
    """The bins in order, as narrow as `most` of them allow, from the first day told to the last; empty for no day."""
    spans = [(*days, mark.first_day is not None) for mark in marks if (days := mark_days(mark))]
    bounds = day_range([(first, last) for first, last, _ in spans])
    if bounds is None:
        return ()
    start, end = bounds
    width = next((width for width in WIDTHS if (end - start + 1) / width <= most), WIDTHS[-1])
    count = min(int((end - start) / width) + 1, 4 * most)
    sums = [[0, 0.0, 0.0] for _ in range(count)]
    for first, last, told in spans:
        for number, share in _shares(max(first, start), min(last, end), start, width, count):
            if not told:
                sums[number][2] += share
            elif share == 1:
                sums[number][0] += 1
            else:
                sums[number][1] += share
    return tuple(
        Bin(
            date.fromordinal(start + round(number * width)),
            date.fromordinal(max(start + round((number + 1) * width) - 1, start + round(number * width))),
            int(exact),
            round(spread, 3),
            round(untold, 3),
        )
        for number, (exact, spread, untold) in enumerate(sums)
    )


def day_range(spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The first and the last day on which anything may have happened, without open ends and what lies far off."""
    ends = sorted(day for span in spans for day in span if 0 < day <= date.max.toordinal())
    if not ends:
        return None
    middle = ends[len(ends) // 2]
    near = [day for day in ends if abs(day - middle) <= FAR * 365]
    return near[0], near[-1]


def _shares(first: int, last: int, start: int, width: float, count: int) -> Iterator[tuple[int, float]]:
    """Which bins a stretch of days falls into, and with which share of its days."""
    if last < first:
        return
    length = last - first + 1
    low, high = int((first - start) / width), min(int((last - start) / width), count - 1)
    if low == high:
        yield low, 1.0
        return
    for number in range(low, high + 1):
        begins, ends = start + number * width, start + (number + 1) * width
        yield number, max(0.0, min(ends, last + 1) - max(begins, first)) / length
