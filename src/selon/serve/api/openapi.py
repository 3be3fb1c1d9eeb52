"""OpenAPI: what FastAPI finds in the routes, and what it cannot: who may ask, and every error's shape."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.models import Example
from fastapi.openapi.utils import get_openapi

from selon.serve.api.answers import NotModified, answer, not_modified
from selon.serve.api.shapes.desk import Refused
from selon.serve.errors import CODES

DESCRIPTION = """\
Who says what happened, where, when, how many, how surely: the claims of a ledger with their sources.

Lists are answered page by page: `next` is the address of the page after, `null` at the end. Answers have an `ETag`;
asked again with `If-None-Match`, an unchanged one is 304. Every error has one shape. Without `--auth` the server is
read-only; with it, send `Authorization: Bearer TOKEN` (`selon user token NAME` makes one).
"""
Responses = dict[int | str, dict[str, Any]]


def errors(*codes: str) -> Responses:
    """The errors that a route may answer, for its description; those that any may answer are among them."""
    every = (*codes, "bad_request", "not_signed_in", "not_permitted", "wrong_host", "wrong_value", "busy", "broken")
    found: dict[int, list[str]] = {}
    for code in dict.fromkeys(every):
        found.setdefault(CODES[code][0], []).append(f"`{code}`: {CODES[code][1]}")
    return {status: {"model": Refused, "description": "; ".join(told)} for status, told in sorted(found.items())}


UNCHANGED: Responses = {304: {"description": "unchanged since the answer of that `ETag`"}}
CHANGES = ("forged", "read_only", "too_slow", "too_large")


def router_of(name: str) -> APIRouter:
    """A router for one subject of the API."""
    return APIRouter(tags=[name])


def shown(value: Any) -> dict[str, Example]:
    """One example of a parameter, as OpenAPI shows it."""
    return {"example": {"value": value}}


def describe(app: FastAPI) -> None:
    """Let the application answer its own description, and unchanged answers."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _describe(app)
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]

    @app.get("/api/openapi.json", include_in_schema=False)
    def give_openapi() -> Response:
        """The description of the API."""
        return answer(app.openapi())

    async def say_unchanged(request: Request, error: Exception) -> Response:
        assert isinstance(error, NotModified)
        return not_modified(error.tag)

    app.add_exception_handler(NotModified, say_unchanged)


def _describe(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(title="Selon", version=version("selon"), description=DESCRIPTION, routes=app.routes)
    parts = schema.setdefault("components", {})
    parts["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
    schema["security"] = [{}, {"bearer": []}]
    for name in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(name, None)
    refused = {"application/json": {"schema": {"$ref": "#/components/schemas/Refused"}}}
    for operation in (operation for methods in schema["paths"].values() for operation in methods.values()):
        for status, told in operation["responses"].items():
            if status >= "4":
                told["content"] = refused  # in JSON, whatever the route's own answers are in
    return schema
