"""The English kind rules find what they say they find, and leave what they say they leave."""

import re

import pytest

from selon.extract.kinds import kind_rule
from selon.languages.load import load_language
from selon.model.report import Report
from selon.parse import load_parser

ENGLISH = load_language("en")
RULES = ENGLISH.kind_rules
FINDS = [(rule["kind"], text) for rule in RULES for text in rule.get("finds", ())]
LEAVES = [(rule["kind"], text) for rule in RULES if rule["kind"] for text in rule.get("leaves", ())]
SILENT = [(rule["kind"], text) for rule in RULES if not rule["kind"] for text in rule.get("leaves", ())]


def kind_at_mark(marked: str) -> str:
    """The kind found at the word between asterisks, empty where there is none."""
    start = marked.index("*")
    text = re.sub(r"\*", "", marked)
    document = load_parser("en").parse(Report("x", text, "en"))
    index = next(token.index for token in document.tokens if token.start <= start < token.end)
    rule = kind_rule(document, index, ENGLISH)
    return rule.kind if rule else ""


@pytest.mark.parametrize(("kind", "marked"), FINDS)
def test_rule_finds_its_sentence(kind: str, marked: str) -> None:
    assert kind_at_mark(marked) == kind


@pytest.mark.parametrize(("kind", "marked"), LEAVES)
def test_rule_leaves_its_sentence(kind: str, marked: str) -> None:
    assert kind_at_mark(marked) != kind


@pytest.mark.parametrize(("kind", "marked"), SILENT)
def test_word_without_a_happening_stays_silent(kind: str, marked: str) -> None:
    assert kind_at_mark(marked) == kind
