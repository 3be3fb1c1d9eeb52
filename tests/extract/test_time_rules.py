"""The rules of each language's times prove themselves, and searching near seeds loses nothing."""

from __future__ import annotations

import re
import time

import pytest

from selon.extract.times import find_times
from selon.languages.known import KNOWN
from selon.languages.load import load_language
from selon.model.document import Document, Sentence, Token
from selon.model.report import Report

RULES = [(code, rule) for code in KNOWN for rule in load_language(code).times["rule"]]


def plain(text: str, code: str) -> Document:
    words = re.finditer(r"\w+(?:-\w+)*|[^\w\s]", text)
    tokens = tuple(Token(i, m.start(), m.end(), m[0], m[0], "X", "dep", 0, 0, {}) for i, m in enumerate(words))
    sentence = Sentence(0, 0, len(tokens), 0, len(text), 0)
    return Document(Report("t", text, code), tokens, (sentence,), ((),) * len(tokens))


def rules_in(text: str, code: str) -> list[str]:
    return [mention.rule for mention in find_times(plain(text, code), load_language(code))]


@pytest.mark.parametrize(("code", "rule"), RULES, ids=lambda value: value if isinstance(value, str) else value["name"])
def test_each_rule_finds_what_it_says_and_leaves_the_rest(code: str, rule: dict[str, list[str]]) -> None:
    assert rule["finds"], "a rule shows what it is for"
    for sentence in rule["finds"]:
        assert rule["name"] in rules_in(sentence, code), sentence
    for sentence in rule.get("leaves", []):
        assert rule["name"] not in rules_in(sentence, code), sentence


def test_mentions_are_cut_from_the_text_and_know_their_core() -> None:
    text = "It was hit on\u00a0Sunday, and since early March\u00a02022 it burned."
    for mention in find_times(plain(text, "en"), load_language("en")):
        assert text[mention.span.start : mention.span.end] == mention.span.text
        parts = dict(mention.parts)
        core = text[int(parts["core_start"]) : int(parts["core_end"])]
        assert core in ("Sunday", "early March\u00a02022") and mention.span.text.endswith(core)


def test_head_is_the_token_that_is_governed_from_outside() -> None:
    document = plain("It was hit on Sunday.", "en")
    (mention,) = find_times(document, load_language("en"))
    assert document.tokens[mention.head].text == "Sunday"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "İstanbul’da 3 mayıs", "1234567890" * 20, "le " * 500, "a" * 5000])
@pytest.mark.parametrize("code", KNOWN)
def test_odd_texts_are_read_and_soon(code: str, text: str) -> None:
    began = time.perf_counter()
    find_times(plain(text, code), load_language(code))
    assert time.perf_counter() - began < 5
