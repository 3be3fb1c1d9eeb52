"""Claims counted by days, given."""

from __future__ import annotations

from selon.serve.api.shapes.words import Shape, example

BIN = {"first": "2024-03-11", "last": "2024-03-11", "exact": 4, "spread": 0.5, "untold": 2}


class Bin(Shape):
    """A stretch of days: `exact` claims lie in it whole, `spread` sums the shares of those that may, `untold` are
    without a time and were published then.
    """

    model_config = example(BIN)

    first: str
    last: str
    exact: int
    spread: float
    untold: float


class Timeline(Shape):
    """The bins in order, from the first day to the last."""

    model_config = example({"bins": [BIN]})

    bins: list[Bin]
