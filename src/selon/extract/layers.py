"""The event layer over all of the text."""

from __future__ import annotations

from selon.extract.actors import Surroundings
from selon.extract.events import find_events
from selon.languages.base import Language
from selon.model.claim import Event
from selon.model.document import Document

EMPTY = Surroundings(frozenset(), frozenset(), frozenset(), frozenset())


def find_all_events(document: Document, language: Language) -> tuple[Event, ...]:
    """Every word that tells a happening of a kind, whether or not it carries the news."""
    return find_events(document, language, EMPTY, all_nouns=True)
