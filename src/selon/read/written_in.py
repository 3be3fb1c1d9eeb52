"""The language that a text is written in: said, or found from its letters."""

from __future__ import annotations

from functools import cache
from typing import Any

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from selon.languages.known import KNOWN
from selon.model.errors import SkipReport

# Languages that news of war is often in, so that a text in one of them is not taken for a known one.
NEIGHBOURS = ("ar", "cs", "de", "es", "fa", "he", "it", "nl", "pl", "pt", "ro", "ru", "tr", "uk", "zh")
SAMPLE = 6_000  # characters: more changes no answer and costs time
SURE = 0.9
POSSIBLE = 0.02


def find_language(name: str, text: str, said: str | None, hint: str | None = None) -> tuple[str, bool, tuple[str, ...]]:
    """The language's code, whether it is sure, and notes on it; SkipReport where it is not known.

    `said` is taken at its word, `hint` (what a page or feed says of itself, often wrongly) where the text leaves doubt.
    """
    if said is not None:
        if said not in KNOWN:
            raise SkipReport(name, f"is said to be in {said!r}, which is not known; known are {', '.join(KNOWN)}")
        return said, True, ()
    sample = text[:SAMPLE]
    if not any(character.isalpha() for character in sample):
        raise SkipReport(name, "has no words to tell its language by; say it with --language")
    ranked = _load_identifier().rank(sample)
    best, likelihood = ranked[0]
    if best in KNOWN and likelihood >= SURE:
        return best, True, ()
    if hint in KNOWN and dict(ranked)[hint] >= POSSIBLE:
        return hint, True, ()
    known, chance = next((code, chance) for code, chance in ranked if code in KNOWN)
    if best not in KNOWN and (likelihood >= SURE or chance < POSSIBLE):
        raise SkipReport(name, f"seems to be in {best!r}, which is not known; if it is not so, say it with --language")
    return known, False, (f"its language is not sure; read as {known!r} ({chance:.0%}). Say it with --language",)


@cache
def _load_identifier() -> Any:
    # py3langid keeps one identifier for the process; ours must not depend on who restricted it.
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([*KNOWN, *NEIGHBOURS])
    return identifier
