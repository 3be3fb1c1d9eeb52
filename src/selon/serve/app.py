"""The application: a ledger and settings in, routes out. Only order, no logic."""

from __future__ import annotations

from importlib.resources import files

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from selon.ledger.ledger import Ledger
from selon.serve import api, pages
from selon.settings import Settings


def create_app(ledger: Ledger, settings: Settings) -> FastAPI:
    """The application over an open ledger; closing the ledger stays with the caller."""
    app = FastAPI(title="Selon", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.ledger = ledger
    app.state.settings = settings
    for router in (*api.ROUTERS, *pages.ROUTERS):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(files("selon.serve") / "static")), name="static")
    return app
