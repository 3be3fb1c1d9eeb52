"""Asking for incidents and disputes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Select, and_, func, select

from selon.ledger.days import Days
from selon.ledger.find import Circle, Query, distance_km, find_keys
from selon.ledger.incident_rows import as_copy, as_dispute, as_incident
from selon.ledger.merge_tables import copies, disputes, incident_claims, incidents
from selon.ledger.tables import claims
from selon.model.errors import StopRun
from selon.model.incident import Copy, Dispute, Incident

AT_ONCE = 400
DEGREE_KM = 111.2


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """What is asked for; every field that is given must hold.

    `kinds` are of the incident, `on` the matters of a dispute; `disputed` alone asks for any dispute. `claims` is a
    query of which at least one claim must fit. `order` is `disputed` (the strongest dispute first), `reports` (the
    most told first) or `newest` (the latest day first). `after` is the id after which to go on.
    """

    kinds: tuple[str, ...] = ()
    on: tuple[str, ...] = ()
    disputed: bool = False
    near: Circle | None = None
    days: Days | None = None
    reports: int = 1
    claims: Query | None = None
    order: str = "disputed"
    after: str | None = None
    limit: int | None = 50
    ids: tuple[str, ...] = ()


ALL_INCIDENTS = IncidentQuery(limit=None)
ORDERS = {
    "disputed": (incidents.c.disputed.desc(), incidents.c.reports.desc(), incidents.c.id),
    "reports": (incidents.c.reports.desc(), incidents.c.disputed.desc(), incidents.c.id),
    "newest": (incidents.c.last_day.desc(), incidents.c.id),
}


def find_incidents(connection: Connection, query: IncidentQuery) -> list[Incident]:
    """The incidents that fit, in the order asked for."""
    rows = connection.execute(_selected(connection, query)).mappings()
    kept, passed = list[Any](), query.after is None
    for row in rows:
        if not passed:
            passed = row["id"] == query.after
            continue
        near = query.near
        if near and distance_km((row["latitude"], row["longitude"]), (near.latitude, near.longitude)) > near.km:
            continue
        kept.append(row)
        if len(kept) == query.limit:
            break
    return _with_disputes(connection, kept)


def _selected(connection: Connection, query: IncidentQuery) -> Select[Any]:
    wanted = select(incidents).order_by(*ORDERS[query.order])
    if query.kinds:
        wanted = wanted.where(incidents.c.kind.in_(query.kinds))
    if query.reports > 1:
        wanted = wanted.where(incidents.c.reports >= query.reports)
    if query.disputed:
        wanted = wanted.where(incidents.c.disputed > 0)
    if query.on:
        told = select(disputes.c.incident).where(disputes.c.matter.in_(query.on))
        wanted = wanted.where(incidents.c.id.in_(told))
    if query.days is not None:
        wanted = wanted.where(incidents.c.first_day <= query.days[1], incidents.c.last_day >= query.days[0])
    if query.near is not None:
        high = query.near.km / DEGREE_KM
        wanted = wanted.where(incidents.c.latitude.between(query.near.latitude - high, query.near.latitude + high))
    ids = set(query.ids)
    if query.claims is not None:
        ids |= _holding(connection, find_keys(connection, query.claims))
    if query.claims is not None or query.ids:
        wanted = wanted.where(incidents.c.id.in_(sorted(ids)))
    return wanted


def _holding(connection: Connection, keys: Sequence[int]) -> set[str]:
    """The incidents that hold any of the claims of those keys."""
    found: set[str] = set()
    for start in range(0, len(keys), AT_ONCE):
        wanted = select(incident_claims.c.incident).join(claims, claims.c.id == incident_claims.c.claim)
        found.update(connection.execute(wanted.where(claims.c.key.in_(keys[start : start + AT_ONCE]))).scalars())
    return found


def get_incident(connection: Connection, name: str) -> Incident:
    """The incident of that id or its beginning; StopRun where there is none, telling which has taken its place."""
    begins = and_(incidents.c.id >= name, incidents.c.id < f"{name}g")
    rows = connection.execute(select(incidents).where(begins).limit(2)).mappings().all()
    if name.startswith("i_") and len(rows) == 1:
        return _with_disputes(connection, rows)[0]
    if len(rows) > 1:
        raise StopRun(f"{name}: begins several ids; write more of it")
    instead = replaced_by(connection, name)
    raise StopRun(f"{name}: there is no such incident" + (f"; its claims are in {instead} now" if instead else ""))


def replaced_by(connection: Connection, name: str) -> str | None:
    """The incident that holds the claim by which a former one was named."""
    claim = "c_" + name.removeprefix("i_")
    return connection.execute(select(incident_claims.c.incident).where(incident_claims.c.claim == claim)).scalar()


def incidents_of(connection: Connection, claim_ids: Iterable[str]) -> dict[str, str]:
    """For each of those claims that is in an incident, the incident's id."""
    ids, found = sorted(set(claim_ids)), dict[str, str]()
    for start in range(0, len(ids), AT_ONCE):
        wanted = select(incident_claims).where(incident_claims.c.claim.in_(ids[start : start + AT_ONCE]))
        found.update((claim, incident) for claim, incident in connection.execute(wanted))
    return found


def find_disputes(connection: Connection, query: IncidentQuery) -> list[Dispute]:
    """The disputes of the incidents that fit, the strongest first, of the matters that are asked for."""
    found = {
        dispute.id: dispute
        for incident in find_incidents(connection, query)
        for dispute in incident.disputes
        if not query.on or dispute.on in query.on
    }
    return sorted(found.values(), key=lambda dispute: (-dispute.strength, dispute.on, dispute.id))


def get_dispute(connection: Connection, name: str) -> Dispute | None:
    """The dispute of that id or its beginning."""
    begins = and_(disputes.c.id >= name, disputes.c.id < f"{name}g")
    row = connection.execute(select(disputes).where(begins).limit(1)).mappings().first()
    if row is None:
        return None
    dispute = as_dispute(row)
    return _placed(dispute, incidents_of(connection, [*dispute.a, *dispute.b]))


def merged_state(connection: Connection) -> str:
    """Another text when the incidents are others: how many there are, and sums over what each of them tells."""
    told = (func.count(), func.sum(incidents.c.claims), func.sum(func.length(incidents.c.body)))
    strength = select(func.count(), func.sum(disputes.c.strength), func.sum(func.length(disputes.c.body)))
    sums = (*connection.execute(select(*told)).one(), *connection.execute(strength).one())
    return " ".join(f"{value or 0:.6f}" for value in sums)


def copies_among(connection: Connection, report_ids: Sequence[str]) -> list[Copy]:
    """The copies between any two of those reports."""
    wanted = select(copies.c.body).where(copies.c.report.in_(report_ids), copies.c.origin.in_(report_ids))
    return [as_copy(body) for body in connection.execute(wanted).scalars()]


def _with_disputes(connection: Connection, rows: Sequence[Any]) -> list[Incident]:
    """The incidents of rows: with their own disputes, and those that stand between them and others of one report."""
    found = list[Incident]()
    for start in range(0, len(rows), AT_ONCE):
        part = rows[start : start + AT_ONCE]
        ids = [row["id"] for row in part]
        wanted = select(disputes).where(disputes.c.incident.in_(ids)).order_by(disputes.c.incident, disputes.c.id)
        own: dict[str, list[Dispute]] = {}
        for name, group in groupby(connection.execute(wanted).mappings(), key=lambda row: row["incident"]):
            own[name] = [as_dispute(row) for row in group]
        made = [as_incident(row, tuple(own.get(row["id"], ()))) for row in part]
        beside = _beside(connection, sorted({report for incident in made for report in incident.reports}))
        claims = [claim for told in beside.values() for dispute in told for claim in (*dispute.a, *dispute.b)]
        of = incidents_of(connection, claims) if claims else {}
        found += [_and_beside(incident, beside, of) for incident in made]
    return found


def _beside(connection: Connection, reports: Sequence[str]) -> dict[str, list[Dispute]]:
    """The disputes that stand between incidents, by the report in which they do."""
    found: dict[str, list[Dispute]] = {}
    for start in range(0, len(reports), AT_ONCE):
        part = reports[start : start + AT_ONCE]
        wanted = select(disputes).where(disputes.c.report.in_(part), disputes.c.report != "")
        for row in connection.execute(wanted.order_by(disputes.c.id)).mappings():
            found.setdefault(row["report"], []).append(as_dispute(row))
    return found


def _and_beside(incident: Incident, beside: Mapping[str, Sequence[Dispute]], of: dict[str, str]) -> Incident:
    near = [dispute for report in incident.reports for dispute in beside.get(report, ())]
    if not near and len(incident.disputes) < 2:
        return incident  # as nearly all are
    inside = set(incident.claims)
    known = {(dispute.on, claim) for dispute in incident.disputes for claim in (*dispute.a, *dispute.b)}
    kept = [
        _placed(dispute, of)
        for dispute in near
        if inside & {*dispute.a, *dispute.b}
        and not all((dispute.on, claim) in known for claim in (*dispute.a, *dispute.b))
    ]
    return _sorted(incident, (*incident.disputes, *kept))


def _placed(dispute: Dispute, of: dict[str, str]) -> Dispute:
    return dispute if dispute.incident else replace(dispute, incident=of.get(dispute.a[0], ""))


def _sorted(incident: Incident, found: Iterable[Dispute]) -> Incident:
    ordered = sorted(found, key=lambda dispute: (-dispute.strength, dispute.on, dispute.id))
    return replace(incident, disputes=tuple(ordered))
