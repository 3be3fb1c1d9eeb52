"""What the ledger's commands share: a ledger that must be there, and lists as a table or lines of JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from selon.cli import options
from selon.cli.formats import as_line
from selon.ledger.ledger import Ledger
from selon.show.reading import one_line

PLAIN_WIDTH = 160  # columns, where the output goes to no terminal


def open_existing(url: str | None) -> Ledger:
    """The ledger of the option or the settings; StopRun where there is none."""
    settings = options.settle(ledger=url)
    return Ledger(settings.ledger, make=False, clock=settings.now)


def use_utf8() -> None:
    """Write UTF-8 and plain line ends, whatever the machine's habits."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")


def write_rows(rows: Iterable[Any], columns: Sequence[str], format: str) -> None:
    """Write dataclasses, as a table of those columns or one JSON object a line."""
    use_utf8()
    if format == "jsonl":
        for row in rows:
            sys.stdout.write(as_line(asdict(row)))
        return
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold", no_wrap=column in ("id", "at", "hash", "number"))
    for row in rows:
        table.add_row(*(Text(_cell(getattr(row, column))) for column in columns))
    console = Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, markup=False)
    console.print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else one_line(str(value))
