"""The API's routers, one subject a file; the list is by hand."""

from __future__ import annotations

from selon.serve.api import (
    chain,
    claims,
    disputes,
    health,
    incidents,
    jobs,
    judgements,
    maps,
    reports,
    reviews,
    session,
    timeline,
)

ROUTERS = tuple(
    part.router
    for part in (
        claims,
        maps,
        timeline,
        reports,
        jobs,
        incidents,
        disputes,
        judgements,
        reviews,
        chain,
        session,
        health,
    )
)
