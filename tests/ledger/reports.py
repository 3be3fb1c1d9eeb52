"""Readings to put into ledgers, made from words alone: no parser runs here."""

from __future__ import annotations

from dataclasses import replace

from selon.model.attribution import Attribution, Source
from selon.model.claim import Actor, Claim, Evidence
from selon.model.mentions import Interval, Place, Quantity
from selon.model.reading import Reading
from selon.model.report import Caption, Report
from selon.model.run import Run
from selon.model.span import Span

RUN = Run("1.0", "aaaa", {"gazetteer": "none"}, {"spacy": "3"})
NEWER = replace(RUN, version="2.0")

FRENCH = "Selon l'état-major, au moins 30 soldats ont été tués lundi près de Bakhmout, vidéo à l'appui (Œil)."
ENGLISH = "The mayor said on Monday that rebels had seized the depot in Izium."


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words), words)


def french(name: str = "brief-fr", **known: object) -> Reading:
    """One claim with every field filled."""
    text = FRENCH
    report = Report(
        name,
        text,
        "fr",
        published="2023-06-05",
        outlet="L'Écho",
        title="Brève",
        path=f"{name}.txt",
        edited="2023-06-07",
        obtained="2023-06-06T08:00:00Z",
        captions=(Caption(span(text, "vidéo à l'appui (Œil)"), span(text, "Œil")),),
        notes=("a note",),
    )
    source = Source("l'état-major", "say", "according_to", span(text, "l'état-major"), span(text, "Selon"))
    claim = Claim(
        id="c_0123456789abcdef",
        document=name,
        sentence=Span(0, len(text), text),
        trigger=span(text, "tués"),
        kind="kill",
        polarity="affirmed",
        certainty="reported",
        sources=(source,),
        agent=None,
        target=Actor(span(text, "soldats"), "les soldats russes"),
        place=Place(span(text, "Bakhmout"), "Bakhmut", 48.5956, 38.0, 10, "near", "geonames:1", 1, ("best known",)),
        time=Interval(span(text, "lundi"), "DATE", "2023-06-05", None, ("rule weekday",)),
        quantities=(Quantity(span(text, "30"), 5, 30.0, None, "at_least", "soldats"),),
        evidence=(Evidence(span(text, "vidéo"), span(text, "Œil")),),
        confidence=0.8125,
        reasons=("kind kill by rule kill-1",),
    )
    said = Attribution(
        source.mention, 2, source.cue, 0, (span(text, text[20:]),), "according_to", "say", (9,), source.name
    )
    return Reading(replace(report, **known), (claim,), (said,))


def english(number: int = 1, text: str = ENGLISH, *, place: tuple[float, float] | None = (49.2, 37.3)) -> Reading:
    """Two claims of a report that is the number-th of its kind."""
    text = f"{text} {number}"
    report = Report(
        f"brief-{number}", text, "en", published="2024-05-01", outlet="The Courier", raw=text.encode("utf-16")
    )
    sentence = Span(0, len(text), text)
    source = Source("the mayor", "say", "indirect", span(text, "The mayor"), span(text, "said"))
    where = Place(span(text, "Izium"), "Izium", *(place or (None, None)))
    time = Interval(span(text, "on Monday"), "DATE", "2024-04-29")
    seize = Claim(
        f"c_{number:016x}",
        report.name,
        sentence,
        span(text, "seized"),
        "seize",
        "affirmed",
        "certain",
        (source,),
        place=where,
        time=time,
    )
    say = Claim(f"c_a{number:015x}", report.name, sentence, span(text, "said"), "comment", "affirmed", "possible")
    return Reading(report, (say, seize))
