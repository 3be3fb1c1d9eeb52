"""Incidents and marks to show, and a ledger whose claims they are about."""

from __future__ import annotations

from typing import Any

from tests.ledger.reports import RUN, english, french

from selon.ledger.ledger import Ledger
from selon.ledger.marks import Mark
from selon.model.incident import Dispute, Incident, Version, Where

KILL, SEIZE, OTHER_SEIZE, SAY = "c_0123456789abcdef", f"c_{1:016x}", f"c_{2:016x}", f"c_a{1:015x}"


def fill(ledger: Ledger) -> Ledger:
    """Three reports with five claims."""
    ledger.add(english(1), english(2), french(), run=RUN)
    return ledger


def mark(number: int = 1, **known: Any) -> Mark:
    """A claim as it is drawn."""
    usual = Mark(
        key=number,
        id=f"c_{number:016x}",
        report="r_1",
        outlet="The Courier",
        published="2024-05-01",
        kind="kill",
        certainty="certain",
        negated=False,
        confidence=0.8,
        source="the mayor",
        place="Izium",
        latitude=49.2,
        longitude=37.3,
        radius_km=5,
        first_day=738_900,
        last_day=738_900,
    )
    return usual._replace(**known)


def dispute(a: tuple[str, ...], b: tuple[str, ...], on: str = "what", strength: float = 0.7) -> Dispute:
    """What two sides say that cannot both hold."""
    return Dispute(f"x_{a[0][2:]}", on, a, b, strength, ("a reason",), "i_1")


def version(name: str, *claims: str, sources: tuple[str, ...] = ("the mayor",), witnesses: int = 1) -> Version:
    """Claims that tell it alike."""
    return Version(name, claims, sources, ("r_1",), witnesses, "2024-05-01", "2024-05-02")


def incident(*claims: str, name: str = "i_1", disputes: tuple[Dispute, ...] = (), **known: Any) -> Incident:
    """An incident whose claims are versions of their own, unless others are given."""
    versions = known.pop("versions", tuple(version(f"v_{claim}", claim) for claim in claims))
    usual = {"kind": "kill", "where": Where("Izium", 49.2, 37.3, 5), "when": None, "reports": ("r_1",)}
    return Incident(id=name, claims=claims, versions=versions, disputes=disputes, **{**usual, **known})
