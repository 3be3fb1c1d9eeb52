"""Claims as the contract's rows straight from what is kept of them, for long lists: no model between, no bytes loaded.

A page of a hundred claims is made so in a few milliseconds. The rows are those of `show.held.as_held_row`, key by
key and value by value; a test holds the two together.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from selon.ledger.decided import decisions, select_claims
from selon.ledger.rows import as_claim_of, load_body
from selon.ledger.tables import KEYS, claims, documents, reports
from selon.model.claim import Claim
from selon.model.corrected import parts_of
from selon.model.review import Decision, Review

Row = dict[str, Any]


def take_rows(connection: Connection, keys: Sequence[int]) -> Iterator[Row]:
    """The rows of those claims: documents in the order of the keys, the claims of each in the order of its text."""
    numbers = {key // KEYS for key in keys}
    wanted = select(
        documents.c.number,
        documents.c.about,
        documents.c.text,
        reports.c.id,
        reports.c.outlet,
        reports.c.published,
        reports.c.url,
    ).join(reports, reports.c.number == documents.c.report)
    origins: dict[int, tuple[Row, str, str]] = {}
    for number, about, text, *origin in connection.execute(wanted.where(documents.c.number.in_(numbers))):
        named = dict(zip(("report", "outlet", "published", "url"), origin, strict=True))
        origins[number] = named, load_body(about)["name"], zlib.decompress(text).decode("utf-8", "surrogatepass")
    rows = connection.execute(select_claims().where(claims.c.key.in_(keys))).mappings().all()
    kept, said = {row["key"]: row for row in rows}, decisions(connection, rows)
    order = {number: place for place, number in enumerate(dict.fromkeys(key // KEYS for key in keys))}
    for key in sorted(keys, key=lambda key: (order[key // KEYS], key)):
        named, name, text = origins[key // KEYS]
        row = kept[key]
        told = _as_row(row["id"], name, load_body(row["corrected"] or row["body"]), text)
        yield told | named | as_decision_row(said.get(row["id"]), _read(row, text))


def as_decision_row(decision: Decision | None, read: Claim | None) -> Row:
    """What was decided of a claim: its newest review, and what was corrected, each part as read and as it is now."""
    if decision is None:
        return {"review": None, "correction": None}
    correction = decision.correction
    parts = parts_of(read) if read is not None else {}
    return {
        "review": {"verdict": decision.newest.verdict, **_by(decision.newest)},
        "correction": {
            **_by(correction),
            "parts": {part: {"read": parts.get(part, is_now), "now": is_now} for part, is_now in _parts(correction)},
        }
        if correction
        else None,
    }


def _by(review: Review) -> Row:
    return {"by": review.by, "at": review.at, "why": review.why}


def _parts(review: Review) -> list[tuple[str, str]]:
    return sorted(review.correction.items())


def _read(row: Mapping[Any, Any], text: str) -> Claim | None:
    """A corrected claim as it was read."""
    return as_claim_of(row["id"], row["body"], text, "") if row["corrected"] else None


def _as_row(claim_id: str, name: str, kept: Mapping[str, Any], text: str) -> Row:
    def cut(ends: Sequence[int]) -> Row:
        start, end = ends
        return {"text": text[start:end], "start": start, "end": end}

    def cut_if(ends: Sequence[int] | None) -> Row | None:
        return cut(ends) if ends else None

    def actor(of: Mapping[str, Any] | None) -> Row | None:
        return {**cut(of["span"]), "name": of.get("name")} if of else None

    place, time = kept.get("place"), kept.get("time")
    return {
        "id": claim_id,
        "document": name,
        "sentence": cut(kept["sentence"]),
        "trigger": cut(kept["trigger"]),
        "kind": kept["kind"],
        "polarity": kept["polarity"],
        "certainty": kept["certainty"],
        "sources": [
            {
                "name": source["name"],
                "stance": source["stance"],
                "form": source["form"],
                "mention": cut_if(source.get("mention")),
                "cue": cut(source["cue"]),
            }
            for source in kept.get("sources", ())
        ],
        "agent": actor(kept.get("agent")),
        "target": actor(kept.get("target")),
        "place": {**cut(place["span"]), **_place(place)} if place else None,
        "time": {**cut(time["span"]), **{name: time.get(name) for name in ("type", "edtf", "value")}} if time else None,
        "quantities": [{**cut(quantity["span"]), **_quantity(quantity)} for quantity in kept.get("quantities", ())],
        "evidence": [_evidence(item, cut) for item in kept.get("evidence", ())],
        "confidence": round(kept["confidence"], 2),
    }


def _place(place: Mapping[str, Any]) -> Row:
    return {
        "name": place["name"],
        "lat": place.get("latitude"),
        "lon": place.get("longitude"),
        "radius_km": _number(place.get("radius_km")),
        "relation": place.get("relation"),
        "gazetteer_id": place.get("gazetteer_id"),
        "rivals": place.get("rivals", 0),
    }


def _quantity(quantity: Mapping[str, Any]) -> Row:
    return {
        "low": _number(quantity.get("low")),
        "high": _number(quantity.get("high")),
        "comparator": quantity["comparator"],
        "of": quantity.get("of"),
        "unit": quantity.get("unit"),
    }


def _evidence(item: Mapping[str, Any], cut: Any) -> Row:
    medium, credit = (cut(item[name]) if item.get(name) else None for name in ("medium", "credit"))
    return {
        "medium": medium["text"] if medium else None,
        "credit": credit["text"] if credit else None,
        "mentions": [span for span in (medium, credit) if span],
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
