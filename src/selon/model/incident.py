"""Incidents: what several claims are judged to be about, how they tell it, and where they cannot both hold."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.bounds import Bounds

DISPUTED = ("happened", "who", "how_many", "where", "when", "what", "rejection")


@dataclass(frozen=True, slots=True)
class Where:
    """A point (decimal degrees, WGS 84), how far off it may be, and the name by which it is known."""

    name: str
    latitude: float | None
    longitude: float | None
    radius_km: float | None


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report, by the report's id and code points into its text."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Copy:
    """A passage taken from another report, or by both from one agency.

    `words` counts the words of the copy, `share` is how many of them stand in the origin too (0 to 1). `agency` is
    the one that either names.
    """

    copy: Passage
    origin: Passage
    words: int
    share: float
    agency: str | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Why two claims are, or are not, about one happening: a score (above 0 for, below 0 against) and its reasons."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """Claims of an incident that tell it alike.

    `claims` are ids, `sources` the innermost sources by name (an outlet's own voice by the outlet's), `origins` the
    reports in which this wording is told first, `witnesses` how many distinct sources tell it through distinct
    origins. `first` and `last` are the publication dates (EDTF) between which it was seen.
    """

    id: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    witnesses: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Dispute:
    """What the claims of `a` and of `b` say that cannot both hold: `on` is one of DISPUTED, `strength` 0 to 1.

    `reasons` say why it is a dispute and nothing milder. `incident` is where most of `a` stands.
    """

    id: str
    on: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    strength: float
    reasons: tuple[str, ...]
    incident: str


@dataclass(frozen=True, slots=True)
class Incident:
    """Claims judged to be about one happening and its direct results.

    `kind` is that of the happening, `where` and `when` as most of the claims tell them. `part_of` is the incident
    that this one is a part of. `parties` are those of the doers that its claims name. `reports` are the reports in
    which it is told.
    """

    id: str
    claims: tuple[str, ...]
    kind: str
    where: Where | None
    when: Bounds | None
    versions: tuple[Version, ...]
    disputes: tuple[Dispute, ...]
    reports: tuple[str, ...]
    part_of: str | None = None
    parties: tuple[str, ...] = ()
