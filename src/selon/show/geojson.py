"""Claims of a ledger as GeoJSON features (RFC 7946): a point where a place is known, the flat row as properties."""

from __future__ import annotations

from selon.ledger.held import Held
from selon.model.claim import Claim
from selon.show.claims import Row
from selon.show.columns import as_flat_row


def as_feature(held: Held, claim: Claim) -> Row:
    """One claim; the geometry is null where no gazetteer knows its place."""
    row = as_flat_row(held, claim)
    latitude, longitude = row.pop("lat"), row.pop("lon")
    known = latitude is not None and longitude is not None
    return {
        "type": "Feature",
        "id": claim.id,
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]} if known else None,
        "properties": row,
    }
