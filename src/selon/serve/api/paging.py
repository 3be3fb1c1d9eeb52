"""Pages of lists that are made anew with the ledger: cut behind the id that came last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Query, Request

from selon.model.incident import Dispute, Incident
from selon.serve.api.shapes.words import Text

After = Annotated[Text | None, Query(description="The id after which to go on: as in `next`.", examples=["i1"])]


def cut_page(request: Request, found: Sequence[Incident | Dispute], after: str | None, limit: int) -> dict[str, Any]:
    """The items behind `after`, from the first on where it is not among them, and the address of the page after."""
    place = next((number for number, item in enumerate(found, start=1) if item.id == after), 0) if after else 0
    part = found[place : place + limit]
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    more = place + limit < len(found)
    onward = f"{request.url.path}?{urlencode([*query, ('after', part[-1].id)])}" if more else None
    return {"items": [asdict(item) for item in part], "next": onward}
