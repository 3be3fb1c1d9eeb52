"""The API's routers, one subject a file; the list is by hand."""

from __future__ import annotations

from selon.serve.api import claims, reports

ROUTERS = (claims.router, reports.router)
