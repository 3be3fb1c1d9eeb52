"""Maps, timelines and graphs as SVG, and the file of the map's lines."""

from __future__ import annotations

import json
from importlib.resources import files
from xml.etree import ElementTree

import pytest
from tests.show.told import mark

from selon.model.claim import CERTAINTIES
from selon.serve.drawn.basemap import QUANTUM, load_basemap
from selon.serve.drawn.frame import Frame, frame_points
from selon.serve.drawn.graph_svg import draw_tellers
from selon.serve.drawn.map_svg import draw_map, glyph
from selon.serve.drawn.timeline_svg import draw_timeline
from selon.serve.interface import speak
from selon.show.account import Teller
from selon.show.timeline import as_timeline

SVG = "{http://www.w3.org/2000/svg}"
LAYERS = {"land", "lakes", "borders", "disputed"}


def test_the_basemap_holds_the_world_in_two_sizes_and_is_small() -> None:
    layers = load_basemap()
    assert set(layers) == LAYERS | {f"{name}_far" for name in LAYERS} | {"regions"}
    assert (files("selon.serve") / "static" / "basemap.bin").stat().st_size < 1_500_000  # type: ignore[attr-defined]
    west, south, east, north = (
        min(shape.box[0] for shape in layers["land"]),
        min(shape.box[1] for shape in layers["land"]),
        max(shape.box[2] for shape in layers["land"]),
        max(shape.box[3] for shape in layers["land"]),
    )
    assert (west, east) == (-180 * QUANTUM, 180 * QUANTUM) and south == -90 * QUANTUM and north > 83 * QUANTUM
    names = json.loads((files("selon.serve") / "static" / "basemap-names.json").read_text(encoding="utf-8"))
    assert ["Mali", "Mali"] in [row[3:] for row in names] and ["Germany", "Allemagne"] in [row[3:] for row in names]


def crosses(layer: str, west: float, south: float, east: float, north: float) -> bool:
    points = [shape.points for shape in load_basemap()[layer]]
    return any(
        west <= line[at] / QUANTUM <= east and south <= line[at + 1] / QUANTUM <= north
        for line in points
        for at in range(0, len(line), 2)
    )


def test_borders_that_somebody_does_not_recognise_are_drawn_apart() -> None:
    assert crosses("disputed", 33.0, 45.8, 34.9, 46.3), "Perekop"
    assert crosses("disputed", 74.0, 33.0, 77.0, 35.5), "Kashmir"
    assert crosses("borders", 1.0, 42.3, 3.0, 43.0), "the Pyrenees"
    assert not crosses("disputed", 1.0, 42.3, 3.0, 43.0)


def test_a_frame_shows_all_of_its_points() -> None:
    points = [(48.6, 38.0), (13.2, 30.2), (-1.0, 36.8)]
    frame = frame_points(points, 600, 400)
    for latitude, longitude in points:
        x, y = frame.place(latitude, longitude)
        assert 0 <= x <= 600 and 0 <= y <= 400
    west, south, east, north = frame.box()
    assert west < 30.2 and east > 38.0 and south < -1 and north > 48.6
    assert frame_points([(48.6, 38.0)], 600, 400).zoom == 8
    assert Frame(256, 256, 0, 0, 0).place(0, 0) == pytest.approx((128, 128))


def test_every_certainty_has_a_form_of_its_own() -> None:
    forms = {name: glyph(name, 5, 5, 4) for name in CERTAINTIES}
    assert len(set(forms.values())) == len(CERTAINTIES)
    for form in forms.values():
        ElementTree.fromstring(form)


def test_a_map_is_whole_and_its_words_are_escaped() -> None:
    evil = '<script>alert("x")</script>'
    marks = [mark(1, place=evil), mark(2, latitude=48.0, longitude=37.9, radius_km=60), mark(3), mark(4, latitude=None)]
    disputed = frozenset({marks[1].id})
    drawn = draw_map(marks, (600, 400), disputed=disputed, title=evil, credit="Natural Earth")
    root = ElementTree.fromstring(drawn)
    assert root.find(f"{SVG}title").text == evil  # type: ignore[union-attr]
    assert "<script" not in drawn
    kinds = [element.get("class") for element in root.iter()]
    assert kinds.count("differs") == 1 and "radius" in kinds and "land" in kinds
    assert "2" in [element.text for element in root.iter() if element.get("class") == "on-mark"]


def test_a_map_of_nothing_is_the_world() -> None:
    ElementTree.fromstring(draw_map([], (600, 400), disputed=frozenset(), title="none", credit=""))


@pytest.mark.parametrize("code", ["en", "fr"])
def test_a_timeline_shows_three_kinds_of_bars(code: str) -> None:
    marks = [mark(1), mark(2, last_day=738_920), mark(3, first_day=None, last_day=None)]
    drawn = draw_timeline(as_timeline(marks), (500, 120), speak(code), "days")
    kinds = [element.get("class") for element in ElementTree.fromstring(drawn).iter()]
    assert {"exact", "spread", "untold"} <= set(kinds)
    assert draw_timeline((), (500, 120), speak(code), "days") == ""


def test_a_graph_points_from_copies_to_origins() -> None:
    tellers = (
        Teller("r_1", "one", "A & B", "2024-05-01", ("A",), ()),
        Teller("r_2", "two", None, None, ("A", "B"), ("r_1", "r_gone")),
    )
    root = ElementTree.fromstring(draw_tellers(tellers, speak("en"), "who copies whom"))
    kinds = [element.get("class") for element in root.iter()]
    assert kinds.count("arrow") == 1 and kinds.count("copied") == 1 and kinds.count("origin") == 1
    assert "A & B" in [element.text for element in root.iter()]
    assert draw_tellers((), speak("en"), "") == ""
