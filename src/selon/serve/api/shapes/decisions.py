"""What people say of claims: judgements on two, reviews of one, retirements; given and taken."""

from __future__ import annotations

from pydantic import Field

from selon.model.review import CORRECTABLE, LONGEST
from selon.serve.api.shapes.words import ClaimId, ReviewVerdict, Shape, Text, Verdict, Why, example

_BY = {"by": "ana", "why": "both tell of the depot at El Obeid", "at": "2024-06-01T12:00:00Z"}
_CLAIMS = {"left": "c_751d7b66ae134e23", "right": "c_8f3a0c2b51d94e77"}
JUDGED = {"id": "j_8f3a0c2b51d94e778f3a0c2b", **_CLAIMS, "verdict": "same", **_BY}
REVIEWED = {
    "id": "v_8f3a0c2b51d94e778f3a0c2b",
    "claim": "c_751d7b66ae134e23",
    "verdict": "correct",
    "correction": {"place": "Nyzhnia Balka"},
    "by": "ana",
    "why": "the village below, as the headline says",
    "at": "2024-06-01T12:00:00Z",
}


class Retired(Shape):
    """What was taken out of view, by whom, when and why."""

    subject: str
    by: str
    why: str
    at: str


class Reason(Shape):
    """Why something is retired."""

    model_config = example({"why": "the agency withdrew it"})

    why: Why


class Judgement(Shape):
    """Whether two claims are about the same happening."""

    model_config = example({**_CLAIMS, "verdict": "same", "why": _BY["why"]})

    left: ClaimId
    right: ClaimId
    verdict: Verdict
    why: Why


class Judged(Shape):
    """A judgement as it is kept."""

    model_config = example(JUDGED)

    id: str
    left: str
    right: str
    verdict: str
    by: str
    why: str
    at: str


class JudgedPage(Shape):
    """A page of judgements, newest first."""

    model_config = example({"items": [JUDGED], "next": None})

    items: list[Judged]
    next: str | None


class Review(Shape):
    """What a reviewer says of how a claim was read; a `correction` goes with `correct` alone, which needs it."""

    model_config = example({name: REVIEWED[name] for name in ("claim", "verdict", "correction", "why")})

    claim: ClaimId
    verdict: ReviewVerdict
    why: Why
    correction: dict[str, Text] = Field(
        default_factory=dict,
        description=f"What parts of the claim should be, at most {LONGEST} signs each: {', '.join(CORRECTABLE)}.",
    )


class Reviewed(Shape):
    """A review as it is kept."""

    model_config = example(REVIEWED)

    id: str
    claim: str
    verdict: str
    correction: dict[str, str]
    by: str
    why: str
    at: str


class ReviewedPage(Shape):
    """A page of reviews, newest first."""

    model_config = example({"items": [REVIEWED], "next": None})

    items: list[Reviewed]
    next: str | None


class Done(Shape):
    """What was done: the id of what is kept of it."""

    model_config = example({"id": "j_8f3a0c2b51d94e778f3a0c2b"})

    id: str
