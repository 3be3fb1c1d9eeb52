"""What a build of a gazetteer is doing, on standard error: a bar on a terminal, a line for each step elsewhere."""

from __future__ import annotations

import sys
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn


class BuildBar:
    """Shows nothing until it is told something: most runs find their gazetteer built."""

    def __init__(self) -> None:
        self._what = ""
        self._task: TaskID | None = None
        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=Console(stderr=True, markup=False), transient=True)

    def __enter__(self) -> BuildBar:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._task is not None:
            self._bar.stop()

    def tell(self, what: str, done: int, total: int) -> None:
        """Show how much of a step is done, in any unit; 0 of 0 where that is not known."""
        new = what != self._what
        self._what = what
        if not sys.stderr.isatty():
            if new:
                print(f"gazetteer: {what}", file=sys.stderr)
            return
        if new:
            if self._task is not None:
                self._bar.remove_task(self._task)
            self._task = self._bar.add_task(f"gazetteer: {what}", total=None)
            self._bar.start()
        if total and self._task is not None:
            self._bar.update(self._task, completed=done, total=total)
