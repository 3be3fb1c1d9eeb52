"""Links that open a page at the words of a span."""

from __future__ import annotations

import pytest

from selon.model.span import Span
from selon.show.text_fragment import as_text_fragment

TEXT = "Rebels took the town, the mayor said.\n\nThe army took the bridge - and held it.\n\nRebels took the town again."


def link(words: str, *, at: int = 0, url: str = "https://a.example/1") -> str:
    start = TEXT.index(words, at)
    return as_text_fragment(url, TEXT, Span(start, start + len(words), words))


def test_a_short_span_is_given_whole() -> None:
    assert link("the bridge - and held") == "https://a.example/1#:~:text=the%20bridge%20%2D%20and%20held"
    assert link("town, the mayor") == "https://a.example/1#:~:text=town%2C%20the%20mayor"


def test_words_that_stand_twice_are_told_apart_by_those_around() -> None:
    assert link("took the town") == "https://a.example/1#:~:text=Rebels-,took%20the%20town,-%2C%20the%20mayor"
    assert link("took the town", at=60) == "https://a.example/1#:~:text=Rebels-,took%20the%20town,-again."


def test_a_span_over_paragraphs_is_named_by_its_ends() -> None:
    words = TEXT[:79]
    assert "\n" in words
    assert link(words).endswith(":~:text=Rebels%20took%20the%20town%2C%20the,bridge%20%2D%20and%20held%20it.")


@pytest.mark.parametrize(("url", "start"), [("x#part", "x#part:~:text="), ("x#:~:text=old", "x#:~:text=The")])
def test_a_fragment_that_is_there_stays(url: str, start: str) -> None:
    assert link("The army", url=url).startswith(start)
