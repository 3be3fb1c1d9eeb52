"""What the stages need of a gazetteer: candidates for a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a gazetteer knows under a name.

    `country` is an ISO 3166-1 alpha-2 code; `feature` one of country, region, district, city, town,
    village, water, other; `population` 0 where unknown; `radius_km` how far its border may lie.
    """

    id: str
    name: str
    latitude: float
    longitude: float
    feature: str
    country: str
    region: str
    population: int
    radius_km: float


class Gazetteer(Protocol):
    """Names to candidates; names are folded (case, accents, apostrophes, hyphens) before look-up."""

    def find(self, name: str) -> tuple[Candidate, ...]:
        """All places of that name, best known first; empty where there is none."""
        ...

    def knows(self, name: str) -> bool:
        """Whether any place has that name."""
        ...

    def find_like(self, name: str) -> tuple[Candidate, ...]:
        """Places whose names sound like this one (other transliterations), best known first."""
        ...

    def country(self, code: str) -> Candidate | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        ...

    def capital(self, code: str) -> Candidate | None:
        """The capital of the country of an ISO 3166-1 alpha-2 code."""
        ...
