"""Places as written: names, levels, relations, neighbours, common nouns; and what is none."""

from __future__ import annotations

import re

import pytest

from selon.extract.place_words import place_words
from selon.extract.places import find_places
from selon.languages.known import KNOWN
from selon.languages.load import load_language
from selon.model.mentions import PlaceMention
from selon.model.report import Report
from selon.parse import load_parser
from selon.resolve.gazetteer import open_gazetteer

RULES = [
    (code, rule["name"], sentence)
    for code in KNOWN
    for rule in load_language(code).places["relations"]
    for sentence in rule["finds"]
]


def places(text: str, code: str = "en") -> tuple[PlaceMention, ...]:
    document = load_parser(code).parse(Report("x", text, code))
    found = find_places(document, load_language(code), open_gazetteer())
    for mention in found:
        assert text[mention.span.start : mention.span.end] == mention.span.text
    return found


def names(text: str, code: str = "en") -> list[str]:
    return [mention.name for mention in places(text, code) if not mention.common]


@pytest.mark.parametrize(("code", "rule", "sentence"), RULES)
def test_relation_rules_find_their_sentences(code: str, rule: str, sentence: str) -> None:
    words = place_words(load_language(code))
    start = re.search("Kalba", sentence).start()  # type: ignore[union-attr]
    found = words.relation_before(sentence, start)
    assert found is not None, rule
    forms = {r["name"]: str(r["relation"]) for r in load_language(code).places["relations"]}
    assert found.text.split()[-1] == forms[rule].split()[-1]


@pytest.mark.parametrize("code", KNOWN)
def test_beside_finds_its_phrases(code: str) -> None:
    words = place_words(load_language(code))
    for phrase in load_language(code).places["beside"]["finds"]:
        between = re.search("Kalba|Shaykhun|Elmau", phrase)
        after = re.search("Modu|Idlib|Bavaria", phrase)
        assert between and after
        gap = phrase[between.end() : after.start()]
        assert words.beside.match(gap) or words.relation_before(phrase, after.start())


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("Shells hit Kharkiv and Izyum on Monday.", "en", ["Kharkiv", "Izyum"]),
        ("Ils ont bombardé Mopti et Ségou lundi.", "fr", ["Mopti", "Ségou"]),
        ("Aid reached Burkina Faso through Ivory Coast.", "en", ["Burkina Faso", "Ivory Coast"]),
        ("L'armée est entrée en Côte d'Ivoire.", "fr", ["Côte d'Ivoire"]),
        ("The Bank of China closed.", "en", []),
        ("The Donetsk People's Republic said so.", "en", []),
        ("Syrian troops left.", "en", []),
        ("The New York Times reported it.", "en", []),
    ],
)
def test_names(text: str, code: str, expected: list[str]) -> None:
    assert names(text, code) == expected


def test_unknown_village_is_found_by_its_words() -> None:
    assert "Zolbruk" in names("Troops entered the village of Zolbruk on Friday.")
    assert "Zolbruk" in names("Les troupes sont entrées dans le village de Zolbruk vendredi.", "fr")


def test_level_is_part_of_the_written_name() -> None:
    assert [m.span.text for m in places("Missiles were fired at the Kyiv region.")] == ["the Kyiv region"]
    assert "la région de Kherson" in [m.span.text for m in places("Ils ont quitté la région de Kherson.", "fr")]


@pytest.mark.parametrize(
    ("text", "code", "relation", "kilometres", "bearing"),
    [
        ("They stopped 3 km north-west of Bakhmut.", "en", "3 km north-west of", 3, 315),
        ("They stopped ten miles south of Bakhmut.", "en", "16.1 km south of", 16.09344, 180),
        ("Ils sont à 20 kilomètres à l'est de Mopti.", "fr", "20 km east of", 20, 90),
        ("Ils se battent près de Mopti.", "fr", "near", None, None),
        ("They met near Aleppo.", "en", "near", None, None),
        ("They met north of Aleppo.", "en", "north of", None, 0),
        ("Shells fell in eastern Ukraine.", "en", "east part of", None, 90),
    ],
)
def test_relations(text: str, code: str, relation: str, kilometres: float | None, bearing: float | None) -> None:
    mention = places(text, code)[0]
    assert (mention.relation, mention.bearing) == (relation, bearing)
    assert mention.distance_km == (pytest.approx(kilometres) if kilometres else None)


def test_neighbours_know_each_other() -> None:
    first, second = places("Planes bombed Khan Sheikhoun in Idlib province.")
    assert first.beside == ("Idlib",)
    assert second.beside == ("Khan Sheikhoun",)


def test_place_located_by_another() -> None:
    first, second = places("They took Zolbruk, 12 km east of Mopti, on Friday.")
    assert (first.name, first.distance_km, first.bearing, first.beside) == ("Zolbruk", 12, 90, ("Mopti",))
    assert second.name == "Mopti"


def test_common_nouns() -> None:
    found = places("Kharkiv was shelled. The city was dark.")
    assert [(m.span.text, m.common) for m in found] == [("Kharkiv", False), ("The city", True)]
    assert [m.name for m in places("Ils ont survolé le territoire malien.", "fr")] == ["Mali"]
