"""Claims as rows: the contract's keys, and no span that is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selon.model.attribution import Attribution, Source
from selon.model.claim import Actor, Claim, Evidence
from selon.model.mentions import Interval, Place, Quantity
from selon.model.span import Span
from selon.show.claims import WrongSpan, as_attribution, as_claim_row
from selon.show.reading import cut_pieces, group_by_source, show_controls, tell_details

CLAIM_KEYS = [
    *("id", "document", "sentence", "trigger", "kind", "polarity", "certainty", "sources", "agent", "target"),
    *("place", "time", "quantities", "evidence", "confidence"),
]
PLACE_KEYS = [
    *("text", "start", "end", "name", "lat", "lon", "radius_km", "relation", "gazetteer_id", "rivals"),
]
TEXT = "On Sunday troops took Izium, Kyiv said. Pictures show 3 tanks (X – @a)."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


CLAIM = Claim(
    id="c_1",
    document="report",
    sentence=span("On Sunday troops took Izium, Kyiv said."),
    trigger=span("took"),
    kind="capture",
    polarity="affirmed",
    certainty="certain",
    sources=(Source("Kyiv", "say", "indirect", span("Kyiv"), span("said")),),
    agent=Actor(span("troops"), "Ukrainian troops"),
    target=Actor(span("Izium")),
    place=Place(span("Izium"), "Izium", 49.2, 37.25, 10.0, gazetteer_id="geonames:1", rivals=1),
    time=Interval(span("On Sunday"), "DATE", "2022-09-11"),
    quantities=(Quantity(span("3"), 9, 3.0, 3.0, of="tanks"),),
    evidence=(Evidence(span("Pictures"), span("X – @a")),),
    confidence=0.9312,
)


def test_a_row_has_the_keys_of_the_contract() -> None:
    row = as_claim_row(CLAIM, TEXT)
    assert list(row) == [
        "id",
        "document",
        "sentence",
        "trigger",
        "kind",
        "polarity",
        "certainty",
        "sources",
        "agent",
        "target",
        "place",
        "time",
        "quantities",
        "evidence",
        "confidence",
    ]
    assert row["trigger"] == {"text": "took", "start": 17, "end": 21}
    assert row["agent"] == {"text": "troops", "start": 10, "end": 16, "name": "Ukrainian troops"}
    assert list(row["place"]) == PLACE_KEYS
    assert (row["place"]["radius_km"], row["quantities"][0]["low"], row["confidence"]) == (10, 3, 0.93)
    assert row["evidence"][0]["credit"] == "X – @a"
    assert row["sources"][0]["mention"]["text"] == "Kyiv"
    bare = replace(CLAIM, sources=(), agent=None, target=None, place=None, time=None, quantities=(), evidence=())
    assert [as_claim_row(bare, TEXT)[key] for key in ("agent", "place", "time", "sources")] == [None, None, None, []]


@pytest.mark.parametrize("wrong", [Span(18, 22, "took"), Span(-4, 0, ""), Span(60, 90, "tanks"), Span(5, 3, "")])
def test_a_wrong_span_is_an_error(wrong: Span) -> None:
    for claim in (
        replace(CLAIM, trigger=wrong),
        replace(CLAIM, sentence=wrong),
        replace(CLAIM, agent=Actor(wrong)),
        replace(CLAIM, evidence=(Evidence(None, wrong),)),
        replace(CLAIM, sources=(Source("Kyiv", "say", "indirect", None, wrong),)),
    ):
        with pytest.raises(WrongSpan, match="please report"):
            as_claim_row(claim, TEXT)


def test_an_attribution_without_a_source() -> None:
    row = as_attribution(
        Attribution(None, None, span("said"), 7, (span("troops took Izium"),), "indirect", "say"), TEXT
    )
    assert row["source"] is None and row["content"][0]["text"] == "troops took Izium"


def test_pieces_are_the_whole_text_and_share_triggers_that_overlap() -> None:
    other = replace(CLAIM, id="c_2", trigger=span("took Izium"))
    last = replace(CLAIM, id="c_3", trigger=span("show"))
    pieces = cut_pieces(TEXT, (last, CLAIM, other))
    assert "".join(piece.text for piece in pieces) == TEXT
    assert [[claim.id for claim in piece.claims] for piece in pieces if piece.claims] == [["c_1", "c_2"], ["c_3"]]
    assert [piece.text for piece in pieces if piece.claims] == ["took Izium", "show"]


def test_groups_stand_in_the_order_of_the_text() -> None:
    own = replace(CLAIM, sources=())
    assert [group.sources for group in group_by_source((own, CLAIM, own))] == [(), ("Kyiv",)]


def test_details_are_short_phrases() -> None:
    assert dict(tell_details(CLAIM)) == {
        "who": "troops (Ukrainian troops)",
        "whom or what": "Izium",
        "where": "Izium (49.20, 37.25 ± 10 km)",
        "when": "On Sunday (2022-09-11)",
        "how many": "3 tanks",
        "shown by": "Pictures – X – @a",
    }


def test_hidden_characters_become_visible_one_for_one() -> None:
    assert show_controls("a\x1b[31m\u202eb\n") == "a\ufffd[31m\ufffdb\n"
