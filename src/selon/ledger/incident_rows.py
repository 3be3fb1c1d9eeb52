"""Incidents, disputes and copies as rows and back."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from selon.ledger.chain import Row
from selon.ledger.rows import load_body
from selon.model.bounds import Bounds
from selon.model.incident import Copy, Dispute, Incident, Passage, Version, Where


def as_incident_row(incident: Incident, beside: float = 0.0) -> dict[str, Any]:
    """An incident as a row; its disputes have rows of their own. `beside` is the strongest that it has with another."""
    where, when = incident.where, incident.when
    body = {
        "claims": incident.claims,
        "where": asdict(where) if where else None,
        "when": [_day(day) for day in (when.earliest_start, when.latest_start, when.earliest_end, when.latest_end)]
        if when
        else None,
        "versions": [asdict(version) for version in incident.versions],
        "reports": incident.reports,
    }
    return {
        "id": incident.id,
        "kind": incident.kind,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "radius_km": where.radius_km if where else None,
        "parties": " ".join(incident.parties),
        "part_of": incident.part_of,
        "first_day": when.earliest_start.toordinal() if when and when.earliest_start else None,
        "last_day": when.latest_end.toordinal() if when and when.latest_end else None,
        "claims": len(incident.claims),
        "reports": len(incident.reports),
        "disputed": max([beside, *(dispute.strength for dispute in incident.disputes)]),
        "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
    }


def as_incident(row: Row, disputes: tuple[Dispute, ...]) -> Incident:
    """The incident of a row, with the disputes of theirs."""
    body = load_body(row["body"])
    return Incident(
        id=row["id"],
        claims=tuple(body["claims"]),
        kind=row["kind"],
        where=Where(**body["where"]) if body["where"] else None,
        when=Bounds(*(date.fromisoformat(day) if day else None for day in body["when"])) if body["when"] else None,
        versions=tuple(_version(version) for version in body["versions"]),
        disputes=disputes,
        reports=tuple(body["reports"]),
        part_of=row["part_of"] or None,
        parties=tuple(row["parties"].split()),
    )


def _version(body: dict[str, Any]) -> Version:
    return Version(
        body["id"],
        tuple(body["claims"]),
        tuple(body["sources"]),
        tuple(body["origins"]),
        body["witnesses"],
        body["first"],
        body["last"],
    )


def as_dispute_row(dispute: Dispute, report: str = "") -> dict[str, Any]:
    """A dispute as a row: of its incident, or of the report in which it stands between incidents."""
    body = {"a": dispute.a, "b": dispute.b, "reasons": dispute.reasons}
    return {
        "id": dispute.id,
        "matter": dispute.on,
        "strength": dispute.strength,
        "incident": dispute.incident,
        "report": report,
        "body": json.dumps(body, ensure_ascii=False, separators=(",", ":")),
    }


def as_dispute(row: Row) -> Dispute:
    """The dispute of a row."""
    body = load_body(row["body"])
    sides = tuple(body["a"]), tuple(body["b"])
    return Dispute(row["id"], row["matter"], *sides, row["strength"], tuple(body["reasons"]), row["incident"])


def as_copy_row(copy: Copy) -> dict[str, Any]:
    """A copy as a row of the report that copies."""
    return {
        "report": copy.copy.report,
        "start": copy.copy.start,
        "origin": copy.origin.report,
        "origin_start": copy.origin.start,
        "body": json.dumps(
            {
                "copy": (copy.copy.report, copy.copy.start, copy.copy.end),
                "origin": (copy.origin.report, copy.origin.start, copy.origin.end),
                "words": copy.words,
                "share": copy.share,
                "agency": copy.agency,
                "reasons": copy.reasons,
            },
            ensure_ascii=False,
        ),
    }


def as_copy(body: str) -> Copy:
    """The copy of a row's body."""
    fields = json.loads(body)
    fields["copy"], fields["origin"] = Passage(*fields["copy"]), Passage(*fields["origin"])
    return Copy(**{**fields, "reasons": tuple(fields["reasons"])})


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
