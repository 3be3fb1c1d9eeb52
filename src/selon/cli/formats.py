"""The forms in which claims are written: a head, one piece a report, a foot."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

from rich.console import Console

from selon.cli.page import page_foot, page_head, page_section
from selon.cli.table import draw_legend, draw_table
from selon.model.reading import Reading
from selon.show.claims import Row, as_claim_row

_LINE_ENDS = re.compile("[\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Screen:
    """What a table is drawn for: its columns, whether it shows colours, whether it shows the claims' ids."""

    width: int = 100
    colour: bool = False
    ids: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """How a run's output begins, how each report follows, how it ends."""

    head: Callable[[Screen], str]
    one: Callable[[Reading, Screen], str]
    foot: Callable[[Screen], str]


def screen_width() -> int | None:
    """The columns of the terminal that standard output goes to; None where it goes elsewhere."""
    return Console().width if sys.stdout.isatty() else None


def as_line(row: Row) -> str:
    """A row as one line of JSON; what some readers take for a line's end is escaped."""
    line = json.dumps(row, ensure_ascii=False, allow_nan=False)
    return _LINE_ENDS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", line) + "\n"


def _lines(reading: Reading, screen: Screen) -> str:
    return "".join(as_line(as_claim_row(claim, reading.report.text)) for claim in reading.claims)


def _page(reading: Reading, screen: Screen) -> str:
    _lines(reading, screen)  # checks every span; a page shows none that is wrong
    return page_section(reading)


def _table(reading: Reading, screen: Screen) -> str:
    _lines(reading, screen)
    return draw_table(reading, width=screen.width, colour=screen.colour, ids=screen.ids)


def _nothing(screen: Screen) -> str:
    return ""


FORMATS = {
    "table": Format(_nothing, _table, lambda screen: draw_legend(colour=screen.colour)),
    "jsonl": Format(_nothing, _lines, _nothing),
    "html": Format(lambda screen: page_head(), _page, lambda screen: page_foot()),
}
