"""Sources: the fullest name that a document gives."""

from __future__ import annotations

import pytest

from selon.extract.attributions import find_attributions
from selon.languages.load import load_language
from selon.model.attribution import Attribution
from selon.model.report import Report
from selon.parse import load_parser
from selon.resolve.sources import resolve_sources


def read(text: str, code: str) -> tuple[Attribution, ...]:
    """The attributions of a text, with names."""
    language = load_language(code)
    document = load_parser(code).parse(Report(name="test", text=text, language=code))
    return resolve_sources(find_attributions(document, language), document, language)


CASES = [
    ("en", "French President Paul Martin spoke. He said the war was over.", "Paul Martin"),
    ("en", "White House spokesman Peter Carr said the talks had failed.", "Peter Carr"),
    ("en", "Peter Carr arrived on Monday. Carr said the talks had failed.", "Peter Carr"),
    ("en", "The Northern Relief Committee (NRC) met. The NRC said the road was open.", "Northern Relief Committee"),
    ("en", "The World Health Office met in May. WHO said the road was open.", "World Health Office"),
    ("en", "A statement by the ministry said that the road was open.", "the ministry"),
    ("en", "Governor Anna Berg fled. The governor said the city had fallen.", "Anna Berg"),
    ("fr", "Le chef de la milice, Paul Martin, a fui. Il a dit que la ville était tombée.", "Paul Martin"),
    ("fr", "Un communiqué de l'armée fait état de plusieurs morts.", "l'armée"),
    ("fr", "Le maire de la ville, Paul Martin, a déclaré que le pont était détruit.", "Paul Martin"),
    (
        "en",
        "It broke said Omar Farah head of the Nile Police. The head of the Nile Police said it had burst.",
        "Omar Farah",
    ),
    ("en", "Kenyan Prime Minister Anna Berg left. The Kenyan prime minister said the talks had failed.", "Anna Berg"),
    ("fr", "Des sources sécuritaires ont révélé que le pont était détruit.", "Des sources sécuritaires"),
]


@pytest.mark.parametrize(("code", "text", "name"), CASES)
def test_names(code: str, text: str, name: str) -> None:
    """The last source of the text bears the name."""
    assert read(text, code)[-1].name == name


OPENINGS = [
    ("en", "The dam broke, according to the head of the river police.\n\nOmar Farah said nine died.", "Omar Farah"),
    (
        "en",
        "A senior Kenyan official said the dam broke.\n\nOmar Farah, secretary of Kenya's board, said nine had died.",
        "Omar Farah",
    ),
    (
        "en",
        "The dam broke, the valley governor said.\n\nGeneral Omar Farah said nine had died.",
        "the valley governor",
    ),
    ("en", "A monitoring group said the dam broke. The Nile Observatory said nine died.", "The Nile Observatory"),
    ("en", "Officials said the dam broke.\n\nOmar Farah said nine died.", "Officials"),
    ("fr", "Le barrage a cédé, selon le chef de la police.\n\nOmar Farah a dit que neuf étaient morts.", "Omar Farah"),
    ("fr", "Le général Berg a dit que le barrage a cédé.\n\nOmar Farah a dit que neuf étaient morts.", "Berg"),
]


@pytest.mark.parametrize(("code", "text", "name"), OPENINGS)
def test_who_the_opening_means(code: str, text: str, name: str) -> None:
    """The first source bears the name that the next paragraph gives, where one person or body fits."""
    assert read(text, code)[0].name == name


@pytest.mark.parametrize("code", ["en", "fr"])
def test_order_and_number_are_kept(code: str) -> None:
    """Naming neither adds nor drops an attribution."""
    language = load_language(code)
    text = "Paul Martin said the war was over. « C'est fini », a dit Paul Martin. He said so."
    document = load_parser(code).parse(Report(name="test", text=text, language=code))
    found = find_attributions(document, language)
    named = resolve_sources(found, document, language)
    assert [a.cue for a in found] == [a.cue for a in named]
    assert all(a.name for a in named if a.source is not None)
