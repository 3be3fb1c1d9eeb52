"""The application: a ledger and settings in, routes out. Only order, no logic."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.staticfiles import StaticFiles

from selon.ledger.ledger import Ledger
from selon.ledger.runs import this_run
from selon.serve import api, pages
from selon.serve.api.openapi import describe
from selon.serve.auth.accounts import Accounts
from selon.serve.auth.gate import Forgery, Gate
from selon.serve.auth.limits import Guesses, Limiter
from selon.serve.auth.sessions import Sessions
from selon.serve.errors import answer_errors
from selon.serve.guard import Body, Head, Host, Limits, names_of
from selon.serve.headers import Headers
from selon.serve.jobs.store import Jobs
from selon.serve.jobs.work import Tools
from selon.serve.jobs.worker import Worker
from selon.serve.pages.atlas import Atlas
from selon.serve.state import Outside, Server, Streams, place_finder
from selon.settings import Settings

AT_ONCE = 12  # requests that work at the same time: one processor is shared, and the database has so many connections
REPORT_PATH = "/api/reports"


def create_app(ledger: Ledger, settings: Settings, outside: Outside | None = None) -> FastAPI:
    """The application over an open ledger; closing the ledger stays with the caller.

    With `settings.serving.auth` who asks must have an account, and may change things as its role permits; without,
    everybody may read and nobody may change anything.
    """
    app = FastAPI(title="Selon", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_live)
    server = _assemble(ledger, settings, outside or Outside())
    app.state.server, app.state.ledger, app.state.settings = server, ledger, settings
    app.state.atlas = Atlas(ledger, server.outside.clock)
    answer_errors(app, pages.ERROR_PAGE, _methods_of)
    for router in (*api.ROUTERS, *pages.ROUTERS):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=str(files("selon.serve") / "static")), name="static")
    describe(app)
    _guard(app, server)
    return app


def _assemble(ledger: Ledger, settings: Settings, outside: Outside) -> Server:
    jobs = Jobs(ledger)
    return Server(
        ledger=ledger,
        settings=settings,
        outside=outside,
        accounts=Accounts(ledger, outside.passwords()),
        sessions=Sessions(ledger, outside.draw),
        guesses=Guesses(outside.clock),
        postings=Limiter(120, 60, outside.clock),
        jobs=jobs,
        worker=Worker(ledger, jobs, _tools(settings, outside), outside.pool),
        streams=Streams(),
        find_place=place_finder(settings),
    )


def _tools(settings: Settings, outside: Outside) -> Tools:
    return Tools(
        ledger=settings.ledger,
        run=this_run(settings.gazetteer, settings.pipelines),
        gazetteer=settings.gazetteer,
        cache=settings.cache,
        pipelines=dict(settings.pipelines),
        report_limit=settings.report_limit,
        page_limit=settings.page_limit,
        allow_private=outside.allow_private,
    )


def _methods_of(path: str) -> list[str]:
    """The methods that a path has: FastAPI names those of one route alone."""
    found: set[str] = set()
    for route in (route for router in (*api.ROUTERS, *pages.ROUTERS) for route in router.routes):
        if isinstance(route, APIRoute) and route.path_regex.match(path):
            found |= set(route.methods or ())
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


def _guard(app: FastAPI, server: Server) -> None:
    """What a request goes through, the innermost first."""
    serving = server.settings.serving
    # Each sign of a page may take two bytes and more in JSON.
    limits = Limits({REPORT_PATH: 2 * server.settings.page_limit + 10_000}, seconds=server.outside.body_seconds)
    app.add_middleware(Forgery)
    app.add_middleware(Body, limits=limits)
    app.add_middleware(Gate, sessions=server.sessions if serving.auth else None, routes=lambda: app.router.routes)
    app.add_middleware(Host, names=names_of(serving.host, serving.names))
    app.add_middleware(Head)
    app.add_middleware(Headers, serving=serving)


@asynccontextmanager
async def _live(app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = AT_ONCE
    worker = app.state.server.worker
    worker.start()
    yield
    worker.stop()
