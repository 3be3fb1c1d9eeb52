"""A judgement: whether two claims are about the same happening; by whom, when, why."""

from __future__ import annotations

from dataclasses import dataclass

VERDICTS = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True)
class Judgement:
    """`left` and `right` are ids of claims; `verdict` is one of VERDICTS; `at` is a time in ISO 8601."""

    left: str
    right: str
    verdict: str
    by: str
    why: str
    at: str
