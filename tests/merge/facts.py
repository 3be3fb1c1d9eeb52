"""Claims as merging sees them, written short: what a test does not say is usual."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from selon.merge.told import Count, Spot, Told
from selon.model.folding import fold

ARDEN = Spot("arden", 48.0, 38.0, 5.0, "x:1")
BRYN = Spot("bryn", 49.5, 38.0, 5.0, "x:2")  # 167 km north of Arden
PROVINCE = Spot("arden province", 48.2, 38.1, 80.0, "x:3")
NUMBERS = count(1)


def day(written: str) -> tuple[int, int]:
    ordinal = date.fromisoformat(written).toordinal()
    return ordinal, ordinal


def people(low: float | None, high: float | None, scope: str = "") -> Count:
    return Count(frozenset({"people"}), scope, low, high)


def told(kind: str, **fields: Any) -> Told:
    """A claim; `source` without a `stance` says, an empty source is the outlet's own voice."""
    number = next(NUMBERS)
    source = fold(fields.pop("source", ""))
    usual: dict[str, Any] = {
        "id": f"c_{number:016x}",
        "report": "r_1",
        "start": number * 100,
        "sentence": number * 100,
        "kind": kind,
        "polarity": "affirmed",
        "certainty": "certain",
        "source": source,
        "stance": "say" if source else "",
        "said_by": (source,),
        "speaks_for": frozenset(),
        "agent": frozenset(),
        "target": frozenset(),
        "doer": "",
        "parties": frozenset(),
        "spot": ARDEN,
        "days": None,
        "counts": (),
        "names": frozenset(),
        "manners": frozenset(),
        "recalled": False,
        "rejects": False,
        "partial": False,
        "own": False,
        "published": day("2024-05-02"),
    }
    return Told(**(usual | fields))
