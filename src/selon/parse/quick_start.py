"""Compile spaCy's longest patterns in a moment instead of seconds.

spaCy spells out every letter of every script wherever a pattern says "a letter". The French tokenizer's exceptions
are 278 alternatives of that kind, 1.4 million characters in all, and take 3.4 s to compile: half of a cold start.
The Latin letters alone compile in a tenth of that; words that begin as those alternatives do have no others.
tests/parse/test_quick_start.py holds that French text is cut into the same tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER

LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
LONG = 100_000  # characters; no other pattern of spaCy's comes near


@contextmanager
def quick_patterns() -> Iterator[None]:
    """While inside, long patterns are compiled in their short form; for the loading of a pipeline."""
    compile_as_is = re.compile

    def compile_shortened(pattern: Any, flags: Any = 0) -> Any:
        return compile_as_is(shorten(pattern), flags)

    re.compile = compile_shortened
    try:
        yield
    finally:
        re.compile = compile_as_is


def shorten(pattern: Any) -> Any:
    """A long pattern with its spelled-out alphabets as the Latin one; any other pattern as it is."""
    if not isinstance(pattern, str) or len(pattern) < LONG:
        return pattern
    for alphabet in (ALPHA, ALPHA_LOWER, ALPHA_UPPER):
        pattern = pattern.replace(alphabet, LATIN)
    return pattern
