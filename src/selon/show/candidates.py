"""The places that a name may mean, as plain rows."""

from __future__ import annotations

from selon.resolve.place_candidates import Weighed
from selon.show.claims import Row


def as_candidate_row(name: str, weighed: Weighed) -> Row:
    """One candidate for a name: degrees (WGS 84), radius in km, score and the reasons for it, strongest first."""
    place = weighed.candidate
    return {
        "text": name,
        "name": place.name,
        "gazetteer_id": place.id,
        "feature": place.feature,
        "country": place.country,
        "region": place.region,
        "lat": place.latitude,
        "lon": place.longitude,
        "radius_km": place.radius_km,
        "population": place.population,
        "score": weighed.score,
        "reasons": list(weighed.reasons),
    }
