"""Claims of the view by their keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from selon.ledger.held import AT_ONCE, Held, hold_keys
from selon.ledger.tables import standing


def pick_keys(connection: Connection, keys: Sequence[int]) -> Iterator[Held]:
    """The claims of those keys that stand, each document's together in a reading that holds no others."""
    standing_still: list[int] = []
    for start in range(0, len(keys), AT_ONCE):
        wanted = select(standing.c.key).where(standing.c.key.in_(keys[start : start + AT_ONCE]))
        standing_still += connection.execute(wanted).scalars()
    yield from hold_keys(connection, sorted(standing_still))
