"""Attributions: every rule of the data finds what it says it finds, and the forms hold together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from selon.extract.attributions import find_attributions
from selon.extract.chains import chain_of
from selon.languages.known import KNOWN
from selon.languages.load import load_language
from selon.model.attribution import FORMS, STANCES, Attribution
from selon.model.report import Report
from selon.parse import load_parser

TABLES = ("verbs", "idioms", "nouns", "adjectives", "prepositions", "views", "quoting", "withhold", "impersonal")


def read(text: str, code: str) -> tuple[Attribution, ...]:
    """The attributions of a text."""
    document = load_parser(code).parse(Report(name="test", text=text, language=code))
    return find_attributions(document, load_language(code))


def read_chain(text: str, code: str, word: str) -> tuple[Attribution, ...]:
    """The attributions that hold for a word of a text, innermost first."""
    document = load_parser(code).parse(Report(name="test", text=text, language=code))
    token = document.token_at(text.index(word))
    assert token is not None
    language = load_language(code)
    return chain_of(document, token.index, find_attributions(document, language), language)


def entries(field: str) -> Iterator[Any]:
    """One case for each example sentence of each rule."""
    for code in KNOWN:
        language = load_language(code)
        cues = {**language.cues, **language.cue_verbs, **language.cue_idioms}
        for table in TABLES:
            rules = cues.get(table, [])
            for number, rule in enumerate(rules if isinstance(rules, list) else [rules]):
                for sentence in rule.get(field, []):
                    yield pytest.param(code, table, rule, sentence, id=f"{code}-{table}-{number}-{sentence[:40]}")


def marked(sentence: str) -> tuple[str, str | None, str | None]:
    """The sentence without its marks, the source and the content that they mark."""
    source = re.search(r"\[(.*?)\]", sentence)
    content = re.search(r"\{(.*?)\}", sentence)
    return (
        re.sub(r"[\[\]{}]", "", sentence),
        re.sub(r"[{}]", "", source.group(1)) if source else None,
        re.sub(r"[\[\]]", "", content.group(1)) if content else None,
    )


@pytest.mark.parametrize(("code", "table", "rule", "sentence"), list(entries("finds")))
def test_each_rule_finds_its_sentences(code: str, table: str, rule: dict[str, Any], sentence: str) -> None:
    """Source and content are found as marked, with the rule's stance."""
    text, source, content = marked(sentence)
    found = read(text, code)
    assert any(
        (a.source.text if a.source else None) == source
        and (content is None or " ".join(piece.text for piece in a.content) == content)
        and a.stance == (rule.get("stance") or rule.get("shown") or a.stance)
        for a in found
    ), found


@pytest.mark.parametrize(("code", "table", "rule", "sentence"), list(entries("leaves")))
def test_each_rule_leaves_its_sentences(code: str, table: str, rule: dict[str, Any], sentence: str) -> None:
    """Nothing is attributed in a sentence that only looks like one."""
    assert read(sentence, code) == ()


CASES = [
    ("en", '"They left," said the mayor. "We are alone."', "the mayor", '"They left,"|"We are alone."', "direct"),
    ("en", 'Zelensky: "We will win this war."', "Zelensky", '"We will win this war."', "direct"),
    ("en", "The raid, officials said, killed nine people.", "officials", "The raid|killed nine people", "indirect"),
    ("en", 'She said the plan was "a disgrace".', "She", 'the plan was "a disgrace"', "mixed"),
    ("en", "The deal was confirmed by the embassy.", "the embassy", "The deal", "indirect"),
    ("fr", "« Honte ! Ils fuient tous. » Martin fulminait.", "Martin", "« Honte ! Ils fuient tous. »", "direct"),
    ("fr", "« Nous tiendrons la ville », a-t-il dit.", "il", "« Nous tiendrons la ville »", "direct"),
    ("fr", "Moscou : « La ville est à nous. »", "Moscou", "« La ville est à nous. »", "direct"),
    ("fr", "La ville, selon le maire, est détruite.", "le maire", "La ville|est détruite", "according_to"),
]


@pytest.mark.parametrize(("code", "text", "source", "content", "form"), CASES)
def test_forms(code: str, text: str, source: str, content: str, form: str) -> None:
    """Source, content in its pieces, and form."""
    found = read(text, code)
    assert any(
        a.source is not None
        and a.source.text.removeprefix("-") == source
        and [piece.text for piece in a.content] == content.split("|")
        and a.form == form
        for a in found
    ), found


def test_chains_run_from_the_inside_out() -> None:
    """Who was told carries what he was told."""
    text = "The mayor told Reuters that the bridge had fallen."
    chain = read_chain(text, "en", "fallen")
    assert [a.source.text for a in chain if a.source] == ["The mayor", "Reuters"]


def test_pictures_have_a_sharer() -> None:
    """Those who shared the pictures stand outside them."""
    text = "Des images de drones partagées par le ministère montrent des chars en feu."
    chain = read_chain(text, "fr", "chars")
    assert [a.stance for a in chain] == ["show", "show"]
    assert chain[1].source is not None and chain[1].source.text == "le ministère"


@pytest.mark.parametrize("code", KNOWN)
def test_the_data_is_in_order(code: str) -> None:
    """Stances are known ones, and no lemma stands twice in one rule."""
    language = load_language(code)
    for rule in (*language.cue_verbs["verbs"], *language.cues["nouns"]):
        assert rule["stance"] in (*STANCES, "")
        assert len(set(rule["lemmas"])) == len(rule["lemmas"])
    assert "direct" in FORMS


@pytest.mark.parametrize("text", ["", "…", "said", "« »", '"""', ": « dit »", "Selon", "said said said", "a-t-il dit"])
@pytest.mark.parametrize("code", KNOWN)
def test_scraps_do_no_harm(code: str, text: str) -> None:
    """No text makes it fail, and no span leaves its text."""
    for each in read(text, code):
        for span in (*each.content, each.cue):
            assert text[span.start : span.end] == span.text
