"""The description of the API is whole: every route told, with examples, with every error in the one shape."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.serve.desk import Desk

from selon.serve.errors import CODES

DEPLOYMENT = Path(__file__).parents[2] / "docs" / "api.md"


def described(desk: Desk) -> dict[str, Any]:
    found: dict[str, Any] = desk.client.get("/api/openapi.json").json()
    return found


def operations(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def has_example(schema: dict[str, Any], content: dict[str, Any]) -> bool:
    shape = content.get("schema", {})
    if "$ref" in shape:
        shape = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]]
    return "example" in content or "examples" in shape


def test_every_route_tells_what_it_is_for_and_shows_examples(open_to_all: Desk) -> None:
    schema = described(open_to_all)
    assert len(operations(schema)) >= 25
    for name, operation in operations(schema):
        assert operation["description"], name
        for parameter in operation.get("parameters", ()):
            assert parameter["description"], (name, parameter["name"])
            assert parameter.get("examples") or parameter["schema"].get("examples"), (name, parameter["name"])
        if body := operation.get("requestBody"):
            assert all(has_example(schema, content) for content in body["content"].values()), name
        good = [answer for status, answer in operation["responses"].items() if status.startswith("2")]
        assert good, name
        for answer in good:
            assert answer["content"], name
            assert all(has_example(schema, content) for content in answer["content"].values()), name


def test_every_error_has_the_one_shape(open_to_all: Desk) -> None:
    for name, operation in operations(described(open_to_all)):
        told = {status: answer for status, answer in operation["responses"].items() if status >= "4"}
        assert {"401", "403", "421", "422", "500", "503"} <= told.keys(), name
        for answer in told.values():
            assert answer["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Refused"}, name


def test_every_route_and_error_is_in_the_documentation(open_to_all: Desk) -> None:
    page = DEPLOYMENT.read_text(encoding="utf-8")
    for name, _ in operations(described(open_to_all)):
        assert f"| `{name}` |" in page, name
    for code, (status, meaning) in CODES.items():
        assert f"| `{code}` | {status} | {meaning} |" in page, code
