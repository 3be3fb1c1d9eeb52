"""A review: what a person says of how a claim was read; by whom, when, why. The reading itself stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from selon.model.bounds import bounds_of
from selon.model.claim import CERTAINTIES, KINDS, POLARITIES
from selon.model.errors import WrongValue

REVIEWS = ("accept", "correct", "reject")
# The parts of a claim that can be corrected, and the words that some of them must be one of.
CORRECTABLE = ("kind", "polarity", "certainty", "source", "agent", "target", "place", "time", "quantity")
_KNOWN = {"kind": KINDS, "polarity": POLARITIES, "certainty": CERTAINTIES}
LONGEST = 500  # signs of a corrected part


@dataclass(frozen=True, slots=True)
class Review:
    """`verdict` is one of REVIEWS of the claim of that id; `at` is a time in ISO 8601.

    `correction` maps parts of the claim (CORRECTABLE) to what they should be, as text: a time as EDTF, an empty text
    for what the report does not say. Only a `correct` has one.
    """

    claim: str
    verdict: str
    by: str
    why: str
    at: str
    correction: Mapping[str, str] = field(default_factory=dict)


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
