"""Jobs: how far posted reports have come, asked for or told as it happens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from selon.model.errors import NotHeld, StopRun
from selon.serve.api.answers import answer_by_content, page_of
from selon.serve.api.asked import Limit
from selon.serve.api.openapi import UNCHANGED, Responses, errors, router_of, shown
from selon.serve.api.shapes.reports import Job as JobShape
from selon.serve.api.shapes.reports import JobsPage
from selon.serve.api.shapes.words import Key
from selon.serve.errors import as_refusal, too_many
from selon.serve.jobs.store import OVER, Job, as_moment
from selon.serve.state import Server, TheServer

router = router_of("jobs")

LOOK_EVERY, SPEAK_EVERY = 0.4, 15.0  # seconds
MOST_SECONDS = 600.0  # of one stream; a browser then asks again by itself
MOST_STREAMS = 100
Id = Annotated[
    str, Path(description="A job's id.", openapi_examples=shown("w_2f0c9b1e5a7d4e6f8091a2b3"), max_length=80)
]
Before = Annotated[
    Key | None, Query(description="The number after which to go on: as in `next`.", openapi_examples=shown(7))
]
_EVENTS: dict[str, Any] = {
    "text/event-stream": {
        "schema": {
            "type": "object",
            "properties": {name: {"type": "string"} for name in ("id", "event", "data")},
            "required": ["data"],
        },
        "example": 'id: 1\nevent: progress\ndata: {"id": "w_2f0c9b1e5a7d4e6f8091a2b3", "state": "running"}\n\n',
    }
}

_STREAM: Responses = {
    200: {"content": _EVENTS, "description": "server-sent events: `progress` as it comes, `over` at the end"}
}


def as_job_row(job: Job) -> dict[str, Any]:
    """A job as the API gives it."""
    return {
        "id": job.id,
        "state": job.state,
        "form": job.posted.form,
        "url": job.posted.url,
        "by": job.by,
        "made": as_moment(job.made),
        "changed": as_moment(job.changed),
        "steps": list(job.told.steps),
        "reports": list(job.told.reports),
        "skipped": list(job.told.skipped),
    }


@router.get("/api/jobs", response_model=JobsPage, responses=UNCHANGED | errors())
def list_jobs(request: Request, server: TheServer, before: Before = None, limit: Limit = 100) -> Response:
    """Jobs, newest first."""
    found = server.jobs.page(limit, before)
    onward = found[-1].number if len(found) == limit else None
    return answer_by_content(request, page_of(request, map(as_job_row, found), onward))


@router.get("/api/jobs/{job}", response_model=JobShape, responses=UNCHANGED | errors("not_found"))
def show_job(request: Request, server: TheServer, job: Id) -> Response:
    """How far a job has come."""
    return answer_by_content(request, as_job_row(_find(server, job)))


@router.get(
    "/api/jobs/{job}/events",
    response_class=StreamingResponse,
    responses=_STREAM | errors("not_found", "too_many"),
)
async def tell_job(request: Request, server: TheServer, job: Id) -> Response:
    """A job's progress as server-sent events; each holds the job as `GET /api/jobs/{job}` gives it."""
    found = await run_in_threadpool(_find, server, job)
    if server.streams.count >= MOST_STREAMS:
        raise too_many("too many streams are open", 5)
    events = _events(request, server, found)
    return StreamingResponse(events, media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def _find(server: Server, job_id: str) -> Job:
    found = server.jobs.find(job_id)
    if found is None:
        raise NotHeld(f"{job_id}: there is no such job")
    return found


async def _events(request: Request, server: Server, job: Job) -> AsyncIterator[str]:
    """The job whenever it has changed, a word now and then for those between, `over` at the end."""
    shown, silent, open_for = "", 0.0, 0.0
    with server.streams.one_more():
        while not await request.is_disconnected():
            row = json.dumps(as_job_row(job))
            if row != shown:
                name = "over" if job.state in OVER else "progress"
                yield f"id: {len(job.told.steps)}\nevent: {name}\ndata: {row}\n\n"
                shown, silent = row, 0.0
            elif silent >= SPEAK_EVERY:
                yield ": still here\n\n"
                silent = 0.0
            if job.state in OVER or open_for >= MOST_SECONDS:
                return
            await asyncio.sleep(LOOK_EVERY)
            silent, open_for = silent + LOOK_EVERY, open_for + LOOK_EVERY
            try:
                job = await run_in_threadpool(_find, server, job.id)
            except StopRun as error:
                # The answer has begun; what is wrong can only be told inside it.
                yield f"event: trouble\ndata: {json.dumps(as_refusal(error).detail)}\n\n"
                return
