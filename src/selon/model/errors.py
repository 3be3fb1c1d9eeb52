"""What can go wrong.

SelonError
├── SkipReport      this report cannot be read; the others go on
└── StopRun         nothing sensible can go on
    ├── WrongValue  what was asked or given is no value of its kind
    ├── NotHeld     the ledger holds nothing of that id
    ├── Busy        the ledger cannot be reached now; the same may go well later
    └── ReadOnly    the ledger can be read and not be written
"""


class SelonError(Exception):
    """Expected trouble; its message names the file, the place in it and the way out."""


class SkipReport(SelonError):
    """One report cannot be read; it is counted, listed at the end, and the others are read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.name = name
        self.reason = reason


class StopRun(SelonError):
    """The run cannot go on: a wrong option, a missing model, an unreadable gazetteer."""


class WrongValue(StopRun):
    """What was asked or given is no value of its kind; `field` is its name, where it has one."""

    def __init__(self, field: str, told: str) -> None:
        super().__init__(f"--{field}: {told}" if field else told)
        self.field = field
        self.told = told


class NotHeld(StopRun):
    """The ledger holds nothing of that id."""


class Busy(StopRun):
    """The ledger cannot be reached now: locked by another program, or its server is away."""


class ReadOnly(StopRun):
    """The ledger can be read and not be written: its file, its folder or its user may not."""
