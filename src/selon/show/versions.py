"""An incident as a table: versions down; who, what, where, when, how many, how sure across; each cell's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selon.ledger.held import Held
from selon.model.claim import Actor, Claim
from selon.model.incident import Dispute, Incident, Version
from selon.model.mentions import Quantity
from selon.model.span import Span
from selon.show.reading import one_line

COLUMNS = ("who", "what", "where", "when", "how_many", "how_sure")
# Which column a dispute is about.
DISPUTED_IN = {"happened": "what", "rejection": "what", "what": "what", "who": "who"} | {
    name: name for name in ("where", "when", "how_many")
}


@dataclass(frozen=True, slots=True)
class Use:
    """Words that a cell rests on: where they stand, and the sentence around them, cut at the words.

    `start` is a code point of the report's text.
    """

    claim: str
    report: str
    outlet: str | None
    published: str | None
    language: str
    said_by: tuple[str, ...]
    before: str
    words: str
    after: str
    start: int


@dataclass(frozen=True, slots=True)
class Was:
    """How a corrected claim was read in a cell: `values` are texts and words as in `Value`; none, where it had none."""

    claim: str
    values: tuple[tuple[str, str], ...]
    by: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says: `text` as it stands, or a `word` of Selon's own to be told in the reader's language.

    A word that begins with `relation.` says how the place lies to the one of the text.
    """

    text: str
    word: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One version as a line of the table.

    `letter` names it; `cells` are under COLUMNS, and so is `was`, what reviewers corrected; `disputed` names columns.
    """

    letter: str
    version: Version
    speakers: tuple[str, ...]
    cells: Mapping[str, tuple[Value, ...]]
    disputed: frozenset[str]
    was: Mapping[str, tuple[Was, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the reading that holds it, and its key."""

    held: Held
    claim: Claim
    key: int


def as_told(readings: Iterable[Held]) -> dict[str, Told]:
    """The claims of some readings by their ids."""
    return {
        claim.id: Told(held, claim, key)
        for held in readings
        for claim, key in zip(held.reading.claims, held.keys, strict=True)
    }


def as_lines(incident: Incident, told: Mapping[str, Told]) -> tuple[Line, ...]:
    """The versions with the most witnesses first; claims that `told` does not hold are left out."""
    ranked = sorted(
        incident.versions, key=lambda version: (-version.witnesses, -len(version.claims), version.first or "9")
    )
    lines = []
    for number, version in enumerate(ranked):
        claims = [told[claim] for claim in version.claims if claim in told]
        cells = {name: _cell(claims, read) for name, read in READERS.items()}
        disputed = frozenset(_columns(incident.disputes, version))
        was = {name: tuple(_was(claims, read)) for name, read in READERS.items()}
        lines.append(Line(letter_of(number), version, speakers(claims) or version.sources, cells, disputed, was))
    return tuple(lines)


def letter_of(number: int) -> str:
    """A, B … Z, AA, AB …"""
    low = chr(ord("A") + number % 26)
    return low if number < 26 else letter_of(number // 26 - 1) + low


def speakers(claims: Sequence[Told]) -> tuple[str, ...]:
    """Who says so: the innermost source of each claim, or its outlet in its own voice; each once, in order."""
    return tuple(dict.fromkeys(name for item in claims if (name := speaker(item))))


def speaker(item: Told) -> str | None:
    """The innermost source of a claim, or its outlet, or the report's name."""
    report, sources = item.held.reading.report, item.claim.sources
    return sources[0].name if sources else report.outlet or report.title or report.name


def use_of(item: Told, span: Span) -> Use:
    """Where a span stands, with its sentence around it."""
    report, sentence = item.held.reading.report, item.claim.sentence
    start, end = min(sentence.start, span.start), max(sentence.end, span.end)
    return Use(
        claim=item.claim.id,
        report=item.held.report_id,
        outlet=report.outlet,
        published=report.published,
        language=report.language,
        said_by=tuple(source.name for source in item.claim.sources),
        before=_flat(report.text[start : span.start]),
        words=_flat(span.text),
        after=_flat(report.text[span.end : end]),
        start=span.start,
    )


def number_text(quantity: Quantity) -> str:
    """A number with its bounds in signs that no language owns: `≈ 30`, `≥ 12`, `24–99`, `> 5`; then what is counted."""
    low, high = (
        None if value is None else f"{value:,.12g}".replace(",", "\u202f") for value in (quantity.low, quantity.high)
    )
    if low is not None and low == high:
        number = f"{_SIGNS.get(quantity.comparator, '')}{low}"
    elif low is not None and high is not None:
        number = f"{low}–{high}"
    elif low is not None:
        number = f"{'> ' if quantity.comparator == 'more_than' else '≥ '}{low}"
    else:
        number = (
            f"{'< ' if quantity.comparator == 'less_than' else '≤ '}{high}" if high is not None else quantity.span.text
        )
    return f"{number} {quantity.of}" if quantity.of else number


_SIGNS = {"about": "≈ ", "at_least": "≥ ", "at_most": "≤ ", "more_than": "> ", "less_than": "< "}
Reader = Callable[[Told], Iterator[tuple[str, str, Span]]]


def _who(item: Told) -> Iterator[tuple[str, str, Span]]:
    for actor in (item.claim.agent, item.claim.target):
        if actor:
            yield actor_name(actor), "", actor.span


def actor_name(actor: Actor) -> str:
    """The name that a phrase stands for, or the phrase."""
    return one_line(actor.name or actor.span.text)


def _what(item: Told) -> Iterator[tuple[str, str, Span]]:
    negated = "not." if item.claim.polarity == "negated" else ""
    yield "", f"{negated}kind.{item.claim.kind}", item.claim.trigger


def _where(item: Told) -> Iterator[tuple[str, str, Span]]:
    if place := item.claim.place:
        yield one_line(place.name), f"relation.{one_line(place.relation)}" if place.relation else "", place.span


def _when(item: Told) -> Iterator[tuple[str, str, Span]]:
    if time := item.claim.time:
        # What a reviewer put right is not what the words say.
        written = "" if time.edtf and _is_corrected(item, "time") else one_line(time.span.text)
        yield written, f"edtf.{time.edtf}" if time.edtf else "", time.span


def _is_corrected(item: Told, part: str) -> bool:
    read = item.held.read.get(item.claim.id)
    return read is not None and getattr(read, part) != getattr(item.claim, part)


def _how_many(item: Told) -> Iterator[tuple[str, str, Span]]:
    for quantity in item.claim.quantities:
        yield one_line(number_text(quantity)), "", quantity.span


def _how_sure(item: Told) -> Iterator[tuple[str, str, Span]]:
    yield "", f"certainty.{item.claim.certainty}", item.claim.trigger


READERS: Mapping[str, Reader] = dict(zip(COLUMNS, (_who, _what, _where, _when, _how_many, _how_sure), strict=True))


def _cell(claims: Sequence[Told], read: Reader) -> tuple[Value, ...]:
    """What the claims of a version say under one heading, each value once with all of its words; most used first."""
    found: dict[tuple[str, str], list[Use]] = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for item in claims:
        for text, word, span in read(item):
            key = (text.casefold(), word) if not word or word.startswith("relation.") else ("", word)
            names.setdefault(key, (text, word))
            found.setdefault(key, []).append(use_of(item, span))
    ranked = sorted(found.items(), key=lambda pair: -len(pair[1]))
    return tuple(Value(*names[key], tuple(uses)) for key, uses in ranked)


def _was(claims: Sequence[Told], read: Reader) -> Iterator[Was]:
    """The corrected claims that were read otherwise under a heading, with who corrected them."""
    for item in claims:
        before, decision = item.held.read.get(item.claim.id), item.held.decided.get(item.claim.id)
        if before is None or decision is None or decision.correction is None:
            continue
        old, new = (
            tuple((text, word) for text, word, _ in read(told)) for told in (Told(item.held, before, item.key), item)
        )
        if old != new:
            said = decision.correction
            yield Was(item.claim.id, old, said.by, said.at, said.why)


def _columns(disputes: Iterable[Dispute], version: Version) -> Iterator[str]:
    claims = set(version.claims)
    for dispute in disputes:
        if claims & {*dispute.a, *dispute.b}:
            yield DISPUTED_IN[dispute.on]


def _flat(text: str) -> str:
    """Line ends as spaces, one for one; the spaces at its ends stay."""
    edge = one_line(text)
    left = " " if text[:1].isspace() and edge else ""
    right = " " if text[-1:].isspace() and edge else ""
    return f"{left}{edge}{right}" if edge else " " * bool(text)
