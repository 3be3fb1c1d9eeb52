"""The marks and incidents of the whole view, kept between requests for as long as nothing is added to the ledger."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request

from selon.ledger.held import Reviewed
from selon.ledger.ledger import Ledger
from selon.ledger.marks import Mark
from selon.model.folding import fold
from selon.model.incident import Incident
from selon.show.cards import rank
from selon.show.marks import as_columns

MERGED_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class View:
    """The view as of one state of the ledger; `head` is the hash of its chain's end, `state` tells of its incidents."""

    head: str
    state: str
    marks: tuple[Mark, ...]
    incidents: tuple[Incident, ...]
    number: dict[str, int] = field(repr=False)  # of an incident's id
    of_claim: dict[str, int] = field(repr=False)  # the incident of a claim's id
    disputed: frozenset[str] = field(repr=False)  # claims that differ from others
    reviews: Mapping[str, tuple[Reviewed, ...]] = field(repr=False)  # of each claim that has any, newest first
    ranked: tuple[Incident, ...] = field(repr=False)  # what matters most first
    counts: Mapping[str, int]  # of claims, reports, incidents, disputes
    columns: bytes = field(repr=False)

    @property
    def tag(self) -> str:
        """An entity tag for what is made of this view."""
        return f'"{sha256(f"{self.head} {self.state}".encode()).hexdigest()[:20]}"'

    def incident(self, ident: str) -> Incident | None:
        """The incident of that id."""
        number = self.number.get(ident)
        return None if number is None else self.incidents[number]

    def incident_of(self, claim: str) -> Incident | None:
        """The incident that holds the claim of that id."""
        number = self.of_claim.get(claim)
        return None if number is None else self.incidents[number]

    def incidents_of(self, claims: Iterable[str]) -> list[Incident]:
        """The incidents that hold any of those claims, each once."""
        numbers = dict.fromkeys(self.of_claim[claim] for claim in claims if claim in self.of_claim)
        return [self.incidents[number] for number in numbers]


class Atlas:
    """Makes the view, and makes it again when the ledger has changed; safe for several threads.

    Whether incidents were merged anew is asked once in MERGED_SECONDS, as `clock` counts them.
    """

    def __init__(self, ledger: Ledger, clock: Callable[[], float] = time.monotonic) -> None:
        self._ledger, self._clock = ledger, clock
        self._state, self._asked = "", -MERGED_SECONDS
        self._lock = Lock()
        self._known: dict[int, Mark] = {}
        self._changed: Mapping[int, int] = {}  # the claims that are otherwise than they were read, as of the last view
        self._view: View | None = None

    def view(self) -> View:
        """The view as it stands now. While another thread makes it again, the one before."""
        head, state = self._ledger.head(), self._merged_state()
        made = self._view
        if made is not None and (made.head, made.state) == (head, state):
            return made
        if not self._lock.acquire(blocking=made is None):
            assert made is not None
            return made
        try:
            if self._view is None or (self._view.head, self._view.state) != (head, state):
                self._view = self._make(head, state)
            return self._view
        finally:
            self._lock.release()

    def _merged_state(self) -> str:
        now = self._clock()
        if now - self._asked >= MERGED_SECONDS:
            self._state, self._asked = self._ledger.merged_state(), now
        return self._state

    def _make(self, head: str, state: str) -> View:
        keys, changed = self._ledger.mark_keys(), self._ledger.changed_keys()
        stale = {key for key, _ in changed.items() ^ self._changed.items()}
        new = [key for key in keys if key not in self._known or key in stale]
        self._changed = changed
        known = self._known | {mark.key: mark for mark in self._ledger.marks(new)}
        self._known = {key: known[key] for key in keys if key in known}
        marks = tuple(self._known.values())
        incidents = _as_written(self._ledger.incidents(), marks)
        return View(
            head,
            state,
            marks,
            incidents,
            {incident.id: number for number, incident in enumerate(incidents)},
            {claim: number for number, incident in enumerate(incidents) for claim in incident.claims},
            frozenset(claim for incident in incidents for item in incident.disputes for claim in (*item.a, *item.b)),
            _by_claim(self._ledger.reviews()),
            tuple(rank(incidents)),
            {
                "claims": len(marks),
                "reports": len({mark.report for mark in marks}),
                "incidents": len(incidents),
                "disputes": sum(len(incident.disputes) for incident in incidents),
            },
            json.dumps(as_columns(marks, incidents), separators=(",", ":")).encode(),
        )


def _as_written(incidents: Iterable[Incident], marks: Iterable[Mark]) -> tuple[Incident, ...]:
    """The incidents, their places under the names that most of their claims give them."""
    places = {mark.id: mark.place for mark in marks if mark.place}
    named = []
    for incident in incidents:
        where, wanted = incident.where, fold(incident.where.name) if incident.where else ""
        written = Counter(name for claim in incident.claims if (name := places.get(claim)) and fold(name) == wanted)
        if where is not None and written:
            incident = replace(incident, where=replace(where, name=written.most_common(1)[0][0]))
        named.append(incident)
    return tuple(named)


def _by_claim(found: Iterable[Reviewed]) -> dict[str, tuple[Reviewed, ...]]:
    by_claim: dict[str, tuple[Reviewed, ...]] = {}
    for item in found:
        by_claim[item.review.claim] = (*by_claim.get(item.review.claim, ()), item)
    return by_claim


def atlas_of(request: Request) -> Atlas:
    """The application's atlas, made when it is first asked for."""
    state, server = request.app.state, request.app.state.server
    if not hasattr(state, "atlas"):
        state.atlas = Atlas(server.ledger, server.outside.clock)
    made: Atlas = state.atlas
    return made


def view_of(request: Request) -> View:
    """The view as it stands now."""
    return atlas_of(request).view()


TheView = Annotated[View, Depends(view_of)]
