"""A claim as people corrected it: the parts that a correction names in its words, everything else as it was read.

Spans stay those of the report: a part that is put right keeps the words it was read in, or gets the words of the
sentence that say so; where the sentence has none, those of the trigger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from selon.model.attribution import Source
from selon.model.claim import Actor, Claim
from selon.model.mentions import Interval, Place, Quantity
from selon.model.span import Span

USUAL_KM = 2.0  # how far off a point may be that was given without a radius: a village
POINT = re.compile(r"(-?\d{1,2}(?:\.\d{1,9})?),(-?\d{1,3}(?:\.\d{1,9})?)(?:,(\d{1,5}(?:\.\d{1,3})?))?")
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,12}(?:\.\d{1,6})?"
_QUANTITY = re.compile(rf"([≈≥≤><]?)\s*({_NUMBER})(?:\s*[–-]\s*({_NUMBER}))?(?:\s+(\S.*))?", re.DOTALL)
_COMPARATORS = {"": "exact", "≈": "about", "≥": "at_least", "≤": "at_most", ">": "more_than", "<": "less_than"}


def parts_of(claim: Claim) -> dict[str, str]:
    """The parts of a claim that can be corrected, as text, as they stand in it."""
    place, time, quantity = claim.place, claim.time, claim.quantities[0] if claim.quantities else None
    return {
        "kind": claim.kind,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "source": claim.sources[0].name if claim.sources else "",
        "agent": (claim.agent.name or claim.agent.span.text) if claim.agent else "",
        "target": (claim.target.name or claim.target.span.text) if claim.target else "",
        "place": place.name if place else "",
        "point": point_text(place.latitude, place.longitude, place.radius_km) if place else "",
        "time": (time.edtf or "") if time else "",
        "quantity": _quantity_text(quantity) if quantity else "",
    }


def point_text(latitude: float | None, longitude: float | None, radius_km: float | None) -> str:
    """A point as a correction writes it, `LAT,LON,KM`; empty where it is not known."""
    if latitude is None or longitude is None:
        return ""
    return ",".join(f"{value:.5f}".rstrip("0").rstrip(".") for value in (latitude, longitude, radius_km or USUAL_KM))


def is_point(written: str) -> bool:
    """Whether it is a point of the earth, `LAT,LON` or `LAT,LON,KM`."""
    match = POINT.fullmatch(written)
    return match is not None and abs(float(match[1])) <= 90 and abs(float(match[2])) <= 180


def is_quantity(written: str) -> bool:
    """Whether it is a number in digits with what is counted, as `12 soldiers`, `≥ 30`, `10–15 dead`."""
    return _QUANTITY.fullmatch(written) is not None


def as_corrected(claim: Claim, correction: Mapping[str, str]) -> Claim:
    """The claim with the parts of the correction, which `check_review` has found right."""
    read = parts_of(claim)
    given = {part: value for part, value in correction.items() if value != read.get(part)}
    return replace(
        claim,
        kind=given.get("kind", claim.kind),
        polarity=given.get("polarity", claim.polarity),
        certainty=given.get("certainty", claim.certainty),
        sources=_sources(claim, given["source"]) if "source" in given else claim.sources,
        agent=_actor(claim, claim.agent, given["agent"]) if "agent" in given else claim.agent,
        target=_actor(claim, claim.target, given["target"]) if "target" in given else claim.target,
        place=_place(claim, given) if "place" in given or "point" in given else claim.place,
        time=_time(claim, given["time"]) if "time" in given else claim.time,
        quantities=_quantities(claim, given["quantity"]) if "quantity" in given else claim.quantities,
    )


def _words(claim: Claim, written: str, read: Span | None) -> Span:
    """The words of the sentence that say so, else those it was read in, else the trigger."""
    found = claim.sentence.text.find(written)
    if found >= 0:
        start = claim.sentence.start + found
        return Span(start, start + len(written), written)
    return read or claim.trigger


def _sources(claim: Claim, name: str) -> tuple[Source, ...]:
    if not name:
        return claim.sources[1:]
    if claim.sources:
        inner, *outer = claim.sources
        return (replace(inner, name=name, mention=_words(claim, name, inner.mention)), *outer)
    return (Source(name, "say", "indirect", _words(claim, name, None), claim.trigger),)


def _actor(claim: Claim, read: Actor | None, name: str) -> Actor | None:
    if not name:
        return None
    span = _words(claim, name, read.span if read else None)
    return Actor(span, None if span.text == name else name)


def _place(claim: Claim, given: Mapping[str, str]) -> Place | None:
    read = claim.place
    name = given.get("place", read.name if read else "")
    if not name:
        return None
    # Another name is another place: what was known of the old one says nothing of it.
    kept = read if read is not None and name == read.name else None
    span = kept.span if kept else _words(claim, name, read.span if read else None)
    latitude, longitude, radius = _point(given["point"]) if "point" in given else _known(kept)
    return Place(span, name, latitude, longitude, radius, relation=kept.relation if kept else None)


def _known(place: Place | None) -> tuple[float | None, float | None, float | None]:
    return (place.latitude, place.longitude, place.radius_km) if place else (None, None, None)


def _point(written: str) -> tuple[float | None, float | None, float | None]:
    match = POINT.fullmatch(written)
    if match is None:
        return None, None, None
    return float(match[1]), float(match[2]), float(match[3]) if match[3] else USUAL_KM


def _time(claim: Claim, edtf: str) -> Interval | None:
    if not edtf:
        return None
    return Interval(claim.time.span if claim.time else claim.trigger, "DATE", edtf)


def _quantities(claim: Claim, written: str) -> tuple[Quantity, ...]:
    first, others = (claim.quantities[0] if claim.quantities else None), claim.quantities[1:]
    match = _QUANTITY.fullmatch(written)
    if not written:
        return others
    if match is None:
        return claim.quantities  # said before numbers had to be in digits
    comparator = "range" if match[3] else _COMPARATORS[match[1]]
    low = _value(match[2])
    high = _value(match[3]) if match[3] else low
    made = Quantity(
        span=_words(claim, written, first.span if first else None),
        head=first.head if first else 0,
        low=None if comparator in ("at_most", "less_than") else low,
        high=None if comparator in ("at_least", "more_than") else high,
        comparator=comparator,
        of=match[4],
    )
    return made, *others


def _value(written: str) -> float:
    return float(re.sub(r"[ \u00a0\u202f]", "", written))


def _quantity_text(quantity: Quantity) -> str:
    """A number in signs and digits where it has bounds, else its words."""
    low, high = quantity.low, quantity.high
    signs = {comparator: sign for sign, comparator in _COMPARATORS.items()}
    sign = signs.get(quantity.comparator, "")
    if low is not None and high is not None:
        number = f"{low:.12g}" if low == high else f"{low:.12g}–{high:.12g}"
        told = f"{sign} {number}" if sign and low == high else number
    elif low is not None:
        told = f"{sign or '≥'} {low:.12g}"
    elif high is not None:
        told = f"{sign or '≤'} {high:.12g}"
    else:
        told = quantity.span.text
    return f"{told} {quantity.of}" if quantity.of else told
