"""A run: what a reading depends on beside its report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Run:
    """The program's version, the version of its language data, and the settings and packages that decide a reading.

    Two runs that agree in all of these are one and the same: nothing of when or where is in it.
    """

    version: str
    language_data: str
    settings: Mapping[str, str] = field(default_factory=dict)
    packages: Mapping[str, str] = field(default_factory=dict)
