"""The whole flow for one report: read -> parse -> extract -> resolve. Only order, no logic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from selon.extract.attributions import find_attributions
from selon.extract.claims import Mentions, find_drafts
from selon.extract.layers import broad_places, find_all_events, tense_reader
from selon.extract.places import find_places
from selon.extract.quantities import find_quantities
from selon.extract.times import find_times
from selon.languages.load import load_language
from selon.model.claim import Claim
from selon.model.document import Document
from selon.model.gazetteer import Gazetteer
from selon.model.report import Report
from selon.parse import load_parser
from selon.resolve.claims import resolve_claims
from selon.resolve.gazetteer import open_gazetteer
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


@cache
def load_gazetteer(path: str | None = None) -> Gazetteer:
    """The default gazetteer, with the places of a dump or built file at `path` beside it."""
    return open_gazetteer(path)


def parse_reports(reports: Iterable[Report], pipelines: Mapping[str, str] | None = None) -> Iterator[Document]:
    """Documents in the order of the reports; runs of one language are parsed together."""
    for code, run in groupby(reports, key=lambda report: report.language):
        yield from load_parser(code, (pipelines or {}).get(code)).parse_many(run)


def read_claims(report: Report, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """The claims of one report, in the order of their triggers."""
    (document,) = parse_reports([report])
    return claims_of(document, gazetteer)


def claims_of(document: Document, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """The claims of a parsed report."""
    language = load_language(document.report.language)
    mentions = _mentions(document, gazetteer)
    attributions = resolve_sources(find_attributions(document, language), document, language)
    drafts = find_drafts(document, language, attributions, mentions)
    places = resolve_places(mentions.places, document, language, gazetteer)
    times = resolve_times(mentions.times, document, language, tense_of=tense_reader(document, language))
    return resolve_claims(drafts, document, places=places, times=times)


def _mentions(document: Document, gazetteer: Gazetteer) -> Mentions:
    language = load_language(document.report.language)
    times = find_times(document, language)
    quantities = find_quantities(document, language, times=times, skip=())
    places = find_places(document, language, gazetteer)
    return Mentions(places, times, quantities, broad_places(places, gazetteer))


def annotate(report: Report, layer: str, gazetteer: Gazetteer) -> Layer:
    """One layer over all of a report's text."""
    (document,) = parse_reports([report])
    language = load_language(report.language)
    items: tuple[Any, ...]
    if layer == "attribution":
        items = resolve_sources(find_attributions(document, language), document, language)
    elif layer == "event":
        items = find_all_events(document, language)
    elif layer == "place":
        found = find_places(document, language, gazetteer)
        items = tuple(p for p in resolve_places(found, document, language, gazetteer) if p is not None)
    elif layer == "time":
        items = resolve_times(
            find_times(document, language), document, language, tense_of=tense_reader(document, language)
        )
    else:
        items = _mentions(document, gazetteer).quantities
    return Layer(document, layer, items)
