"""The smallest shapes: words of a fixed list, plain text, ids, dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from selon.languages.known import KNOWN
from selon.model.claim import CERTAINTIES, KINDS, POLARITIES
from selon.model.incident import DISPUTED
from selon.model.judgement import VERDICTS
from selon.model.review import REVIEWS
from selon.serve.auth.accounts import ROLES
from selon.serve.jobs.store import STATES

# A day, a month or a year that the calendar has, but for 29 February in years that have none.
DATE = (
    "^(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})(-((0[13578]|1[02])(-(0[1-9]|[12][0-9]|3[01]))?"
    "|(0[469]|11)(-(0[1-9]|[12][0-9]|30))?|02(-(0[1-9]|1[0-9]|2[0-9]))?))?$"
)


class Shape(BaseModel):
    """A shape that has no other fields than it says."""

    model_config = ConfigDict(extra="forbid")


def example(shown: Any) -> ConfigDict:
    """The configuration of a shape with that example."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [shown]})


def _one_of(known: Sequence[str]) -> Callable[[str], str]:
    def check(written: str) -> str:
        if written not in known:
            raise ValueError(f"{written[:60]!r} is none; known are {', '.join(known)}")
        return written

    return check


def no_null(written: str) -> str:
    """Text without a null character, which PostgreSQL does not hold; ValueError for other text."""
    if "\0" in written:
        raise ValueError("holds a null character")
    return written


def _word(known: Sequence[str]) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "enum": list(known)})


Kind = Annotated[str, AfterValidator(_one_of(KINDS)), _word(KINDS)]
Certainty = Annotated[str, AfterValidator(_one_of(CERTAINTIES)), _word(CERTAINTIES)]
Polarity = Annotated[str, AfterValidator(_one_of(POLARITIES)), _word(POLARITIES)]
Verdict = Annotated[str, AfterValidator(_one_of(VERDICTS)), _word(VERDICTS)]
ReviewVerdict = Annotated[str, AfterValidator(_one_of(REVIEWS)), _word(REVIEWS)]
Role = Annotated[str, AfterValidator(_one_of(ROLES)), _word(ROLES)]
Language = Annotated[str, AfterValidator(_one_of(KNOWN)), _word(KNOWN)]
DisputedOn = Annotated[str, AfterValidator(_one_of(DISPUTED)), _word(DISPUTED)]
State = Annotated[str, AfterValidator(_one_of(STATES)), _word(STATES)]
# No null character: PostgreSQL holds none.
_PLAIN = "^[^\\u0000]*$"
Text = Annotated[
    str,
    AfterValidator(no_null),
    Field(max_length=500),
    WithJsonSchema({"type": "string", "maxLength": 500, "pattern": _PLAIN}),
]
Why = Annotated[
    str,
    AfterValidator(no_null),
    Field(min_length=1, max_length=2000),
    WithJsonSchema({"type": "string", "minLength": 1, "maxLength": 2000, "pattern": _PLAIN}),
]
Date = Annotated[str, Field(pattern=DATE, json_schema_extra={"examples": ["2024-05"]})]
ClaimId = Annotated[str, Field(pattern="^c_[0-9a-f]{16}$", json_schema_extra={"examples": ["c_751d7b66ae134e23"]})]
Key = Annotated[int, Field(ge=0, le=2**62)]
