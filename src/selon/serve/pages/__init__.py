"""The pages' routers, one page a file; the list is by hand."""

from __future__ import annotations

from fastapi import APIRouter

from selon.serve.errors import ErrorPage
from selon.serve.pages import login

ROUTERS: tuple[APIRouter, ...] = (login.router,)
# What shows an error to a browser that asked for a page; without one it gets the JSON.
ERROR_PAGE: ErrorPage | None = None
