"""Readings as rows and rows as readings: the only page that knows both shapes.

A span is kept as its two ends: its words are the text's, which stands in the document's row. What is null, empty
or usual is left out of a body.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from typing import Any

from pydantic_core import from_json

from selon.ledger.chain import Row, identity
from selon.ledger.days import days_of
from selon.model.attribution import Attribution, Source
from selon.model.claim import Actor, Claim, Evidence
from selon.model.corrected import as_corrected
from selon.model.errors import StopRun
from selon.model.folding import fold
from selon.model.judgement import Judgement
from selon.model.mentions import Interval, Place, Quantity
from selon.model.reading import Reading
from selon.model.report import Caption, Report
from selon.model.review import Review
from selon.model.run import Run
from selon.model.span import Span

_HALF = re.compile("[\ud800-\udfff]")  # half of a surrogate pair: JSON can hold it, a database cannot

# What is known of a report and stands in no column of its own.
ABOUT = tuple(
    field.name
    for field in fields(Report)
    if field.name not in ("text", "language", "raw", "url", "outlet", "published", "obtained")
)


@dataclass(frozen=True, slots=True)
class Kept:
    """One reading as rows, all but their numbers: those are given when they are written."""

    report: Row
    document: Row
    attributions: tuple[str, ...]
    claims: tuple[tuple[str, str], ...]
    finds: tuple[Find, ...]


@dataclass(frozen=True, slots=True)
class Find:
    """What one claim is found by: the columns of `standing`, and words of its sentence and of its sources."""

    standing: Row
    words: str
    source: str


def report_id(report: Report) -> str:
    """The same bytes from the same outlet, day and address are one report, whatever the file's name."""
    return identity("r", sha256(_raw_of(report)).digest(), _clean(report.url), _clean(report.outlet), report.published)


def document_id(report: Report, run: Run) -> str:
    """The same report, read as the same text by the same run, is one document."""
    text = report.text.encode("utf-8", "surrogatepass")
    return identity("d", report_id(report), run_id(run), report.language, sha256(text).digest())


def run_id(run: Run) -> str:
    """The same program with the same data and settings is one run."""
    return identity("n", _dump(asdict(run)))


def as_rows(reading: Reading, run: Run) -> Kept:
    """A reading as rows; StopRun where a span does not hold its words."""
    report = reading.report
    raw = _raw_of(report)
    about = {name: _plain(getattr(report, name), report.text) for name in ABOUT}
    return Kept(
        report={
            "id": report_id(report),
            "sha256": sha256(raw).digest(),
            "raw": zlib.compress(raw, 9),
            "obtained_from": _clean(report.path or report.name),
            "url": _clean(report.url),
            "outlet": _clean(report.outlet),
            "published": report.published,
            "obtained_at": report.obtained,
        },
        document={
            "id": document_id(report, run),
            "language": report.language,
            "about": _dump({name: value for name, value in about.items() if value not in (None, [])}),
            "text": zlib.compress(report.text.encode("utf-8", "surrogatepass"), 9),
        },
        attributions=tuple(_dump(_attribution(item, report.text)) for item in reading.attributions),
        claims=tuple((claim.id, _dump(_claim(claim, report.text))) for claim in reading.claims),
        finds=tuple(as_find(claim, report) for claim in reading.claims),
    )


def as_find(claim: Claim, report: Report) -> Find:
    """What a claim is found by; both strings are folded.

    SQLite takes words out of its index by giving them again: where another version would give others, a new step
    of the migrations has to make the view again.
    """
    days = days_of(claim.time.edtf) if claim.time else None
    place, actors = claim.place, [actor for actor in (claim.agent, claim.target) if actor and actor.name]
    names = [*(actor.name or "" for actor in actors), *([place.name] if place else [])]
    return Find(
        {
            "kind": claim.kind,
            "certainty": claim.certainty,
            "outlet": fold(report.outlet) if report.outlet else None,
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "first_day": days[0] if days else None,
            "last_day": days[1] if days else None,
        },
        words=fold(" . ".join([claim.sentence.text, *names])),
        source=fold(" . ".join(source.name for source in claim.sources) or report.outlet or ""),
    )


def as_run_row(run: Run) -> dict[str, Any]:
    """A run as a row without its number."""
    rest = {"settings": dict(run.settings), "packages": dict(run.packages)}
    return {"id": run_id(run), "version": run.version, "language_data": run.language_data, "body": _dump(rest)}


def as_run(row: Row) -> Run:
    """The run of a row."""
    return Run(row["version"], row["language_data"], **json.loads(row["body"]))


def as_judgement_row(judgement: Judgement) -> dict[str, Any]:
    """A judgement as a row without its number; which claim is left and which right does not matter."""
    row = asdict(judgement)
    row["left"], row["right"] = sorted((judgement.left, judgement.right))
    return row | {"id": identity("j", *(row[name] for name in ("left", "right", "verdict", "by", "why", "at")))}


def judgement_id(judgement: Judgement) -> str:
    """The id of a judgement."""
    return str(as_judgement_row(judgement)["id"])


def as_judgement(row: Row) -> Judgement:
    """The judgement of a row."""
    return Judgement(**{name: row[name] for name in ("left", "right", "verdict", "by", "why", "at")})


def as_review_row(review: Review) -> dict[str, Any]:
    """A review as a row without its number."""
    row = asdict(review) | {"correction": json.dumps(dict(review.correction), ensure_ascii=False, sort_keys=True)}
    names = ("claim", "verdict", "correction", "by", "why", "at")
    return row | {"id": identity("v", *(row[name] for name in names))}


def as_review(row: Row) -> Review:
    """The review of a row."""
    fields = {name: row[name] for name in ("claim", "verdict", "by", "why", "at")}
    return Review(**fields, correction=json.loads(row["correction"]))


def as_report(report: Row, document: Row) -> Report:
    """The report as it was read in that document, with its bytes as received."""
    about = json.loads(document["about"])
    text = zlib.decompress(document["text"]).decode("utf-8", "surrogatepass")
    about["notes"] = tuple(about.get("notes", ()))
    about["captions"] = tuple(
        Caption(**_spans(caption, ("span", "credit"), text)) for caption in about.get("captions", ())
    )
    return Report(
        text=text,
        language=document["language"],
        published=report["published"],
        outlet=report["outlet"],
        url=report["url"],
        obtained=report["obtained_at"],
        raw=zlib.decompress(report["raw"]),
        **about,
    )


def title_of(document: Row) -> tuple[str, str | None]:
    """The name of a document's report, and its title."""
    about = json.loads(document["about"])
    return about["name"], about.get("title")


def as_claim(claim_id: str, body: str, report: Report) -> Claim:
    """The claim of a row, its words cut out of the report's text."""
    return as_claim_of(claim_id, body, report.text, report.name)


def load_body(body: str) -> dict[str, Any]:
    """A body as it was kept, quickly; what only Python reads, half of a surrogate pair, by Python."""
    try:
        found: dict[str, Any] = from_json(body)
    except ValueError:
        found = json.loads(body)
    return found


def corrected_body(body: str, text: str, correction: Mapping[str, str]) -> str | None:
    """The body of a claim with a correction in it; None where that changes nothing."""
    read = as_claim_of("", body, text, "")
    made = as_corrected(read, correction)
    return None if made == read else _dump(_claim(made, text))


def as_claim_of(claim_id: str, body: str, text: str, name: str) -> Claim:
    """The claim of a row by the text and the name of its report."""
    kept = load_body(body)
    place, time = kept.get("place"), kept.get("time")
    return Claim(
        id=claim_id,
        document=name,
        sentence=_cut(kept["sentence"], text),
        trigger=_cut(kept["trigger"], text),
        kind=kept["kind"],
        polarity=kept["polarity"],
        certainty=kept["certainty"],
        sources=tuple(
            Source(**_spans(source, ("mention", "cue"), text, {"mention": None})) for source in kept.get("sources", ())
        ),
        agent=_actor(kept.get("agent"), text),
        target=_actor(kept.get("target"), text),
        place=Place(**_spans(place, ("span",), text), reasons=_tuple(place)) if place else None,
        time=Interval(**_spans(time, ("span",), text), reasons=_tuple(time)) if time else None,
        quantities=tuple(
            Quantity(**_spans(quantity, ("span",), text, {"low": None, "high": None}))
            for quantity in kept.get("quantities", ())
        ),
        evidence=tuple(
            Evidence(**_spans(item, ("medium", "credit"), text, {"medium": None, "credit": None}))
            for item in kept.get("evidence", ())
        ),
        confidence=kept["confidence"],
        reasons=_tuple(kept),
    )


def as_attribution(body: str, text: str) -> Attribution:
    """The attribution of a row, its words cut out of the text."""
    kept = json.loads(body)
    fields = _spans(kept, ("source", "cue"), text, {"source": None, "source_head": None})
    fields["content"] = tuple(_cut(piece, text) for piece in kept.get("content", ()))
    fields["content_heads"] = tuple(kept.get("content_heads", ()))
    return Attribution(**fields)


def _raw_of(report: Report) -> bytes:
    return report.raw or report.text.encode("utf-8", "surrogatepass")


def _claim(claim: Claim, text: str) -> dict[str, Any]:
    kept = {
        "kind": claim.kind,
        "polarity": claim.polarity,
        "certainty": claim.certainty,
        "sentence": claim.sentence,
        "trigger": claim.trigger,
        "sources": claim.sources,
        "agent": claim.agent,
        "target": claim.target,
        "place": claim.place,
        "time": claim.time,
        "quantities": claim.quantities,
        "evidence": claim.evidence,
        "confidence": claim.confidence,
        "reasons": claim.reasons,
    }
    return {name: _plain(value, text) for name, value in kept.items() if value not in (None, ())}


def _attribution(attribution: Attribution, text: str) -> Any:
    return _plain(attribution, text)


def _plain(value: Any, text: str) -> Any:
    """A value of the model as JSON holds it: spans as their ends, without what is null, empty or false."""
    if isinstance(value, Span):
        if text[value.start : value.end] != value.text:
            raise StopRun(f"span {value.start}-{value.end} does not hold {value.text[:60]!r}; please report this")
        return [value.start, value.end]
    if isinstance(value, tuple):
        return [_plain(item, text) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
        return {
            name: _plain(item, text)
            for name, item in fields.items()
            if item is not None and item is not False and item != () and item != ""
        }
    return value


def _spans(
    kept: Mapping[str, Any], names: Sequence[str], text: str, usual: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Fields with those of `names` cut out of the text, `usual` values where one is left out, reasons apart."""
    fields = {name: _cut(value, text) if name in names else value for name, value in kept.items() if name != "reasons"}
    return {**(usual or {}), **fields}


def _actor(kept: Mapping[str, Any] | None, text: str) -> Actor | None:
    return Actor(**_spans(kept, ("span",), text)) if kept else None


def _tuple(kept: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(kept.get("reasons", ()))


def _cut(ends: Sequence[int], text: str) -> Span:
    return Span(ends[0], ends[1], text[ends[0] : ends[1]])


def _clean(text: str | None) -> str | None:
    """Text that every database can hold: no null character, no half of a surrogate pair."""
    return None if text is None else text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def _dump(value: Any) -> str:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _HALF.sub(lambda sign: f"\\u{ord(sign[0]):04x}", written)
