"""The interface's words: both languages whole, the reader's language, numbers and days."""

from __future__ import annotations

import ast
import inspect
import re
from datetime import date
from importlib.resources import files

import pytest
from tests.show.told import KILL, SEIZE, dispute, fill

from selon.languages.known import KNOWN
from selon.languages.load import load_language
from selon.ledger.ledger import Ledger
from selon.merge import apart, counts, differ, rejections
from selon.model.attribution import STANCES
from selon.model.claim import CERTAINTIES, FAMILIES, KINDS, POLARITIES
from selon.model.incident import DISPUTED
from selon.model.review import CORRECTABLE, REVIEWS
from selon.resolve import place_scores
from selon.serve.interface import LANGUAGES, choose, load_words, speak
from selon.serve.telling import VERBS, tell_difference
from selon.show.disputes import as_difference
from selon.show.versions import COLUMNS, as_told

USED = re.compile(r"""\bt\(\s*["']([a-z_]+\.[a-z_]+)["'](?!\s*~)""")


def test_every_language_has_the_same_sentences_with_the_same_gaps() -> None:
    first, *others = (load_words(code) for code in LANGUAGES)
    for other in others:
        assert set(first) == set(other)
        for key, sentence in first.items():
            gaps = [set(re.findall(r"\{(\w+)\}", text)) for text in (sentence, other[key])]
            assert gaps[0] == gaps[1], key


def test_every_sentence_that_a_page_or_script_says_is_there() -> None:
    folder = files("selon.serve")
    sources = [item for name in ("templates", "static") for item in (folder / name).iterdir()]
    asked = {
        key
        for item in sources
        if item.name.endswith((".html", ".js"))
        for key in USED.findall(item.read_text(encoding="utf-8"))
    }
    assert len(asked) > 100
    assert asked - set(load_words("en")) == set()


def test_every_word_of_the_model_has_a_name() -> None:
    known = load_words("en")
    for prefix, words in {
        "kind": KINDS,
        "certainty": CERTAINTIES,
        "stance": STANCES,
        "polarity": POLARITIES,
        "family": FAMILIES,
        "columns": COLUMNS,
        "dispute": (*DISPUTED, *(f"on_{on}" for on in DISPUTED), *(f"verb_{verb}" for verb in VERBS)),
        "review": (*REVIEWS, *(f"part_{part}" for part in CORRECTABLE)),
    }.items():
        assert {f"{prefix}.{word}" for word in words} <= set(known), prefix


@pytest.mark.parametrize(
    ("accepted", "chosen", "code"),
    [
        (None, None, "en"),
        ("fr-FR,fr;q=0.9,en;q=0.8", None, "fr"),
        ("en-GB,en;q=0.9,fr;q=0.8", None, "en"),
        ("de, fr;q=0.4, en;q=0.3", None, "fr"),
        ("fr;q=0, en", None, "en"),
        ("fr;q=nonsense", None, "en"),
        ("*", None, "en"),
        ("en", "fr", "fr"),
        ("fr", "xx", "fr"),
    ],
)
def test_the_reader_s_language(accepted: str | None, chosen: str | None, code: str) -> None:
    assert choose(accepted, chosen) == code


def test_numbers_and_days_are_written_as_the_language_does() -> None:
    english, french = speak("en"), speak("fr")
    assert english.number(12_345) == "12,345" and french.number(12_345) == "12\u202f345"
    assert english.day("2024-05-20T08:00:00Z") == "20 May 2024" and french.day("2024-05") == "mai 2024"
    assert english.day("2023") == "2023" and english.day("2023-02-31") == "2023-02-31" and english.day(None) == ""
    assert english.edtf("2023-05-20/2023-05-22") == "20 May 2023 – 22 May 2023"
    assert french.edtf("2023-05/..") == "à partir de mai 2023"
    assert english.edtf("[2023-06-04,2023-06-11]") == "one of 4 Jun 2023, 11 Jun 2023"
    assert english.edtf("2023-06~") == "about Jun 2023" and english.edtf("odd") == "odd"
    assert english.days(date(2023, 1, 1), date(2023, 12, 31)) == "2023"
    assert english.days(date(2024, 2, 1), date(2024, 2, 29)) == "Feb 2024"
    assert english.days(date(2024, 2, 1), date(2024, 2, 3)) == "1 Feb 2024 – 3 Feb 2024"


def test_one_and_many_have_their_own_sentences() -> None:
    english, french = speak("en"), speak("fr")
    assert english.t("incident.report_count", count=1) == "1 report"
    assert english.t("incident.report_count", count=0) == "0 reports"
    assert french.t("incident.report_count", count=0) == "0 article", "zero is singular in French"
    assert english.names(["A", "B"]) == "A and B" and english.names(["A", "B", "C", "D"], 2) == "A and 3 other sources"
    assert english.names([]) == "one account"


@pytest.mark.parametrize("on", DISPUTED)
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_dispute_is_a_sentence_whose_words_are_escaped(
    tmp_path_factory: pytest.TempPathFactory, on: str, code: str
) -> None:
    with Ledger(str(tmp_path_factory.mktemp("told") / "ledger.db")) as ledger:
        told = as_told(fill(ledger).pick([KILL, SEIZE]))
    found = as_difference(dispute((KILL,), (SEIZE,), on), told)
    assert found is not None
    sentence = tell_difference(found, speak(code))
    assert sentence.endswith(".") and "{" not in sentence
    assert "<b>l&#39;état-major</b>" in sentence and "<b>the mayor</b>" in sentence


REASONS = {
    "kind attack by rule attack-3": "lu comme « attaque » par la règle attack-3",
    "aurait: reported": "« aurait » le rend : ouï-dire",
    "24 to 99 and at least 120 do not meet": "24 à 99 et au moins 120 ne peuvent pas être vrais à la fois",
    "one tells of drone, the other of missile, artillery": "l'un évoque un drone, l'autre un missile, de l'artillerie",
    "published 2023-06-04": "compté à partir de la publication, 4 juin 2023",
    "stands for the hill of Izium": "désigne the hill of Izium, nommé auparavant",
    "derived: 3 km 315° from El Obeid": "calculé : à 3 km, à 315° d'El Obeid",
}


@pytest.mark.parametrize("kept", REASONS)
def test_a_reason_is_told_in_the_reader_s_language(kept: str) -> None:
    assert speak("fr").reason(kept) == REASONS[kept]
    assert speak("en").reason(kept) != REASONS[kept]


def test_a_reason_that_no_template_fits_is_told_as_it_is_kept() -> None:
    assert speak("fr").reason("since {this} is new: {kind}") == "since {this} is new: {kind}"


def test_every_sentence_that_merging_and_places_give_as_a_reason_has_a_template() -> None:
    """Those without figures, by what stands in the code; those with figures are made by the examples of the pages."""
    french, found = speak("fr"), set[str]()
    for module in (differ, rejections, counts, apart):
        tree = ast.parse(inspect.getsource(module))
        for node in ast.walk(tree):
            named = isinstance(node, ast.Assign) and any(getattr(to, "id", "") == "reasons" for to in node.targets)
            if named:
                found |= {
                    leaf.value for leaf in ast.walk(node) if isinstance(leaf, ast.Constant) and " " in str(leaf.value)
                }
    whole = {text for text in found if text[:1] != " " and text[-1:] != " "}
    assert len(whole) >= 7
    known = " ".join(key for key in load_words("en") if key.startswith("reason."))
    assert [text for text in found if text.strip() not in known] == []
    for score in place_scores.SCORES:
        assert score.__doc__ and french.reason(score.__doc__) != score.__doc__


@pytest.mark.parametrize(
    ("relation", "name", "english", "french"),
    [
        ("near", "Izium", "near Izium", "près d'Izium"),
        ("3 km north-west of", "Kalba", "3 km north-west of Kalba", "à 3 km au nord-ouest de Kalba"),
        ("east part of", "Kalba", "east part of Kalba", "partie est de Kalba"),
        ("near Vuhledar", "Kalba", "Kalba, near Vuhledar", "Kalba, près de Vuhledar"),
        ("beyond", "Kalba", "beyond Kalba", "beyond Kalba"),
    ],
)
def test_a_place_is_told_by_its_relation(relation: str, name: str, english: str, french: str) -> None:
    assert speak("en").located(relation, name) == english
    assert speak("fr").located(relation, name) == french


def test_every_relation_that_a_language_finds_has_a_template() -> None:
    french = speak("fr")
    for code in KNOWN:
        for rule in load_language(code).places["relations"]:
            told = rule["relation"].format(km="3", way="north")
            assert "Kalba" in french.located(told, "Kalba") and french.located(told, "Kalba") != f"{told} Kalba", told
