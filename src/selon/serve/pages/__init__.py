"""The pages' routers, one page a file; the list is by hand."""

from __future__ import annotations

from selon.serve.pages import (
    claims,
    drawn_marks,
    exports,
    incidents,
    language,
    login,
    overview,
    places,
    reports,
    review,
    search,
    sources,
)
from selon.serve.pages.missing import error_page

ROUTERS = tuple(
    page.router
    for page in (
        overview,
        search,
        incidents,
        reports,
        claims,
        review,
        sources,
        places,
        exports,
        drawn_marks,
        language,
        login,
    )
)
# What shows an error to a browser that asked for a page.
ERROR_PAGE = error_page
