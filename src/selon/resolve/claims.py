"""Draft claims become claims: values beside mentions, names beside pronouns, an id."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from selon.model.attribution import Source
from selon.model.claim import Actor, Claim
from selon.model.document import Document
from selon.model.draft import Draft
from selon.model.mentions import Interval, Place
from selon.model.report import Report
from selon.resolve.actors import as_actor
from selon.resolve.confidence import confidence_of


def resolve_claims(
    drafts: Sequence[Draft],
    document: Document,
    *,
    places: Sequence[Place | None],
    times: Sequence[Interval],
) -> tuple[Claim, ...]:
    """Claims in the order of the drafts; `places` and `times` are what the document's mentions mean."""
    report = _identity_of(document.report)
    return tuple(_claim(draft, document, places, times, report) for draft in drafts)


def _claim(
    draft: Draft, document: Document, places: Sequence[Place | None], times: Sequence[Interval], report: bytes
) -> Claim:
    trigger = document.span(draft.token, draft.token)
    time = times[draft.time] if draft.time is not None else None
    if time is not None and (time.edtf is None or (time.value is not None and time.edtf.startswith(".."))):
        time = None
    if time is not None and draft.since:
        time = _from_then_on(time)
    sources = _sources(draft)
    return Claim(
        id=_identity(report, document.tokens[draft.token].start, draft.kind),
        document=document.report.name,
        sentence=document.sentence_span(document.tokens[draft.token].sentence),
        trigger=trigger,
        kind=draft.kind,
        polarity=draft.polarity,
        certainty=draft.certainty,
        sources=sources,
        agent=_actor(draft.agent, document, sources),
        target=_actor(draft.target, document, sources),
        place=places[draft.place] if draft.place is not None else None,
        time=time,
        quantities=draft.quantities,
        evidence=draft.evidence,
        confidence=confidence_of(draft),
        reasons=draft.reasons,
    )


def _identity_of(report: Report) -> bytes:
    """What makes a report this one, as for the ledger: its bytes, outlet, day and address, and the text read in them.

    Two outlets that print the same words make two claims: *on Monday* is another day in each, and who takes one of
    them back has said nothing of the other.
    """
    text = report.text.encode("utf-8", "surrogatepass")
    about = "\x00".join(value or "" for value in (report.url, report.outlet, report.published))
    parts = (report.raw or text, text, about.encode("utf-8", "surrogatepass"))
    return b"".join(hashlib.sha256(part).digest() for part in parts)


def _identity(report: bytes, start: int, kind: str) -> str:
    """The same word of the same report gives the same id, whatever the file's name."""
    return "c_" + hashlib.sha256(report + f"{start}\x00{kind}".encode()).hexdigest()[:16]


def _from_then_on(time: Interval) -> Interval:
    """*since the war broke out in March*: the time opens a span that has not ended."""
    if time.edtf is None or not time.edtf[:1].isdigit():
        return time
    return replace(time, edtf=f"{time.edtf.partition('/')[0]}/..", reasons=(*time.reasons, "opens the span"))


def _sources(draft: Draft) -> tuple[Source, ...]:
    found: list[Source] = []
    for attribution in draft.chain:
        if attribution.source is None:
            continue
        name = attribution.name or attribution.source.text
        if any(source.name == name for source in found):
            continue
        found.append(Source(name, attribution.stance, attribution.form, attribution.source, attribution.cue))
    return tuple(found)


def _actor(index: int | None, document: Document, sources: tuple[Source, ...]) -> Actor | None:
    return None if index is None else as_actor(document, index, sources[0].name if sources else None)
