"""Places as understood: chosen by reasons, moved by distances, never guessed."""

from __future__ import annotations

import pytest

from selon.extract.places import find_places
from selon.languages.load import load_language
from selon.model.mentions import Place
from selon.model.report import Report
from selon.parse import load_parser
from selon.resolve.gazetteer import open_gazetteer
from selon.resolve.place_points import distance_and_bearing, midpoint, point_towards, quick_km, turn
from selon.resolve.places import resolve_places


def resolved(text: str, code: str = "en", *, relative: bool = True) -> dict[str, Place]:
    language, gazetteer = load_language(code), open_gazetteer()
    document = load_parser(code).parse(Report("x", text, code))
    mentions = find_places(document, language, gazetteer)
    places = resolve_places(mentions, document, language, gazetteer, relative=relative)
    assert len(places) == len(mentions)
    return {place.span.text: place for place in places if place}


def near(place: Place, latitude: float, longitude: float, kilometres: float = 20) -> bool:
    assert place.latitude is not None and place.longitude is not None
    return quick_km((place.latitude, place.longitude), (latitude, longitude)) <= kilometres


@pytest.mark.parametrize(
    ("text", "written", "point"),
    [
        ("The mayor of Paris, Texas, met visitors from Dallas.", "Paris", (33.66, -95.56)),
        ("Le maire de Paris a parlé à Lyon.", "Paris", (48.85, 2.35)),
        ("Officials in Tbilisi said that Georgia would answer Moscow.", "Georgia", (42.0, 43.5)),
        ("Police in Atlanta, Georgia, spoke.", "Georgia", (32.7, -83.4)),
        ("Shells hit Bakhmout.", "Bakhmout", (48.59, 38.0)),
        ("Troops left Tripoli for Benghazi in Libya.", "Tripoli", (32.89, 13.19)),
        ("Clashes broke out in Tripoli, near Beirut, in Lebanon.", "Tripoli", (34.43, 35.84)),
    ],
)
def test_choice(text: str, written: str, point: tuple[float, float]) -> None:
    place = resolved(text, "fr" if text.startswith("Le ") else "en")[written]
    assert near(place, *point, kilometres=60)
    assert place.reasons


def test_level_decides_between_city_and_region() -> None:
    city = resolved("Shells hit Donetsk.")["Donetsk"]
    region = resolved("Shells hit the Donetsk region.")["the Donetsk region"]
    assert (city.radius_km or 0) < 20 < (region.radius_km or 0)


def test_distance_and_direction_move_the_point() -> None:
    text = "They stopped 30 km north of Mopti."
    place, bare = resolved(text)["Mopti"], resolved(text, relative=False)["Mopti"]
    assert place.latitude and bare.latitude
    assert place.latitude - bare.latitude == pytest.approx(30 / 111.2, abs=0.01)
    assert place.relation == "30 km north of"


def test_direction_without_distance_does_not_move() -> None:
    place, bare = resolved("They met north of Aleppo.")["Aleppo"], resolved("They met in Aleppo.")["Aleppo"]
    assert (place.latitude, place.longitude) == (bare.latitude, bare.longitude)


def test_unknown_name_has_no_point() -> None:
    place = resolved("Troops entered the village of Zolbruk in Mali on Friday.")["the village of Zolbruk"]
    assert (place.latitude, place.longitude, place.radius_km, place.gazetteer_id) == (None, None, None, None)


def test_unknown_name_with_a_stated_distance_is_derived_and_says_so() -> None:
    place = resolved("They took Zolbruk, 12 km east of Mopti, on Friday.")["Zolbruk"]
    assert near(place, 14.49, -4.08, 10)
    assert any("derived" in reason for reason in place.reasons)


@pytest.mark.parametrize(
    ("code", "text", "written", "notes"),
    [
        ("en", "They took Kharkiv, 50 km east of Kyiv, on Friday.", "Kharkiv", ["50 km from Kyiv, the map 41"]),
        ("fr", "Ils ont pris Gao, à 300 km au nord-est de Bamako.", "Gao", ["300 km from Bamako, the map 94"]),
        ("en", "Fighting reached Homs, 90 miles south of Damascus.", "Homs", ["180° from Damascus, the map 1"]),
        ("fr", "Les combats ont atteint Homs, à 140 km au sud de Damas.", "Homs", ["180° from Damas, the map 1"]),
        (
            "fr",
            "Ils ont pris Kharkiv, à 50 km au sud de Kyiv.",
            "Kharkiv",
            ["50 km from Kyiv, the map", "180° from Kyiv"],
        ),
        ("fr", "Ils ont bombardé Alep, à environ 300 km au nord de Damas.", "Alep", []),
        ("en", "They shelled Aleppo, about 200 miles north of Damascus.", "Aleppo", []),
        ("en", "They hit Homs (40 km west of Palmyra).", "Homs", ["40 km from Palmyra, the map 14"]),
    ],
)
def test_what_does_not_fit_the_map_is_noted_with_both_figures(
    code: str, text: str, written: str, notes: list[str]
) -> None:
    found = [reason for reason in resolved(text, code)[written].reasons if "the text says" in reason]
    assert len(found) == len(notes)
    assert all(note in one for note, one in zip(notes, found, strict=True))


def test_a_distance_alone_derives_a_point_that_reaches_as_far() -> None:
    place = resolved("Zolbrouk, village situé à douze kilomètres de Mopti, a brûlé.", "fr")["Zolbrouk"]
    assert near(place, 14.49, -4.20, 5)
    assert (place.radius_km or 0) >= 12
    assert any("derived: 12 km from" in reason for reason in place.reasons)


def test_a_far_namesake_of_a_place_near_another_is_not_believed() -> None:
    place = resolved("They shelled the town of Kramatorsk near Kharkiv on Friday.")["the town of Kramatorsk"]
    assert place.latitude is None
    assert "Kharkiv" in place.reasons[0]


def test_common_nouns_stand_for_what_was_named() -> None:
    places = resolved("Kharkiv was shelled on Monday. The city was dark. The country is at war.")
    assert places["The city"].gazetteer_id == places["Kharkiv"].gazetteer_id
    assert places["The country"].name == "Ukraine"
    assert resolved("Des soldats ont pris la capitale malienne.", "fr")["la capitale malienne"].name == "Bamako"


def test_geodesy() -> None:
    paris, berlin = (48.8566, 2.3522), (52.52, 13.405)
    kilometres, bearing = distance_and_bearing(paris, berlin)
    assert kilometres == pytest.approx(879, abs=2)
    assert quick_km(paris, berlin) == pytest.approx(kilometres, rel=0.006)
    assert quick_km(point_towards(paris, bearing, kilometres), berlin) < 0.1
    half = midpoint(paris, berlin)
    assert quick_km(half, paris) == pytest.approx(quick_km(half, berlin), rel=0.01)
    assert turn(350, 10) == 20


@pytest.mark.parametrize(
    ("text", "written", "point"),
    [
        ("Shells hit villages in eastern Ukraine.", "Ukraine", (48.2, 35.1)),
        ("Fighters attacked a post in northern Mali.", "Mali", (19.1, 1.0)),
        ("A raid was reported in southern Russia.", "Russia", (44.6, 44.0)),
        ("Clashes broke out in eastern Congo, in DR Congo.", "DR Congo", (-2.5, 23.5)),
    ],
)
def test_a_direction_in_a_country_is_where_its_towns_there_lie(
    text: str, written: str, point: tuple[float, float]
) -> None:
    assert near(resolved(text)[written], *point, kilometres=60)


def test_a_name_whose_letters_differ_is_another_place_unless_near() -> None:
    place = resolved("They fought near Klishchiivka, in the Donetsk region, and in Bakhmut.")["Klishchiivka"]
    assert place.latitude is None
