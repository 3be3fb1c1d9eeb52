"""Words as they are searched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from selon.ledger.folding import find_terms
from selon.model.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L'Élysée", "l elysee"),
        ("l’état-major", "l etat major"),
        ("Œil, cœur", "oeil coeur"),
        ("BMP-2s & F-16", "bmp 2s f 16"),
        ("Straße_x", "strasse x"),
        ("  ", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(some.text())
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_terms() -> None:
    assert find_terms('tirs "sur la ville" Saint-Den* ?') == (
        (("tirs",), False),
        (("sur", "la", "ville"), False),
        (("saint", "den"), True),
    )
    assert find_terms("« les forces »") == ((("les", "forces"), False),)
