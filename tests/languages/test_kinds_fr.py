"""The French kind rules find what they say they find, and leave what they say they leave."""

from __future__ import annotations

import pytest

from selon.extract.kinds import kind_rule
from selon.languages.load import load_language
from selon.model.report import Report
from selon.parse import load_parser

RULES = load_language("fr").kind_rules
FINDS = [(rule["kind"], sentence) for rule in RULES for sentence in rule["finds"]]
LEAVES = [(rule, sentence) for rule in RULES for sentence in rule["leaves"]]
LISTS = (
    *("verbs", "nouns", "adjectives"),
    *("object", "subject", "with", "case", "governor", "preposition"),
    *("bare", "beside", "form", "idioms"),
)


def kinds_of(sentence: str) -> dict[int, str]:
    """The kind at each character where a token with a rule starts."""
    language = load_language("fr")
    document = load_parser("fr").parse(Report("x", sentence, "fr"))
    found = {}
    for token in document.tokens:
        rule = kind_rule(document, token.index, language)
        if rule is not None and rule.kind:
            found[token.start] = rule.kind
    return found


@pytest.mark.parametrize(("kind", "sentence"), FINDS)
def test_finds(kind: str, sentence: str) -> None:
    assert kinds_of(sentence.replace("*", "")).get(sentence.index("*")) == kind


@pytest.mark.parametrize(("rule", "sentence"), LEAVES)
def test_leaves(rule: dict[str, object], sentence: str) -> None:
    kinds = kinds_of(sentence.replace("*", ""))
    if "*" in sentence:
        found = kinds.get(sentence.index("*"), "")
        assert not found if rule["kind"] == "" else found != rule["kind"]
    else:
        assert rule["kind"] not in kinds.values()


def test_lists_are_sorted() -> None:
    for rule in RULES:
        for key in LISTS:
            assert rule.get(key, []) == sorted(set(rule.get(key, [])))
