"""Claims for other tools: flat rows, features, linked data, and the codebooks' rules."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from tests.ledger.reports import RUN, english, french

from selon.ledger.held import Held
from selon.model.claim import KINDS, Claim
from selon.model.mentions import Interval, Quantity
from selon.model.reading import Reading
from selon.model.span import Span
from selon.show import acled, ucdp
from selon.show.columns import COLUMNS, as_flat_row
from selon.show.geojson import as_feature
from selon.show.linked import as_claim_node, as_report_nodes


def held(reading: Reading) -> Held:
    return Held("r_1", "d_1", (0,), "2024-05-01T12:00:00Z", "brief.txt", RUN, True, reading)


def french_claim(**changed: Any) -> tuple[Held, Claim]:
    reading = french()
    return held(reading), replace(reading.claims[0], **changed)


def test_a_flat_row_has_every_column_and_no_other() -> None:
    for reading in (french(), english()):
        row = as_flat_row(held(reading), reading.claims[0])
        assert set(row) == {column.name for column in COLUMNS}
        for column in COLUMNS:
            types = {"text": str, "whole": int, "number": (int, float)}[column.type]
            assert row[column.name] is None or isinstance(row[column.name], types), column.name
    row = as_flat_row(*french_claim())
    assert (row["source"], row["low"], row["high"], row["first_day"]) == ("l'état-major", 30, None, "2023-06-05")


def test_a_claim_links_to_its_sentence_where_the_address_is_known() -> None:
    reading = french()
    known = replace(reading, report=replace(reading.report, url="https://a.example/1"))
    link = as_flat_row(held(known), reading.claims[0])["link"]
    assert link.startswith("https://a.example/1#:~:text=")
    assert unquote(link.partition("text=")[2]).split(",")[0].split()[0] in reading.claims[0].sentence.text
    unknown = replace(reading, report=replace(reading.report, url=None))
    assert as_flat_row(held(unknown), reading.claims[0])["link"] is None


def test_a_feature_has_its_point_in_the_order_of_geojson() -> None:
    feature = as_feature(*french_claim())
    assert feature["geometry"] == {"type": "Point", "coordinates": [38.0, 48.5956]}
    assert "lat" not in feature["properties"] and feature["properties"]["place"] == "Bakhmout"
    assert as_feature(*french_claim(place=None))["geometry"] is None


def test_linked_data_selects_the_words() -> None:
    reading = french()
    node = as_claim_node(held(reading), reading.claims[0])
    targets = node["@reverse"]["oa:hasBody"][0]["oa:hasTarget"]
    text = reading.report.text
    for target in targets:
        position, quote = target["oa:hasSelector"]
        start, end = position["oa:start"], position["oa:end"]
        assert quote["oa:exact"] == text[start:end]
        assert text.startswith(quote["oa:suffix"], end) and text[:start].endswith(quote["oa:prefix"])
    assert [source["selon:name"] for source in node["selon:sources"]] == ["l'état-major"]
    names = {node["@id"] for node in as_report_nodes(held(reading))}
    assert {node["prov:wasDerivedFrom"]["@id"], node["prov:wasGeneratedBy"]["@id"]} == names
    assert json.loads(json.dumps(node)) == node


def quantity(low: float | None, high: float | None, comparator: str = "exact") -> tuple[Quantity, ...]:
    return (Quantity(Span(0, 1, "x"), 0, low, high, comparator, "soldats"),)


@pytest.mark.parametrize(
    ("told", "coded"),
    [
        (quantity(30, None, "at_least"), (30, 30)),
        (quantity(4, 6, "range"), (4, 6)),
        (quantity(24, 99, "about"), (12, 99)),
        (quantity(40, 99, "about"), (20, 99)),
        (quantity(200, 999, "about"), (100, 999)),
        (quantity(2000, 9999, "about"), (1000, 9999)),
        (quantity(24, 99, "range"), (24, 99)),
        (quantity(3, None, "at_least"), (3, 3)),
        (quantity(None, 10, "at_most"), (10, 10)),
    ],
)
def test_the_lowest_number_is_coded(told: tuple[Quantity, ...], coded: tuple[int, int]) -> None:
    pair = french_claim(quantities=told)
    row, other = acled.as_acled_row(*pair), ucdp.as_ucdp_row(*pair)
    assert row is not None and other is not None
    assert row["fatalities"] == coded[0]
    assert (other["low"], other["best"], other["high"]) == (coded[0], coded[0], coded[1])


def test_deaths_without_a_number() -> None:
    pair = french_claim(quantities=())
    row, other = acled.as_acled_row(*pair), ucdp.as_ucdp_row(*pair)
    assert row is not None and row["fatalities"] is None
    assert other is not None and other["low"] == 1


@pytest.mark.parametrize(
    ("edtf", "day", "acled_code", "ucdp_code"),
    [
        ("2023-06-04", "2023-06-04", 1, 1),
        ("2023-06-04/2023-06-06", "2023-06-05", 2, 2),
        ("2023-06-04/2023-06-10", "2023-06-07", 2, 3),
        ("2023-06", "2023-06-15", 3, 4),
        ("2023", None, None, 5),
        ("2022/2023", None, None, None),
        ("2023-06/..", None, None, None),
    ],
)
def test_precision_of_time(edtf: str, day: str | None, acled_code: int | None, ucdp_code: int | None) -> None:
    pair = french_claim(time=Interval(Span(0, 1, "x"), "DATE", edtf))
    row, other = acled.as_acled_row(*pair), ucdp.as_ucdp_row(*pair)
    assert (row and row["event_date"], row and row["time_precision"]) == (day, acled_code)
    assert (other and other["date_prec"]) == ucdp_code


@pytest.mark.parametrize(
    ("radius", "relation", "acled_code", "ucdp_code"),
    [(2, None, 1, 1), (10, "near", 2, 2), (40, None, 2, 3), (100, None, 3, 4), (600, None, 3, 6)],
)
def test_precision_of_place(radius: float, relation: str | None, acled_code: int, ucdp_code: int) -> None:
    place = french().claims[0].place
    assert place is not None
    pair = french_claim(place=replace(place, radius_km=radius, relation=relation))
    row, other = acled.as_acled_row(*pair), ucdp.as_ucdp_row(*pair)
    assert row is not None and row["geo_precision"] == acled_code
    assert other is not None and other["where_prec"] == ucdp_code


@pytest.mark.parametrize(
    ("feature", "radius", "relation", "acled_code", "ucdp_code"),
    [
        ("town", 5, None, 1, 1),
        ("town", 10, "near", 2, 2),
        ("town", 20, "between", 2, 5),
        ("village", 10, "on the border with", 2, 5),
        ("district", 40, None, 2, 3),
        ("region", 25, None, 3, 4),  # the Gaza Strip: small, and a region all the same
        ("region", 100, None, 3, 4),
        ("region", 60, "south part of", 2, 4),
        ("region", 1500, None, 3, 5),
        ("country", 70, None, 3, 6),  # Lebanon: no larger than a province elsewhere
        ("country", 42, "south part of", 3, 5),
        ("country", 300, "on the border with", 3, 5),
        ("water", 500, None, 3, 7),
    ],
)
def test_precision_by_what_the_place_is(
    feature: str, radius: float, relation: str | None, acled_code: int, ucdp_code: int
) -> None:
    place = french().claims[0].place
    assert place is not None
    pair = french_claim(place=replace(place, feature=feature, radius_km=radius, relation=relation))
    row, other = acled.as_acled_row(*pair), ucdp.as_ucdp_row(*pair)
    assert row is not None and row["geo_precision"] == acled_code
    assert other is not None and other["where_prec"] == ucdp_code


@pytest.mark.parametrize(
    "changed",
    [
        {"polarity": "negated"},
        {"certainty": "planned"},
        {"certainty": "possible"},
        {"kind": "comment"},
        {"place": None},
        {"time": None},
    ],
)
def test_what_a_codebook_would_not_code_is_left_out(changed: dict[str, Any]) -> None:
    assert acled.as_acled_row(*french_claim(**changed)) is None
    assert ucdp.as_ucdp_row(*french_claim(**changed)) is None


def test_kinds_are_mapped_as_the_data_model_says() -> None:
    assert set(KINDS) - set(acled.EVENTS) == {"wound", "casualties", "supply", "comment"}
    row = acled.as_acled_row(*french_claim(kind="shell"))
    assert row is not None
    assert (row["sub_event_type"], row["fatalities"]) == ("Shelling/artillery/missile attack", 0)
    assert set(row) == set(acled.COLUMNS)
    assert ucdp.as_ucdp_row(*french_claim(kind="shell")) is None


def test_a_place_that_is_the_target_is_no_actor() -> None:
    place = french().claims[0].place
    assert place is not None
    row = acled.as_acled_row(*french_claim(target=replace(french().claims[0].target, span=place.span)))  # type: ignore[type-var]
    assert row is not None and row["actor2"] is None
    whole = acled.as_acled_row(*french_claim())
    assert whole is not None and whole["actor2"] == "les soldats russes"
