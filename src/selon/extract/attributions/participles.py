"""Participles that go on with a statement right behind its source: *…, a écrit le gouverneur, appelant à fuir*."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from selon.extract.attributions.reading import Reading
from selon.extract.attributions.spans import Found, noun_phrase


def share_sources(reading: Reading, found: Sequence[Found]) -> list[Found]:
    """The attributions; a reporting participle behind a comma has the source whose phrase ends at that comma."""
    ends: dict[int, Found] = {}
    for each in found:
        if each.source is not None and each.source > each.cue:
            first, last = each.source_words or noun_phrase(reading, each.source)
            ends.setdefault(last, each)
    return [_with_source(reading, each, ends) for each in found]


def _with_source(reading: Reading, each: Found, ends: dict[int, Found]) -> Found:
    tokens = reading.tokens
    token = tokens[each.cue]
    if token.pos != "VERB" or token.features.get("VerbForm") not in ("Part", "Ger") or each.cue < 2:
        return each
    if token.features.get("Tense") == "Past" or tokens[each.cue - 1].text != ",":
        return each
    before = ends.get(each.cue - 2)
    kept = before is None or each.reason == "cited" or token.lemma in reading.cues.quoting
    return each if kept or before is None else replace(each, source=before.source, source_words=before.source_words)
