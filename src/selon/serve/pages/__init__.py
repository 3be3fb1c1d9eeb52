"""The pages' routers, one page a file; the list is by hand."""

from __future__ import annotations

from selon.serve.pages import drawn_marks, exports, incidents, language, overview, places, reports, search, sources

ROUTERS = tuple(
    page.router for page in (overview, search, incidents, reports, sources, places, exports, drawn_marks, language)
)
