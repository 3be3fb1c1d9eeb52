"""Threads that tell the very same, in the ledger: which echoes are crowds, and which thread stands for each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, distinct, func, insert, select, update

from selon.ledger.merge_tables import crowds, threads

AT_ONCE = 500
STALE = ""  # in the place of the thread that stood for a crowd, where one of its threads was taken out


class Member(NamedTuple):
    """A thread of a crowd in one document: `tellings` is what its claims tell, as it was kept, if it was."""

    thread: str
    document: int
    report: str
    tellings: str | None


@dataclass(slots=True)
class Crowds:
    """The echoes of a ledger within one transaction."""

    connection: Connection

    def count(self, echoes: Iterable[int]) -> dict[int, int]:
        """How many threads each echo has."""
        found: dict[int, int] = {}
        for part in _parts(sorted(echoes)):
            wanted = select(threads.c.echo, func.count(distinct(threads.c.id))).where(threads.c.echo.in_(part))
            found.update((echo, count) for echo, count in self.connection.execute(wanted.group_by(threads.c.echo)))
        return found

    def known(self, echoes: Iterable[int]) -> dict[int, str]:
        """For each of the echoes that are crowds, the thread that stands for it."""
        found: dict[int, str] = {}
        for part in _parts(sorted(echoes)):
            wanted = select(crowds).where(crowds.c.echo.in_(part))
            found.update((echo, name) for echo, name in self.connection.execute(wanted))
        return found

    def stale(self) -> set[int]:
        """The crowds of which a thread was taken out."""
        return set(self.connection.execute(select(crowds.c.echo).where(crowds.c.thread == STALE)).scalars())

    def first(self, echo: int) -> str:
        """The thread of an echo that stands for it: of the first report by its id."""
        wanted = select(threads.c.id).where(threads.c.echo == echo).order_by(threads.c.report, threads.c.id).limit(1)
        return str(self.connection.execute(wanted).scalar_one())

    def names(self, echo: int) -> list[str]:
        """The threads of an echo."""
        wanted = select(threads.c.id).where(threads.c.echo == echo).distinct().order_by(threads.c.id)
        return list(self.connection.execute(wanted).scalars())

    def members(self, echo: int) -> Iterator[Member]:
        """The threads of an echo, in order, each with each of its documents."""
        columns = (threads.c.id, threads.c.document, threads.c.report, threads.c.tellings)
        wanted = select(*columns).where(threads.c.echo == echo).order_by(threads.c.id, threads.c.document)
        yield from (Member(*row) for row in self.connection.execute(wanted))

    def stand(self, echo: int, thread: str) -> None:
        """Have a thread stand for a crowd."""
        self.dissolve(echo)
        self.connection.execute(insert(crowds), {"echo": echo, "thread": thread})

    def dissolve(self, echo: int) -> None:
        """An echo is no crowd any more."""
        self.connection.execute(delete(crowds).where(crowds.c.echo == echo))

    def of(self, names: Iterable[str]) -> dict[str, int]:
        """The echoes of those of the threads that are in a crowd."""
        found: dict[str, int] = {}
        for part in _parts(sorted(names)):
            wanted = select(threads.c.id, threads.c.echo).join(crowds, crowds.c.echo == threads.c.echo)
            found.update((name, echo) for name, echo in self.connection.execute(wanted.where(threads.c.id.in_(part))))
        return found

    def bodies(self, echoes: Iterable[int]) -> dict[int, str]:
        """What the threads that stand for crowds are."""
        found: dict[int, str] = {}
        for part in _parts(sorted(echoes)):
            wanted = select(crowds.c.echo, threads.c.body).join(threads, threads.c.id == crowds.c.thread)
            found.update((echo, body) for echo, body in self.connection.execute(wanted.where(crowds.c.echo.in_(part))))
        return found

    def keep_tellings(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Keep what the claims of threads tell: document, thread, tellings."""
        if rows:
            of = (threads.c.document == bindparam("number"), threads.c.id == bindparam("name"))
            statement = update(threads).where(*of).values(tellings=bindparam("told"))
            self.connection.execute(statement, [{"number": n, "name": name, "told": told} for n, name, told in rows])

    def mark_stale(self, document: int) -> None:
        """Note that the threads of a document are about to be taken out of their crowds."""
        echoes = select(threads.c.echo).where(threads.c.document == document, threads.c.echo.is_not(None))
        self.connection.execute(update(crowds).where(crowds.c.echo.in_(echoes)).values(thread=STALE))


def _parts(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
