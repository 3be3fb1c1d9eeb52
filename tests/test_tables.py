"""The tables of time, number and place phrases, each with its publication date and the value that a reader gives it.

A row that Selon does not read as a reader would stands in `known_misses.jsonl` with the reason; a row that stands
there and is read well fails, so that the list tells what is true.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from selon.extract.mentions import Mentions, find_mentions
from selon.extract.tenses import tense_reader
from selon.languages.load import load_language
from selon.model.document import Document
from selon.model.mentions import Interval, Place, Quantity
from selon.model.report import Report
from selon.model.span import Span
from selon.parse import load_parser
from selon.resolve.gazetteer import open_gazetteer
from selon.resolve.place_points import quick_km
from selon.resolve.places import resolve_places
from selon.resolve.times import resolve_times

Row = dict[str, Any]
TABLES = Path(__file__).parent / "tables"
LEAST = {
    "numbers-en": 100,
    "numbers-fr": 200,
    "places-en": 50,
    "places-fr": 100,
    "times-en": 100,
    "times-fr": 200,
}


def load_rows(name: str) -> list[Row]:
    return [json.loads(line) for line in (TABLES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def key_of(row: Row) -> tuple[str | None, str, str]:
    return row["published"], row["sentence"], row["phrase"]


MISSES = {(miss["table"], *key_of(miss)): miss["reason"] for miss in load_rows("known_misses")}
ROWS = [(name, row) for name in LEAST for row in load_rows(name)]


@cache
def documents(code: str) -> dict[tuple[str | None, str], Document]:
    """All sentences of a language's tables, parsed once."""
    wanted = dict.fromkeys((row["published"], row["sentence"]) for name, row in ROWS if name.endswith(code))
    reports = (Report("table", sentence, code, published=published) for published, sentence in wanted)
    return dict(zip(wanted, load_parser(code).parse_many(reports), strict=True))


@cache
def mentions_in(code: str, published: str | None, sentence: str) -> Mentions:
    return find_mentions(documents(code)[published, sentence], load_language(code), open_gazetteer())


def times_of(row: Row, code: str) -> list[Interval]:
    document, language = documents(code)[row["published"], row["sentence"]], load_language(code)
    mentions = mentions_in(code, row["published"], row["sentence"])
    return list(resolve_times(mentions.times, document, language, tense_of=tense_reader(document, language)))


def numbers_of(row: Row, code: str) -> list[Quantity]:
    return list(mentions_in(code, row["published"], row["sentence"]).quantities)


def places_of(row: Row, code: str) -> list[Place]:
    document, language = documents(code)[row["published"], row["sentence"]], load_language(code)
    mentions = mentions_in(code, row["published"], row["sentence"])
    return [place for place in resolve_places(mentions.places, document, language, open_gazetteer()) if place]


def is_time(row: Row, time: Interval) -> bool:
    if "value" in row:
        return (time.edtf, time.value) == (None, row["value"])
    return time.edtf == row["edtf"]


def is_number(row: Row, number: Quantity) -> bool:
    found = (number.low, number.high, number.comparator, number.of, number.unit)
    return found == tuple(row[key] for key in ("low", "high", "comparator", "of", "unit"))


def is_place(row: Row, place: Place) -> bool:
    if (place.name, place.relation) != (row["name"], row["relation"]):
        return False
    if row["lat"] is None or place.latitude is None or place.longitude is None:
        return row["lat"] is None and place.latitude is None
    return quick_km((place.latitude, place.longitude), (row["lat"], row["lon"])) <= row["within_km"]


READERS = {"times": (times_of, is_time), "numbers": (numbers_of, is_number), "places": (places_of, is_place)}


def touches(span: Span, row: Row) -> bool:
    start = row["sentence"].rindex(row["phrase"])
    return span.start < start + len(row["phrase"]) and start < span.end


def reading(name: str, row: Row) -> tuple[bool, list[Any]]:
    """Whether a row is read as it says, and what is read where its phrase stands."""
    kind, _, code = name.partition("-")
    read, is_as_told = READERS[kind]
    found = [value for value in read(row, code) if touches(value.span, row)]
    if row.get("nothing"):
        return not found, found
    if kind == "times" and row.get("edtf", "") is None:
        return all(value.edtf is None for value in found), found
    return any(value.span.text == row["phrase"] and is_as_told(row, value) for value in found), found


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name}: {row['phrase']}" for name, row in ROWS])
def test_a_phrase_is_read_as_a_reader_would(name: str, row: Row) -> None:
    right, found = reading(name, row)
    if reason := MISSES.get((name, *key_of(row))):
        assert not right, f"no longer missed, take it out of known_misses.jsonl: {reason}"
    else:
        assert right, f"{row} is read as {found}"


def test_the_tables_are_large_and_their_rows_differ() -> None:
    counts = Counter(name for name, _ in ROWS)
    assert all(counts[name] >= least for name, least in LEAST.items())
    assert len({(name, *key_of(row)) for name, row in ROWS}) == len(ROWS)


def test_every_known_miss_is_a_row() -> None:
    assert set(MISSES) <= {(name, *key_of(row)) for name, row in ROWS}
