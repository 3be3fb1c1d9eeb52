"""Rare forms of known verbs: each of these words was an adjective, an adverb or a name before it had a stand-in."""

from __future__ import annotations

from itertools import pairwise

import pytest

from selon.languages.fr.verb_forms import forms_of
from selon.languages.load import load_language
from selon.model.document import Document
from selon.model.report import Report
from selon.parse import load_parser
from selon.parse.stand_ins import stand_ins

# sentence | verb as written | its lemma | its object | its mood
RARE = """
Les rebelles bombarderaient la ville. | bombarderaient | bombarder | ville | Cnd
Selon le maire, les milices encercleraient désormais Kolda. | encercleraient | encercler | Kolda | Cnd
Les forces armées bombarderaient le port. | bombarderaient | bombarder | port | Cnd
Tchad : les rebelles annexent Kolda | annexent | annexer | Kolda | Ind
Les rebelles débloqueraient la route demain. | débloqueraient | débloquer | route | Cnd
Les forces armées contrôlent le nord du pays. | contrôlent | contrôler | nord | Ind
Les soldats démantèlent le camp. | démantèlent | démanteler | camp | Ind
Les forces armées brutalisaient les villageois. | brutalisaient | brutaliser | villageois | Ind
Les rebelles ont amputé un prisonnier. | amputé | amputer | prisonnier | None
L'armée dit avoir annexé Kolda. | annexé | annexer | Kolda | None
Les miliciens envahiraient la plaine. | envahiraient | envahir | plaine | Cnd
"""
CASES = [[part.strip() for part in line.split(" | ")] for line in RARE.strip().splitlines()]


def parse(text: str) -> Document:
    return load_parser("fr").parse(Report("test", text, "fr"))


@pytest.mark.parametrize(("text", "word", "lemma", "patient", "mood"), CASES)
def test_a_rare_form_is_a_verb_with_its_object(text: str, word: str, lemma: str, patient: str, mood: str) -> None:
    document = parse(text)
    verb = next(t for t in document.tokens if t.text == word)
    assert (verb.pos, verb.lemma) == ("VERB", lemma)
    assert str(verb.features.get("Mood")) == mood
    assert patient in [document.tokens[i].text for i in document.of_role(verb.index, "obj")]


def test_words_and_offsets_are_those_of_the_text() -> None:
    text = "Les rebelles  bombarderaient la ville ;\n\nils démantèlent le camp et annexeraient Kolda."
    document = parse(text)
    assert all(text[t.start : t.end] == t.text for t in document.tokens)
    assert all(a.end <= b.start for a, b in pairwise(document.tokens))


@pytest.mark.parametrize(
    ("text", "word", "pos"),
    [
        ("Un affluent traverse la ville.", "affluent", "NOUN"),
        ("Le parent de la victime a parlé.", "parent", "NOUN"),
        ("Un conflit violent oppose deux groupes.", "violent", "ADJ"),
        ("Des volontaires ont rejoint l'armée.", "armée", "NOUN"),
        ("Ils ont soigné des blessés.", "blessés", "NOUN"),
    ],
)
def test_a_form_that_is_another_word_has_none(text: str, word: str, pos: str) -> None:
    assert next(t.pos for t in parse(text).tokens if t.text == word) == pos


def test_a_form_tells_its_own_tense() -> None:
    (verb,) = (t for t in parse("Les deux camps échangeront leurs prisonniers vendredi.").tokens if t.pos == "VERB")
    assert (verb.lemma, verb.features["Tense"]) == ("échanger", "Fut")


def test_no_verb_without_object_has_one() -> None:
    verbs = {each.verb for each in stand_ins(load_language("fr")).values()}
    assert {"bombarder", "envahir", "suspendre"} <= verbs
    assert not verbs & {"progresser", "riposter", "arriver"}
    assert not stand_ins(load_language("en"))


@pytest.mark.parametrize(
    ("verb", "name", "form"),
    [
        ("lancer", "imperfect plural", "lançaient"),
        ("assiéger", "present plural", "assiègent"),
        ("assiéger", "conditional", "assiégerait"),
        ("harceler", "conditional plural", "harcèleraient"),
        ("déployer", "future plural", "déploieront"),
        ("jeter", "present plural", "jettent"),
        ("évacuer", "past plural", "évacuèrent"),
        ("blesser", "conditional plural", "blesseraient"),
        ("encercler", "present plural", "encerclent"),
        ("annexer", "present plural", "annexent"),
        ("envahir", "present plural", "envahissent"),
        ("franchir", "participle feminine", "franchie"),
        ("suspendre", "conditional plural", "suspendraient"),
        ("perdre", "participle plural", "perdus"),
    ],
)
def test_forms_of_french_verbs(verb: str, name: str, form: str) -> None:
    assert forms_of(verb)[name] == form


@pytest.mark.parametrize("verb", ["prendre", "tenir", "ouvrir", "détruire"])
def test_irregular_verbs_have_no_forms_here(verb: str) -> None:
    assert forms_of(verb) == {}
