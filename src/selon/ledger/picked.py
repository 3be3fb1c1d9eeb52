"""Claims of the view by their ids or keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from selon.ledger.held import AT_ONCE, Held, hold_keys
from selon.ledger.tables import claims, standing


def pick_ids(connection: Connection, ids: Sequence[str]) -> Iterator[Held]:
    """The claims of those ids that stand, each document's together in a reading that holds no others."""
    keys: list[int] = []
    for start in range(0, len(ids), AT_ONCE):
        wanted = select(claims.c.key).join(standing, standing.c.key == claims.c.key)
        keys += connection.execute(wanted.where(claims.c.id.in_(ids[start : start + AT_ONCE]))).scalars()
    yield from hold_keys(connection, sorted(keys))


def pick_keys(connection: Connection, keys: Sequence[int]) -> Iterator[Held]:
    """The claims of those keys that stand, likewise."""
    standing_still: list[int] = []
    for start in range(0, len(keys), AT_ONCE):
        wanted = select(standing.c.key).where(standing.c.key.in_(keys[start : start + AT_ONCE]))
        standing_still += connection.execute(wanted).scalars()
    yield from hold_keys(connection, sorted(standing_still))
