"""Parties beside what is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from selon.model.attribution import Source
from selon.model.claim import Actor, Claim
from selon.model.span import Span
from selon.show.sides import is_on_enemy, party_of


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("Russia's defence ministry", "russia"),
        ("le ministère russe de la Défense", "russia"),
        ("Kyiv", "ukraine"),
        ("the Rapid Support Forces", "rsf"),
        ("a Russian and a Ukrainian official", ""),
        ("a farmer", ""),
    ],
)
def test_parties_by_the_table(name: str, party: str) -> None:
    assert party_of(name) == party


def claim(kind: str, source: str, loser: str) -> Claim:
    word = Span(0, 4, "word")
    actor = Actor(Span(0, len(loser), loser))
    made = Claim("c_1", "x", word, word, kind, "affirmed", "certain", (Source(source, "say", "indirect", None, word),))
    return replace(made, agent=actor) if kind == "withdraw" else replace(made, target=actor)


def test_a_side_on_the_others_losses() -> None:
    assert is_on_enemy(claim("kill", "the Kremlin", "250 Ukrainian soldiers"))
    assert is_on_enemy(claim("withdraw", "Kyiv", "Russian troops"))
    assert not is_on_enemy(claim("kill", "Kyiv", "12 Ukrainian soldiers"))
    assert not is_on_enemy(claim("kill", "a farmer", "12 Ukrainian soldiers"))
    assert not is_on_enemy(claim("deploy", "the Kremlin", "Ukrainian soldiers"))
