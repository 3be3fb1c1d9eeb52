"""What event codebooks want and claims do not say in their terms: whole numbers of dead, days, degrees of precision.

A view: the claim keeps its own bounds, and the rules here are the codebooks', lowest number first.
"""

from __future__ import annotations

from typing import NamedTuple

from selon.ledger.days import EARLIEST, LATEST, Days, days_of
from selon.model.claim import Actor, Claim
from selon.model.mentions import Place, Quantity

TOLD = ("certain", "reported")  # what is planned, urged, possible or conditional is told as no event

# The bounds that the contract gives to words of number, and the number that coders write for them.
WORDS: dict[tuple[float | None, float | None], int] = {(24, 99): 12, (40, 99): 20, (200, 999): 100, (2000, 9999): 1000}
WORDS_TOLD = "dozens = 12, scores = 20, hundreds = 100, thousands = 1000, several = 3"

# Relations as the model writes them, in English words whatever the report's language.
PART_OF, BETWEEN, BORDER = " part of", "between", "on the border with"

SPOT_KM, NEAR_KM, DISTRICT_KM, PROVINCE_KM = 15, 25, 50, 200


class Dead(NamedTuple):
    """The lowest and highest number of dead."""

    low: int
    high: int


def is_event(claim: Claim) -> bool:
    """Whether a claim tells that something happened, and not that it did not, will, may or should."""
    return claim.polarity == "affirmed" and claim.certainty in TOLD


def count_dead(claim: Claim) -> Dead | None:
    """The dead of a claim of deaths, by its first number of people; None where it gives none."""
    counted = [quantity for quantity in claim.quantities if quantity.unit is None and _lowest(quantity) is not None]
    if claim.kind != "kill" or not counted:
        return None
    low, high = _lowest(counted[0]) or 0, counted[0].high
    return Dead(low, max(low, int(high)) if high is not None else low)


def known_days(claim: Claim, most: int) -> Days | None:
    """First and last day, where they are `most` days or fewer; an open or longer time is not coded."""
    days = days_of(claim.time.edtf) if claim.time else None
    if days is None or days[0] <= EARLIEST or days[1] >= LATEST or days[1] - days[0] >= most:
        return None
    return days


def known_place(claim: Claim) -> Place | None:
    """The place, where a gazetteer gave it a point."""
    place = claim.place
    return place if place and place.latitude is not None and place.longitude is not None else None


def name_actor(actor: Actor | None, place: Place | None) -> str | None:
    """An actor's name, or the words it is written in; a target that is the place itself is no actor."""
    if actor is None or (place and actor.span == place.span):
        return None
    return actor.name or actor.span.text


def _lowest(quantity: Quantity) -> int | None:
    """The number that coders write: the lowest that is meant, and their own for words of number."""
    word = WORDS.get((quantity.low, quantity.high)) if quantity.comparator == "about" else None
    low = quantity.low if quantity.low is not None else quantity.high
    return word if word is not None or low is None else int(low)
