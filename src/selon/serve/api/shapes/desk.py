"""The server itself: errors, who is signed in, whether all is well, what the ledger holds, its chain."""

from __future__ import annotations

from pydantic import Field

from selon.serve.api.shapes.decisions import Retired
from selon.serve.api.shapes.words import Shape, example

_ERROR = {
    "status": 404,
    "code": "not_found",
    "message": "c_0000000000000000: is not in the ledger",
    "details": [],
    "retired": [],
    "replaced_by": [],
}


class Detail(Shape):
    """Which field is wrong, and how."""

    where: str
    message: str


class Error(Shape):
    """What is wrong, in words, with a code that does not change."""

    model_config = example(_ERROR)

    status: int
    code: str
    message: str
    details: list[Detail]
    retired: list[Retired]
    replaced_by: list[str]


class Refused(Shape):
    """Every error of the server."""

    model_config = example({"error": _ERROR})

    error: Error


class Health(Shape):
    """That the server answers and can read its ledger."""

    model_config = example({"status": "ok", "version": "0.1.0"})

    status: str
    version: str


class SignIn(Shape):
    """The name and password of an account."""

    model_config = example({"name": "ana", "password": "correct horse battery"})

    name: str = Field(min_length=1, max_length=200)
    password: str = Field(min_length=1, max_length=1000)


class Session(Shape):
    """Who is signed in; `csrf` goes into the header `X-CSRF-Token` of each change made by a session."""

    model_config = example({"name": "ana", "role": "reviewer", "csrf": "5d41402abc4b2a76…", "auth": True})

    name: str | None
    role: str
    csrf: str | None
    auth: bool


class Entry(Shape):
    """One link of the chain; `rows` is how many rows it added."""

    number: int
    at: str
    what: str
    subject: str
    rows: int
    hash: str


class Entries(Shape):
    """A page of the chain, newest first."""

    model_config = example(
        {
            "items": [
                {
                    "number": 7,
                    "at": "2024-06-01T12:00:00Z",
                    "what": "reading",
                    "subject": "d_0c2b51d94e778f3a0c2b51d9",
                    "rows": 19,
                    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                }
            ],
            "next": None,
        }
    )

    items: list[Entry]
    next: str | None


class Stats(Shape):
    """How much the ledger holds, and of what."""

    model_config = example(
        {
            "rows": {"claims": 66},
            "standing": 66,
            "kinds": {"kill": 9},
            "certainties": {"certain": 40},
            "outlets": {"The Steppe Monitor": 1},
            "languages": {"en": 3},
            "bytes": 262144,
        }
    )

    rows: dict[str, int]
    standing: int
    kinds: dict[str, int]
    certainties: dict[str, int]
    outlets: dict[str, int]
    languages: dict[str, int]
    bytes: int
