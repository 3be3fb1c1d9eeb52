"""A reading: one report and what was read in it."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.attribution import Attribution
from selon.model.claim import Claim
from selon.model.report import Report


@dataclass(frozen=True, slots=True)
class Reading:
    """One report, its claims in the order of their triggers, and its attributions in the order of the text."""

    report: Report
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...] = ()
