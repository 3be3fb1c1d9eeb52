"""Answers of the API: JSON with a tag that changes when the ledger or the question does."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Request, Response
from pydantic_core import PydanticSerializationError, to_json

from selon.ledger.ledger import Ledger
from selon.serve.state import TheLedger

FORMAT = 1  # changes when the same ledger is to be answered in another form


class NotModified(Exception):
    """The asker has the answer already."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def tag_of(ledger: Ledger, request: Request) -> str:
    """The entity tag: of the ledger's last entry and of all that is asked."""
    asked = f"{FORMAT} {ledger.head()} {request.url.path}?{request.url.query}"
    return f'"{sha256(asked.encode("utf-8", "surrogateescape")).hexdigest()[:32]}"'


def fresh_tag(request: Request, ledger: TheLedger) -> str:
    """The tag; NotModified, without any further work, where the asker has that answer."""
    tag = tag_of(ledger, request)
    if _is_known(request, tag):
        raise NotModified(tag)
    return tag


def _is_known(request: Request, tag: str) -> bool:
    known = {part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")}
    return tag in known or "*" in known


Tag = Annotated[str, Depends(fresh_tag)]


def answer(
    data: Any, tag: str | None = None, *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Data as JSON; with a tag it may be kept and asked for again, without one it may not."""
    kept = {"ETag": tag, "Cache-Control": "private, no-cache"} if tag else {"Cache-Control": "no-store"}
    return Response(as_json(data), status, kept | dict(headers or {}), "application/json")


def answer_by_content(request: Request, data: Any) -> Response:
    """Data as JSON with a tag made from itself: for what may change while the record does not."""
    body = as_json(data)
    tag = f'"{sha256(body).hexdigest()[:32]}"'
    if _is_known(request, tag):
        return not_modified(tag)
    return Response(body, 200, {"ETag": tag, "Cache-Control": "private, no-cache"}, "application/json")


def as_json(data: Any) -> bytes:
    """Data as JSON in UTF-8."""
    try:
        return to_json(data)
    except PydanticSerializationError:
        # Half of a surrogate pair, which a report can hold and UTF-8 cannot: escaped, JSON can say it.
        return json.dumps(data, default=str, separators=(",", ":")).encode("ascii")


def not_modified(tag: str) -> Response:
    """Nothing new."""
    return Response(status_code=304, headers={"ETag": tag, "Cache-Control": "private, no-cache"})


def page_of(request: Request, items: Iterable[Any], before: int | None) -> dict[str, Any]:
    """A page of a list: its items, and the address of the next page, None at the end."""
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "before"]
    onward = f"{request.url.path}?{urlencode([*query, ('before', before)])}" if before is not None else None
    return {"items": list(items), "next": onward}
