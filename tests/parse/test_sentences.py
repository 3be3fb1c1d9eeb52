"""Where sentences surely begin."""

from __future__ import annotations

import re

import pytest

from selon.languages.load import load_language
from selon.parse.sentences import find_sentence_starts


@pytest.mark.parametrize(
    "text",
    [
        "MOSCOW—Russia said so.",
        "GOMA, Congo (Reuters) - Rebels took it.",
        "KYIV, Ukraine (AP) — Troops left.",
        "Bamako (AFP) – L'armée avance.",
        "BAMAKO, 4 juillet (AFP) - Des tirs.",
        "WASHINGTON, Feb. 3 — He spoke.",
        "NEW YORK – The council met.",
    ],
)
def test_a_dateline_stands_alone(text: str) -> None:
    starts = sorted(find_sentence_starts(text, load_language("en")))
    assert len(starts) == 2 and re.search(r"[—–-] ?$", text[: starts[1]])


@pytest.mark.parametrize("text", ["NATO - Russia council met.", "UN-backed forces left.", "Mali (nord) - les tirs."])
def test_other_dashes_open_no_sentence(text: str) -> None:
    assert find_sentence_starts(text, load_language("en")) == {0}
