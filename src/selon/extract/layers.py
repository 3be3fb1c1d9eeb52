"""The event layer over all of the text, and the tense around a time word."""

from __future__ import annotations

from collections.abc import Callable

from selon.extract.actors import Surroundings
from selon.extract.events import find_events
from selon.extract.frames import VERBAL
from selon.languages.base import Language
from selon.model.claim import Event
from selon.model.document import Document
from selon.model.mentions import TimeMention

EMPTY = Surroundings(frozenset(), frozenset(), frozenset(), frozenset())


def find_all_events(document: Document, language: Language) -> tuple[Event, ...]:
    """Every word that tells a happening of a kind, whether or not it carries the news."""
    return find_events(document, language, EMPTY, all_nouns=True)


def tense_reader(document: Document, language: Language) -> Callable[[TimeMention], str | None]:
    """A function from a time mention to the tense of the verb that governs it: past, present, future or None."""

    futures = frozenset(language.hedges["future"]["auxiliaries"])

    def tense_of(mention: TimeMention) -> str | None:
        here = mention.head
        for _ in range(8):
            token = document.tokens[here]
            if token.pos in VERBAL and here != mention.head:
                return _tense(document, here, futures)
            if token.head == here:
                return None
            here = token.head
        return None

    return tense_of


def _tense(document: Document, index: int, futures: frozenset[str]) -> str | None:
    forms = [document.tokens[index], *(document.tokens[c] for c in document.children[index])]
    forms = [f for f in forms if f.index == index or f.role.startswith(("aux", "cop"))]
    if any(f.features.get("Tense") == "Fut" or f.features.get("Mood") == "Cnd" for f in forms):
        return "future"
    if any(f.lemma in futures or f.text.lower() in futures for f in forms):
        return "future"
    if any(f.features.get("Tense") in ("Past", "Imp") for f in forms):
        return "past"
    return "present" if any(f.features.get("Tense") == "Pres" for f in forms) else None
