"""tell: claims as merging sees them, what it compares and no more."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from selon.languages.load import load_language
from selon.merge.sides import parties_of
from selon.merge.words import Words
from selon.model.bounds import bounds_of
from selon.model.claim import Actor, Claim
from selon.model.folding import fold
from selon.model.mentions import Place, Quantity
from selon.model.report import Report

Days = tuple[int, int]

BEFORE, AFTER = 40, 40  # characters around the trigger in which the thing that it was is named
FAR_PAST, FAR_FUTURE = 1, 3_652_059  # the days of `datetime.date.min` and `.max`
_NAME = re.compile(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where: a point (decimal degrees), how far off it may be (km), the folded name, the gazetteer's id."""

    name: str
    latitude: float | None
    longitude: float | None
    radius_km: float
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """A number: what is counted, in which scope ("" is all), and its bounds; None is open."""

    of: frozenset[str]
    scope: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in its report. Words are folded; days are `date.toordinal`'s.

    `source` is the innermost source, or the outlet in its own voice; `stance` is empty for that. `speaks_for` are the
    source's parties, `parties` the doer's. `names` are the capitalised words of the sentence, `manners` what the thing
    is said to have been (`blast:drone`). `recalled` marks a happening that its words set apart from the one that is
    being told, `rejects` a sentence that calls an account untrue, `partial` one of only a part of its target, `own` one
    of what the source's own side does, `refused` one of which a reviewer said that it is no such claim. `place` is the
    name of its place as it is written.
    """

    id: str
    report: str
    start: int
    sentence: int
    kind: str
    polarity: str
    certainty: str
    source: str
    stance: str
    said_by: tuple[str, ...]
    speaks_for: frozenset[str]
    agent: frozenset[str]
    target: frozenset[str]
    doer: str
    parties: frozenset[str]
    spot: Spot | None
    days: Days | None
    counts: tuple[Count, ...]
    names: frozenset[str]
    manners: frozenset[str]
    recalled: bool
    rejects: bool
    partial: bool
    own: bool
    published: Days | None
    place: str = ""
    refused: bool = False


def tell(report_id: str, report: Report, claims: Iterable[Claim], refused: Collection[str] = ()) -> tuple[Told, ...]:
    """The claims of a report as merging sees them, in their order; `refused` are the ids that reviewers rejected."""
    words = words_of(report.language)
    published = days_of(report.published)
    outlet = fold(report.outlet or "")
    told = (_told(claim, report, report_id, words, (outlet, published)) for claim in claims)
    return tuple(replace(item, refused=True) if item.id in refused else item for item in told)


def days_of(edtf: str | None) -> Days | None:
    """The first and the last day that an EDTF value may mean; None where it says none."""
    bounds = bounds_of(edtf)
    if bounds is None:
        return None
    first = bounds.earliest_start.toordinal() if bounds.earliest_start else FAR_PAST
    last = bounds.latest_end.toordinal() if bounds.latest_end else FAR_FUTURE
    return first, last


@cache
def words_of(language: str) -> Words:
    """The words of a language that merging goes by."""
    return Words.of(load_language(language))


def _told(claim: Claim, report: Report, report_id: str, words: Words, about: tuple[str, Days | None]) -> Told:
    outlet, published = about
    sentence = claim.sentence.text
    source = claim.sources[0] if claim.sources else None
    near = report.text[max(claim.sentence.start, claim.trigger.start - BEFORE) : claim.trigger.end]
    after = report.text[claim.trigger.end : min(claim.sentence.end, claim.trigger.end + AFTER)]
    before, folded = fold(near), fold(sentence)
    parts = [before, fold(after), *(_fold(actor.span.text) for actor in (claim.agent, claim.target) if actor)]
    doer = _doer(claim, words)
    return Told(
        id=claim.id,
        report=report_id,
        start=claim.trigger.start,
        sentence=claim.sentence.start,
        kind=claim.kind,
        polarity=claim.polarity,
        certainty=claim.certainty,
        source=_fold(source.name) if source else outlet,
        stance=source.stance if source else "",
        said_by=tuple(_fold(item.name) for item in claim.sources) or (outlet,),
        speaks_for=parties_of(_fold(source.name)) if source else frozenset(),
        agent=_who(doer, words),
        target=_who(_named(claim.target), words),
        doer=doer,
        parties=parties_of(doer) | words.roles_in(doer),
        spot=_spot(claim.place),
        days=_days(claim, published),
        counts=tuple(_counts(claim, words)),
        names=frozenset(names_in(sentence)),
        manners=words.manners_in(" ".join(parts)),
        recalled=bool(words.others & set(before.split())),
        own=_is_own(claim, doer, words),
        partial=bool(words.partial & set(_named(claim.target).split())),
        rejects=bool(words.rejections & set(folded.split())),
        published=published,
        place=claim.place.name if claim.place else "",
    )


def names_in(sentence: str) -> Iterator[str]:
    """The capitalised words of a sentence, folded, but for its first."""
    for place, match in enumerate(_NAME.finditer(sentence)):
        if place and match[0][0].isupper() and len(match[0]) > 2:
            yield from _fold(match[0]).split()[-1:]


def _days(claim: Claim, published: Days | None) -> Days | None:
    """The days of a claim; what lasts *since Friday* lasts, as far as its report knows, until it was published."""
    days = days_of(claim.time.edtf) if claim.time else None
    if days is None or published is None or days[1] != FAR_FUTURE or days[0] > published[1]:
        return days
    return days[0], published[1]


def _named(actor: Actor | None) -> str:
    return _fold(actor.name or actor.span.text) if actor else ""


def _doer(claim: Claim, words: Words) -> str:
    """The agent's phrase, or the speaker's name behind *we* and *I*."""
    doer = _named(claim.agent)
    return _fold(claim.sources[0].name) if doer in words.first_person and claim.sources else doer


def _is_own(claim: Claim, doer: str, words: Words) -> bool:
    """Whether a source tells what it or its side does itself (*our units hold*)."""
    if not claim.sources or not doer:
        return False
    source = _fold(claim.sources[0].name)
    said = set(doer.split())
    if said & words.first_person or {word for word in said if len(word) > 2} & set(source.split()):
        return True
    return bool(parties_of(doer) & parties_of(source))


def _who(name: str, words: Words) -> frozenset[str]:
    return frozenset(words.bare(word) for word in name.split() if len(word) > 2)


def _spot(place: Place | None) -> Spot | None:
    if place is None:
        return None
    radius = place.radius_km if place.radius_km is not None else 0.0
    return Spot(_fold(place.name), place.latitude, place.longitude, radius, place.gazetteer_id)


def _counts(claim: Claim, words: Words) -> Iterator[Count]:
    for quantity in claim.quantities:
        if quantity.unit is None and not quantity.whole:
            counted = _counted(quantity, claim)
            yield Count(counted, words.scope_of(counted), quantity.low, quantity.high)


def _counted(quantity: Quantity, claim: Claim) -> frozenset[str]:
    """The words for what is counted; the target's where the number stands alone inside it."""
    written = quantity.of or ""
    if not written and claim.target is not None and claim.target.span.covers(quantity.span):
        written = claim.target.span.text
    return frozenset(word for word in _fold(written).split() if len(word) > 2)


@lru_cache(maxsize=1 << 15)
def _fold(name: str) -> str:
    """A name folded: names come again and again."""
    return fold(name)
