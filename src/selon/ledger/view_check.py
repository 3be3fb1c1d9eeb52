"""The view held against the record: every row, point, day and word of it must follow from what is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, zip_longest
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, select, text

from selon.ledger.decided import wrong_keys
from selon.ledger.engine import is_sqlite
from selon.ledger.standing import Found, should_stand
from selon.ledger.tables import KEYS, standing

WAY_OUT = "`selon verify --rebuild` makes the view again from the record"

_PLACES = "SELECT key, low_lat, high_lat, low_lon, high_lon FROM standing_places ORDER BY key"
_DAYS = "SELECT key, first_day, last_day FROM standing_days ORDER BY key"
_WRONG_WORDS = """\
SELECT told.key FROM unnest(CAST(:keys AS BIGINT[]), CAST(:words AS TEXT[]), CAST(:sources AS TEXT[]))
  AS told (key, words, source) LEFT JOIN standing_words AS kept ON kept.key = told.key
WHERE kept.key IS NULL OR kept.words <> to_tsvector('simple', told.words)
  OR kept.source <> to_tsvector('simple', told.source)"""


def check_view(connection: Connection) -> Iterator[str]:
    """The first thing in each part of the view that is not what the record says."""
    sqlite = is_sqlite(connection)
    yield from _first(_compare_rows(connection))
    yield from _first(f"what was decided of {_name(key)} is not as recorded" for key in wrong_keys(connection))
    if sqlite:
        yield from _first(_compare_boxes(connection))
        yield from _compare_words_sqlite(connection)
    else:
        yield from _first(_compare_words_postgresql(connection))


def _first(findings: Iterator[str]) -> Iterator[str]:
    for finding in findings:
        yield f"the view: {finding}; {WAY_OUT}"
        return


def _compare_rows(connection: Connection) -> Iterator[str]:
    wanted = select(standing).order_by(standing.c.key).execution_options(yield_per=500)
    with connection.execute(wanted) as rows:
        for kept, found in zip_longest(rows.mappings(), should_stand(connection)):
            if kept is None or (found is not None and found[0] < kept["key"]):
                yield f"{_name(found[0])} is missing"
            elif found is None or kept["key"] < found[0]:
                yield f"{_name(kept['key'])} stands and should not"
            elif dict(kept) != {"key": found[0], **found[1].standing}:
                yield f"{_name(found[0])} is not as recorded"


def _name(key: int) -> str:
    return f"claims {key // KEYS}.{key % KEYS}"


def _compare_boxes(connection: Connection) -> Iterator[str]:
    """The points and days of R*Tree, by the rows that were found right; it rounds to 32 bits, outwards."""
    for statement, columns in ((_PLACES, ("latitude", "longitude")), (_DAYS, ("first_day", "last_day"))):
        wanted = select(standing.c.key, *(standing.c[name] for name in columns))
        rows = connection.execute(wanted.where(standing.c[columns[0]].is_not(None)).order_by(standing.c.key))
        for kept, row in zip_longest(connection.execute(text(statement)), rows):
            if kept is None or row is None or not _same_box(tuple(kept), tuple(row)):
                yield f"{_name((row if kept is None else kept)[0])} is found in another place or at another time"


def _same_box(kept: tuple[Any, ...], row: tuple[Any, ...]) -> bool:
    if len(kept) == len(row):
        return kept == row
    key, low_lat, high_lat, low_lon, high_lon = kept
    near = 1e-4  # degrees: above the step of 32-bit numbers at 180
    return bool(
        key == row[0]
        and row[1] - near < low_lat <= row[1] <= high_lat < row[1] + near
        and row[2] - near < low_lon <= row[2] <= high_lon < row[2] + near
    )


def _compare_words_sqlite(connection: Connection) -> Iterator[str]:
    """Both sides' words summed up, whatever their order: FTS5 does not keep what was put in."""
    connection.exec_driver_sql("DROP TABLE IF EXISTS temp.standing_vocabulary")
    connection.exec_driver_sql(
        "CREATE VIRTUAL TABLE temp.standing_vocabulary USING fts5vocab(main, standing_words, instance)"
    )
    kept = connection.exec_driver_sql("SELECT term, doc, col, offset FROM temp.standing_vocabulary")
    told = (
        (word, key, column, place)
        for key, find in should_stand(connection)
        for column, written in (("words", find.words), ("source", find.source))
        for place, word in enumerate(written.split())
    )
    same = _sum_up(kept) == _sum_up(told)
    connection.exec_driver_sql("DROP TABLE temp.standing_vocabulary")
    if not same:
        yield f"the view: its words are not those of the claims; {WAY_OUT}"


def _sum_up(instances: Iterable[Any]) -> tuple[int, int]:
    count = total = 0
    for term, key, column, place in instances:
        count += 1
        total += crc32(f"{term} {key} {column} {place}".encode("utf-8", "surrogateescape"))
    return count, total


def _compare_words_postgresql(connection: Connection) -> Iterator[str]:
    count = 0
    for _, group in groupby(should_stand(connection), key=lambda item: item[0] // (KEYS * 100)):
        found: list[Found] = list(group)
        count += len(found)
        given = {
            "keys": [key for key, _ in found],
            "words": [find.words for _, find in found],
            "sources": [find.source for _, find in found],
        }
        for key in connection.execute(text(_WRONG_WORDS), given).scalars():
            yield f"{_name(key)} is found by other words"
    if connection.execute(text("SELECT count(*) FROM standing_words")).scalar() != count:
        yield "it finds claims that do not stand"
