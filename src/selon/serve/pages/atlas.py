"""The marks and incidents of the whole view, kept between requests for as long as nothing is added to the ledger."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from threading import Lock, Thread
from typing import Annotated

from fastapi import Depends, Request
from pydantic_core import to_json

from selon.ledger.held import Reviewed
from selon.ledger.ledger import Ledger
from selon.ledger.marks import Mark
from selon.model.errors import StopRun
from selon.model.folding import fold
from selon.model.incident import Incident
from selon.model.uncollected import uncollected
from selon.show.cards import rank
from selon.show.marks import as_columns

MERGED_SECONDS = 1.0
PATIENCE = 2.0  # seconds that who asks waits for what was just added, before the view from before it is shown
_log = logging.getLogger("selon.serve")


@dataclass(frozen=True)
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

    @cached_property
    def columns(self) -> bytes:
        """What a browser draws, as JSON; made when it is first asked for."""
        return to_json(as_columns(self.marks, self.incidents))

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
        self._lock, self._starting = Lock(), Lock()
        self._making: Thread | None = None
        self._known: dict[int, Mark] = {}
        self._changed: Mapping[int, int] = {}  # the claims that are otherwise than they were read, as of the last view
        self._view: View | None = None

    def view(self) -> View:
        """The view as it stands now; the one before where making it again takes longer than PATIENCE seconds."""
        head, state = self._ledger.head(), self._merged_state()
        made = self._view
        if made is not None and (made.head, made.state) == (head, state):
            return made
        if made is None:
            return self._make_again(head, state)
        with self._starting:
            making = self._making
            if making is None or not making.is_alive():
                making = Thread(target=self._make_quietly, args=(head, state), name="selon-view", daemon=True)
                self._making = making
                making.start()
        making.join(PATIENCE)
        return self._view or made

    def warm(self) -> None:
        """Make the view before anybody asks; what is wrong with the ledger is told to who asks."""
        with suppress(StopRun):
            self.view()

    def _make_again(self, head: str, state: str) -> View:
        with self._lock:
            if self._view is None or (self._view.head, self._view.state) != (head, state):
                with uncollected():
                    self._view = self._make(head, state)
            return self._view

    def _make_quietly(self, head: str, state: str) -> None:
        try:
            self._make_again(head, state)
        except StopRun as error:
            # The view of before is shown; the next who asks has it tried again.
            _log.warning("the view could not be made again: %s", error)

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
        )


def _as_written(incidents: Iterable[Incident], marks: Iterable[Mark]) -> tuple[Incident, ...]:
    """The incidents, their places under the names that most of their claims give them."""
    places = {mark.id: mark.place for mark in marks if mark.place}
    folded = {name: fold(name) for name in set(places.values())}
    named = []
    for incident in incidents:
        where, wanted = incident.where, fold(incident.where.name) if incident.where else ""
        told = [name for claim in incident.claims if (name := places.get(claim)) and folded[name] == wanted]
        if where is not None and told and all(name == where.name for name in told):
            named.append(incident)
            continue
        written = Counter(told)
        if where is not None and written:
            incident = replace(incident, where=replace(where, name=written.most_common(1)[0][0]))
        named.append(incident)
    return tuple(named)


def _by_claim(found: Iterable[Reviewed]) -> dict[str, tuple[Reviewed, ...]]:
    by_claim: dict[str, tuple[Reviewed, ...]] = {}
    for item in found:
        by_claim[item.review.claim] = (*by_claim.get(item.review.claim, ()), item)
    return by_claim


def view_of(request: Request) -> View:
    """The view as it stands now."""
    atlas: Atlas = request.app.state.atlas
    return atlas.view()


TheView = Annotated[View, Depends(view_of)]
