"""Pages of lists without keys: they go on behind the id that came last."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query, Request

from selon.serve.api.openapi import shown
from selon.serve.api.shapes.words import Text

_MEANING = "The id after which to go on: as in `next`."
After = Annotated[Text | None, Query(description=_MEANING, openapi_examples=shown("i_0105353f0c73bfb1"))]


def next_after(request: Request, last: str | None) -> str | None:
    """The address of the page behind that id."""
    if last is None:
        return None
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    return f"{request.url.path}?{urlencode([*query, ('after', last)])}"
