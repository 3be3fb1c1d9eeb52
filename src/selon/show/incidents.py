"""Incidents and disputes as plain rows, in the shapes that other tools and the score read."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from selon.model.bounds import Bounds
from selon.model.incident import Copy, Dispute, Incident

Row = dict[str, Any]


def as_incident_row(incident: Incident) -> Row:
    """An incident with its versions and the ids of its disputes."""
    return {
        "id": incident.id,
        "claims": list(incident.claims),
        "kind": incident.kind,
        "where": asdict(incident.where) if incident.where else None,
        "when": as_days(incident.when),
        "reports": list(incident.reports),
        "versions": [asdict(version) for version in incident.versions],
        "disputes": [dispute.id for dispute in incident.disputes],
        "part_of": incident.part_of,
    }


def as_dispute_row(dispute: Dispute) -> Row:
    """A dispute: on what, the claims of its two sides, how strong, and why it is nothing milder."""
    return {
        "id": dispute.id,
        "on": dispute.on,
        "a": list(dispute.a),
        "b": list(dispute.b),
        "strength": dispute.strength,
        "reasons": list(dispute.reasons),
        "incident": dispute.incident,
    }


def as_copy_row(copy: Copy) -> Row:
    """A passage and where it was taken from."""
    return asdict(copy)


def as_days(bounds: Bounds | None) -> Row | None:
    """The earliest and the latest day of a time."""
    if bounds is None:
        return None
    return {"first": _day(bounds.earliest_start), "last": _day(bounds.latest_end)}


def tell_when(bounds: Bounds | None) -> str:
    """The days of a time in a few signs; empty where none is known."""
    days = as_days(bounds)
    if days is None:
        return ""
    first, last = days["first"] or "…", days["last"] or "…"
    return first if first == last else f"{first} to {last}"


def tell_incident(incident: Incident) -> str:
    """An incident in a few words: its id, kind, place and days."""
    where = f" at {incident.where.name}" if incident.where else ""
    return f"{incident.id}: {incident.kind}{where} {tell_when(incident.when)}".rstrip()


def _day(day: date | None) -> str | None:
    return None if day is None or day in (date.min, date.max) else day.isoformat()
