"""Reports, and the jobs by which posted ones are read."""

from __future__ import annotations

from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, ConfigDict, Field, model_validator

from selon.serve.api.shapes.claims import CLAIM, Claim, ReadingOf
from selon.serve.api.shapes.decisions import Retired
from selon.serve.api.shapes.words import Date, Language, Shape, State, Text, example, no_null

_REPORT = {
    "id": "r_e06b5b59a1231bb5e62fcca9",
    "name": "village-balka-3-en",
    "title": "Ukraine says it is back in Verkhnia Balka",
    "outlet": "The Steppe Monitor",
    "published": "2024-05-27",
    "language": "en",
    "obtained_at": "2024-06-01T12:00:00Z",
    "claims": 11,
    "number": 7,
}
_JOB = {
    "id": "w_2f0c9b1e5a7d4e6f8091a2b3",
    "state": "done",
    "form": "url",
    "url": "https://courier.example/depot",
    "by": "ana",
    "made": "2024-06-01T12:00:00Z",
    "changed": "2024-06-01T12:00:04Z",
    "steps": [{"at": "2024-06-01T12:00:01Z", "told": "fetching"}],
    "reports": [{"id": "r_e06b5b59a1231bb5e62fcca9", "claims": 11, "new": True}],
    "skipped": [],
}


def left_out() -> Any:
    """The value of a field that may be left out, and is never null when it is given."""
    return Field(default=None)


# Nothing but what an address may hold (RFC 3986): no white space, no control signs.
ADDRESS = "^https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%\\[\\]-]+$"


def _is_address(written: str) -> str:
    if not urlsplit(written).hostname:  # which itself refuses brackets around what is no address
        raise ValueError("is no address of the web")
    return written


class Report(Shape):
    """A report in a list: what is known of it, how many of its claims stand, the number of its newest reading."""

    model_config = example(_REPORT)

    id: str
    name: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str
    obtained_at: str
    claims: int
    number: int


class Reports(Shape):
    """A page of reports, newest first."""

    model_config = example({"items": [_REPORT], "next": "/api/reports?before=7"})

    items: list[Report]
    next: str | None


class ReportInFull(Shape):
    """A report with its text and the claims of its newest reading, each span by code points into `text`."""

    model_config = example(
        {
            "id": _REPORT["id"],
            "name": _REPORT["name"],
            "title": _REPORT["title"],
            "outlet": _REPORT["outlet"],
            "author": None,
            "published": _REPORT["published"],
            "edited": None,
            "language": "en",
            "url": None,
            "format": "text",
            "obtained_at": _REPORT["obtained_at"],
            "obtained_from": "village-balka-3-en.txt",
            "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "notes": [],
            "text": "Ukraine says it is back in Verkhnia Balka …",
            "claims": [CLAIM],
            "retired": [],
            "readings": [],
        }
    )

    id: str
    name: str
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    edited: str | None
    language: str
    url: str | None
    format: str
    obtained_at: str
    obtained_from: str
    sha256: str
    notes: list[str]
    text: str
    claims: list[Claim]
    retired: list[Retired]
    readings: list[ReadingOf]


class Posting(Shape):
    """A report to be read, and what is known of it: a `text`, or a page as `html`, or only the `url` of one.

    With a text or page, `url` is where it was found; alone, it is fetched, and never from a private address.
    """

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "The mayor said on Monday that rebels had seized the depot in Izium.",
                    "published": "2024-05-01",
                    "outlet": "The Courier",
                    "language": "en",
                }
            ],
            "anyOf": [{"required": ["text"]}, {"required": ["html"]}, {"required": ["url"]}],
            "not": {"required": ["text", "html"]},
        },
    )

    text: Annotated[str, AfterValidator(no_null), Field(min_length=1)] = left_out()
    html: Annotated[str, AfterValidator(no_null), Field(min_length=1)] = left_out()
    url: Annotated[str, AfterValidator(_is_address), Field(pattern=ADDRESS, max_length=2000)] = left_out()
    published: Date = left_out()
    outlet: Text = left_out()
    language: Language = left_out()
    title: Text = left_out()

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if self.text is not None and self.html is not None:
            raise ValueError("either text or html can be given, not both")
        if self.text is None and self.html is None and self.url is None:
            raise ValueError("one of text, html and url must be given")
        return self


class Step(Shape):
    """What a job came to, and when."""

    at: str
    told: str


class JobReport(Shape):
    """A report that a job added, or found there already."""

    id: str
    claims: int
    new: bool


class Job(Shape):
    """A posted report on its way: `waiting`, `running`, `done`, or `failed` with the reasons in `skipped`."""

    model_config = example(_JOB)

    id: str
    state: State
    form: str
    url: str | None
    by: str
    made: str
    changed: str
    steps: list[Step]
    reports: list[JobReport]
    skipped: list[str]


class JobsPage(Shape):
    """A page of jobs, newest first."""

    model_config = example({"items": [_JOB], "next": None})

    items: list[Job]
    next: str | None
