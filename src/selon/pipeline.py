"""The whole flow for one report: read -> parse -> extract -> resolve. Only order, no logic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from pathlib import Path

from selon.extract.attributions import find_attributions
from selon.extract.claims import find_drafts
from selon.extract.mentions import find_mentions, mark_mentions, weigh_places
from selon.extract.tenses import tense_reader
from selon.languages.load import load_language
from selon.model.claim import Claim
from selon.model.document import Document
from selon.model.gazetteer import Gazetteer
from selon.model.reading import Reading
from selon.model.report import Report
from selon.parse import load_parser
from selon.resolve.claims import resolve_claims
from selon.resolve.gazetteer import open_gazetteer
from selon.resolve.places import resolve_places
from selon.resolve.sources import resolve_sources
from selon.resolve.times import resolve_times


@cache
def load_gazetteer(path: str | None = None) -> Gazetteer:
    """The default gazetteer, with the places of a dump or built file at `path` beside it."""
    return open_gazetteer(Path(path) if path else None)


def parse_reports(reports: Iterable[Report], pipelines: Mapping[str, str] | None = None) -> Iterator[Document]:
    """Documents in the order of the reports; runs of one language are parsed together."""
    for code, run in groupby(reports, key=lambda report: report.language):
        yield from load_parser(code, (pipelines or {}).get(code)).parse_many(run)


def read_claims(report: Report, gazetteer: Gazetteer) -> tuple[Claim, ...]:
    """The claims of one report, in the order of their triggers."""
    return reading_of(next(parse_reports([report])), gazetteer).claims


def reading_of(document: Document, gazetteer: Gazetteer) -> Reading:
    """The claims and attributions of a parsed report."""
    language = load_language(document.report.language)
    mentions = find_mentions(document, language, gazetteer)
    places = resolve_places(mentions.places, document, language, gazetteer)
    times = resolve_times(mentions.times, document, language, tense_of=tense_reader(document, language))
    document = mark_mentions(document, mentions)
    attributions = resolve_sources(find_attributions(document, language), document, language)
    drafts = find_drafts(document, language, attributions, weigh_places(mentions, places, gazetteer))
    return Reading(document.report, resolve_claims(drafts, document, places=places, times=times), attributions)
