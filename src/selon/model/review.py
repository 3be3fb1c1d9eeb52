"""A review: what a person says of how a claim was read; by whom, when, why. The reading itself stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from selon.model.bounds import bounds_of
from selon.model.claim import CERTAINTIES, KINDS, POLARITIES
from selon.model.corrected import is_point, is_quantity
from selon.model.errors import WrongValue

REVIEWS = ("accept", "correct", "reject")
# The parts of a claim that can be corrected, and the words that some of them must be one of.
CORRECTABLE = ("kind", "polarity", "certainty", "source", "agent", "target", "place", "point", "time", "quantity")
_KNOWN = {"kind": KINDS, "polarity": POLARITIES, "certainty": CERTAINTIES}
LONGEST = 500  # signs of a corrected part


@dataclass(frozen=True, slots=True)
class Review:
    """`verdict` is one of REVIEWS of the claim of that id; `at` is a time in ISO 8601.

    `correction` maps parts of the claim (CORRECTABLE) to what they should be, as text: a time as EDTF, the place's
    point as `LAT,LON,KM`, a quantity in digits (`≥ 12 soldiers`), an empty text for what the report does not say. Only
    a `correct` has one.
    """

    claim: str
    verdict: str
    by: str
    why: str
    at: str
    correction: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decision:
    """What the reviews of one claim come to: the newest of them, and the one whose correction stands, if any.

    To accept says that the reading is right as it stands, corrected or not. To reject says that it is no such claim:
    it counts no longer, until it is accepted or corrected.
    """

    newest: Review
    correction: Review | None

    @property
    def rejected(self) -> bool:
        """Whether the claim counts no longer."""
        return self.newest.verdict == "reject"


def decide(reviews: Sequence[Review]) -> Decision | None:
    """What reviews of one claim, the oldest first, come to; None for none."""
    if not reviews:
        return None
    correction = next((review for review in reversed(reviews) if review.verdict == "correct"), None)
    return Decision(reviews[-1], correction)


def check_review(review: Review) -> None:
    """WrongValue where the review is none: an unknown verdict or part, a correction that says nothing."""
    if review.verdict not in REVIEWS:
        raise WrongValue("", f"review {review.verdict!r}: must be one of {', '.join(REVIEWS)}")
    if bool(review.correction) != (review.verdict == "correct"):
        raise WrongValue(
            "", f"review {review.verdict!r}: a correction goes with 'correct' alone, and that one needs it"
        )
    for part, value in review.correction.items():
        if part not in CORRECTABLE:
            raise WrongValue("", f"correction of {part!r}: can be corrected: {', '.join(CORRECTABLE)}")
        if len(value) > LONGEST:
            raise WrongValue("", f"correction of {part!r}: is longer than {LONGEST} signs")
        if part in _KNOWN and value not in _KNOWN[part]:
            raise WrongValue("", f"correction of {part!r}: {value!r} is none; known are {', '.join(_KNOWN[part])}")
        if part == "time" and value and bounds_of(value) is None:
            raise WrongValue("", f"correction of 'time': {value!r} is no EDTF date or interval, such as 2023-06-04")
        if part == "point" and value and not is_point(value):
            raise WrongValue("", f"correction of 'point': {value!r} is no LAT,LON or LAT,LON,KM, such as 48.59,38,2")
        if part == "quantity" and value and not is_quantity(value):
            told = f"correction of 'quantity': {value!r} must begin with its number in digits: 12 soldiers, ≥ 30, 10–15"
            raise WrongValue("", told)
