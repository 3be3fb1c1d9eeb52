"""Compile spaCy's longest patterns in a moment instead of seconds.

spaCy spells out every letter of every script wherever a pattern says "a letter". The French tokenizer's exceptions
are 278 alternatives of that kind, 1.4 million characters in all, and take 3.4 s to compile: half of a cold start.
The Latin letters alone compile in a tenth of that; words that begin as those alternatives do have no others.
tests/parse/test_quick_start.py holds that French text is cut into the same tokens.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from selon.model.uncollected import uncollected

LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
LONG = 100_000  # characters; no other pattern of spaCy's comes near


def import_spacy() -> ModuleType:
    """spaCy without its command line, which it imports for one name and which takes a third of the time.

    The empty modules are taken away again, so that `import spacy.cli` works for whoever wants it.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    package, info = ModuleType("spacy.cli"), ModuleType("spacy.cli.info")
    package.__path__ = []
    info.__dict__["info"] = None
    stand_ins = {"spacy.cli": package, "spacy.cli.info": info}
    sys.modules.update(stand_ins)
    try:
        with uncollected():
            return importlib.import_module("spacy")
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)


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
    classes = importlib.import_module("spacy.lang.char_classes")
    for alphabet in (classes.ALPHA, classes.ALPHA_LOWER, classes.ALPHA_UPPER):
        pattern = pattern.replace(alphabet, LATIN)
    return pattern
