"""One layer over all of a document's text: what the claims are built from, to be measured and used by itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from selon.extract.attributions import find_attributions
from selon.extract.layers import find_all_events
from selon.extract.mentions import find_mentions
from selon.extract.tenses import tense_reader
from selon.languages.load import load_language
from selon.model.document import Document
from selon.model.gazetteer import Gazetteer
from selon.resolve.places import resolve_places
from selon.resolve.sources import resolve_sources
from selon.resolve.times import resolve_times

LAYERS = ("attribution", "event", "place", "time", "quantity")


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of a document: attributions, events, places, intervals or quantities."""

    document: Document
    name: str
    items: tuple[Any, ...]


def annotate(document: Document, layer: str, gazetteer: Gazetteer) -> Layer:
    """The layer of that name; one of LAYERS."""
    language = load_language(document.report.language)
    items: tuple[Any, ...]
    if layer == "attribution":
        items = resolve_sources(find_attributions(document, language), document, language)
        return Layer(document, layer, items)
    if layer == "event":
        return Layer(document, layer, find_all_events(document, language))
    mentions = find_mentions(document, language, gazetteer)
    if layer == "place":
        found = resolve_places(mentions.places, document, language, gazetteer, relative=False)
        items = tuple(place for place in found if place is not None)
    elif layer == "time":
        items = resolve_times(mentions.times, document, language, tense_of=tense_reader(document, language))
    else:
        items = mentions.quantities
    return Layer(document, layer, items)
