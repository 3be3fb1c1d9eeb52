"""What a time is read against, and how long a duration is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selon.resolve.edtf import Point

Parts = Mapping[str, str]
_ISO_UNITS = {"E": "Y", "C": "Y", "K": "D", "I": "M"}
_ISO_TIMES = {"E": 10, "C": 100, "K": 2}


@dataclass(frozen=True, slots=True)
class Now:
    """What a time is read against: publication, the last time named, and the tense around it."""

    published: Point | None
    anchor: Point | None
    history: bool
    tense: str

    @property
    def base(self) -> Point | None:
        """Where *here and now* is: publication, or in a history the last time named."""
        return (self.anchor or self.published) if self.history else self.published

    @property
    def last(self) -> Point | None:
        """The last time named, else publication."""
        return self.anchor or self.published

    @property
    def here(self) -> Point | None:
        """Where *last month* and *ago* are counted from: nowhere where publication is not known."""
        return self.base if self.published else None


def counted(parts: Parts) -> tuple[str, str]:
    """How many of which unit; `X` for *several*."""
    count = (parts.get("n") or parts.get("some") or "1").lstrip("~")
    if "and_half" in parts and count != "X":
        count = f"{float(count) + 0.5:g}"
    return count, parts.get("unit", "D")


def is_loose(parts: Parts) -> bool:
    """Whether the count is only about right (*about two weeks*, *une dizaine de jours*)."""
    return "near" in parts or parts.get("some", "").startswith("~")


def iso_duration(count: str, unit: str) -> str:
    """An ISO 8601 duration; `X` stands for a number that is not told."""
    number = count if count == "X" else f"{float(count) * _ISO_TIMES.get(unit, 1):.12g}"
    return f"P{'T' if unit in 'HIS' else ''}{number}{_ISO_UNITS.get(unit, unit)}"
