"""Threads as plain data and back, so that they can be kept between two merges."""

from __future__ import annotations

import json
from typing import Any

from selon.merge.across import Thread
from selon.merge.told import Spot


def as_body(thread: Thread) -> str:
    """A thread as JSON, the same for the same thread."""
    fields: dict[str, Any] = {
        "id": thread.id,
        "report": thread.report,
        "claims": thread.claims,
        "kinds": thread.kinds,
        "spots": [(spot.name, spot.latitude, spot.longitude, spot.radius_km, spot.id) for spot in thread.spots],
        "days": thread.days,
        "window": thread.window,
        "published": thread.published,
        "numbers": sorted(thread.numbers),
        "names": sorted(thread.names),
        "agent": sorted(thread.agent),
        "done": thread.done,
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def as_thread_of(body: str) -> Thread:
    """The thread of its JSON."""
    fields = json.loads(body)
    return Thread(
        id=fields["id"],
        report=fields["report"],
        claims=tuple(fields["claims"]),
        kinds=tuple(fields["kinds"]),
        spots=tuple(Spot(*spot) for spot in fields["spots"]),
        days=tuple((first, last) for first, last in fields["days"]),
        window=tuple(fields["window"]) if fields["window"] else None,
        published=tuple(fields["published"]) if fields["published"] else None,
        numbers=frozenset((kind, scope, number) for kind, scope, number in fields["numbers"]),
        names=frozenset(fields["names"]),
        agent=frozenset(fields["agent"]),
        done=fields["done"],
    )
