"""The incidents of the ledger, kept between requests for as long as nothing is added to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

from selon.model.incident import Dispute, Incident


@dataclass(frozen=True, slots=True)
class Merged:
    """All incidents in their order, by their ids, and the disputes in them, the strongest first."""

    incidents: tuple[Incident, ...]
    by_id: Mapping[str, Incident]
    disputes: tuple[Dispute, ...]


class Merging:
    """Asks for the incidents when the ledger has changed; safe for several threads.

    `head` gives the hash of the chain's end, `load` all incidents as they stand.
    """

    def __init__(self, head: Callable[[], str], load: Callable[[], Sequence[Incident]]) -> None:
        self._head, self._load = head, load
        self._lock = Lock()
        self._kept: tuple[str, Merged] | None = None

    def now(self) -> Merged:
        """The incidents as they stand now."""
        head = self._head()
        kept = self._kept
        if kept is not None and kept[0] == head:
            return kept[1]
        with self._lock:
            if self._kept is None or self._kept[0] != head:
                self._kept = head, as_merged(self._load())
            return self._kept[1]


def as_merged(incidents: Iterable[Incident]) -> Merged:
    """The incidents with what finds them."""
    found = tuple(incidents)
    disputes = [dispute for incident in found for dispute in incident.disputes]
    disputes.sort(key=lambda dispute: (-dispute.strength, dispute.id))
    return Merged(found, {incident.id: incident for incident in found}, tuple(disputes))
