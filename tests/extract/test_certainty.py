"""Every hedge and negation finds the sentences it carries, and leaves those it must leave."""

from __future__ import annotations

import pytest

from selon.extract.actors import Surroundings
from selon.extract.events import find_events
from selon.languages.known import KNOWN
from selon.languages.load import load_language
from selon.model.report import Report
from selon.parse import load_parser

NONE = Surroundings(frozenset(), frozenset(), frozenset(), frozenset())


def hedged_sentences() -> list[tuple[str, str, str, str]]:
    found = []
    for code in KNOWN:
        for entries in load_language(code).hedges.values():
            if not isinstance(entries, list):
                continue
            for entry in entries:
                certainty = entry.get("certainty") or entry.get("negated") or "certain"
                polarity = entry.get("polarity", "affirmed")
                found.extend((code, sentence, certainty, polarity) for sentence in entry["finds"])
    return found


def negated_sentences(key: str) -> list[tuple[str, str]]:
    return [
        (code, sentence)
        for code in KNOWN
        for rule in load_language(code).negation["rule"]
        for sentence in rule.get(key, ())
    ]


def read_starred(code: str, starred: str) -> tuple[str, str]:
    """Certainty and polarity of the happening whose trigger stands between asterisks."""
    before, word, _ = starred.split("*")
    text = starred.replace("*", "")
    document = load_parser(code).parse(Report("test", text, code))
    events = find_events(document, load_language(code), NONE, all_nouns=True)
    (event,) = [e for e in events if document.tokens[e.token].start in range(len(before), len(before) + len(word))]
    return event.certainty, event.polarity


@pytest.mark.parametrize(("code", "sentence", "certainty", "polarity"), hedged_sentences())
def test_hedge_finds(code: str, sentence: str, certainty: str, polarity: str) -> None:
    assert read_starred(code, sentence) == (certainty, polarity)


@pytest.mark.parametrize(("code", "sentence"), negated_sentences("finds"))
def test_negation_finds(code: str, sentence: str) -> None:
    assert read_starred(code, sentence)[1] == "negated"


@pytest.mark.parametrize(("code", "sentence"), negated_sentences("leaves"))
def test_negation_leaves(code: str, sentence: str) -> None:
    assert read_starred(code, sentence)[1] == "affirmed"


MOODS = [
    ("Les troupes *fuiraient* la ville.", "reported"),
    ("Le raid aurait *tué* trois soldats.", "reported"),
    ("Les renforts seraient *arrivés* lundi.", "reported"),
    ("L'armée *attaquera* la ville.", "planned"),
    ("Il a déclaré que l'armée *attaquerait* la ville.", "planned"),
    ("L'armée *attaquait* la ville.", "certain"),
    ("Les soldats *tiraient* sur la foule.", "certain"),
]


@pytest.mark.parametrize(("sentence", "certainty"), MOODS)
def test_french_moods(sentence: str, certainty: str) -> None:
    assert read_starred("fr", sentence)[0] == certainty
