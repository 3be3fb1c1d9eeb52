"""The short patterns cut French text as the long ones do."""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path

import pytest

from selon.parse.parser import load_parser
from selon.parse.quick_start import LONG, quick_patterns, shorten

EXAMPLES = Path(__file__).parents[2] / "examples"
HARD = """L'entre-deux-guerres, Saint-Étienne, aujourd'hui, presqu'île, « arc-en-ciel », grand-mère, l'Ouest-africain,
anti-Covid-19, co-fondateur, contre-offensive, ex-président, Franco-allemand, jusqu’au-boutiste, Cœur-volant,
post-soviétique, semi-remorque, sous-lieutenant, vice-amiral, y-a-t-il, S'il-vous-plaît, Villeneuve-d'Ascq, Łódź-Est"""


def test_french_is_cut_into_the_same_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    tokenizer = load_parser("fr").pipeline.tokenizer
    texts = [HARD, *(path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*-fr.txt")))]
    quick = [[token.text for token in tokenizer(text)] for text in texts]
    monkeypatch.delitem(sys.modules, "spacy.lang.fr.tokenizer_exceptions")
    full = importlib.import_module("spacy.lang.fr.tokenizer_exceptions").TOKEN_MATCH
    assert len(full.__self__.pattern) > LONG
    monkeypatch.setattr(tokenizer, "token_match", full)
    assert quick == [[token.text for token in tokenizer(text)] for text in texts]


def test_only_long_patterns_change_and_only_inside() -> None:
    before = re.compile
    with pytest.raises(ZeroDivisionError), quick_patterns():
        assert re.compile is not before
        raise ZeroDivisionError
    assert re.compile is before
    assert shorten("[a-z]") == "[a-z]"
