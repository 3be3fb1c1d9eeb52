"""Gold reports as readings, so that merging can be measured apart from reading."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from selon.model.attribution import Source
from selon.model.claim import Actor, Claim
from selon.model.mentions import Interval, Place, Quantity
from selon.model.reading import Reading
from selon.model.report import Report
from selon.model.span import Span

UNIT = re.compile(
    r"(?:kilo)?m[eè]tres?|kilometers?|meters?|km|(?:square )?miles?|hours?|heures?|minutes?|days?|jours?|semaines?"
    r"|weeks?|ans|years?|mois|months?|(?:US )?dollars?|euros?|tonn?es?",
    re.IGNORECASE,
)
END = re.compile(r"(?<=[.!?…»”\"])\s+(?=[\"“«]?[A-ZÀ-Ý0-9])|\n+")


def gold_readings(folder: Path) -> list[Reading]:
    """Each gold report of a folder with its annotated claims; spans are the nearest place where the words stand."""
    return [_reading(path) for path in sorted(folder.glob("*.json")) if path.with_suffix(".txt").exists()]


def _reading(path: Path) -> Reading:
    gold = json.loads(path.read_text(encoding="utf-8"))
    about = gold["document"]
    with (path.parent / about["text_file"]).open(encoding="utf-8", newline="") as file:
        text = file.read()
    report = Report(path.stem, text, about["language"], published=about["published"], outlet=about["outlet"])
    cuts = [0, *(match.end() for match in END.finditer(text)), len(text)]
    return Reading(report, tuple(_claim(row, report, cuts) for row in gold["claims"]), ())


def _unit(of: str | None) -> str | None:
    """Whether what is counted is a measure: gold files do not say."""
    return of if of and UNIT.match(of) else None


def _claim(row: dict[str, Any], report: Report, cuts: list[int]) -> Claim:
    text, start = report.text, row["start"]
    first = max(cut for cut in cuts[:-1] if cut <= start)
    sentence = Span.cut(text, first, min(cut for cut in cuts if cut > start))
    trigger = Span(start, start + len(row["trigger"]), row["trigger"])

    def near(words: str) -> Span:
        at = min((match.start() for match in re.finditer(re.escape(words), text)), key=lambda place: abs(place - start))
        return Span(at, at + len(words), words)

    place, time = row["place"], row["time"]
    return Claim(
        id="c_" + sha256(f"{report.name}:{start}".encode()).hexdigest()[:16],
        document=report.name,
        sentence=sentence,
        trigger=trigger,
        kind=row["kind"],
        polarity=row["polarity"],
        certainty=row["certainty"],
        sources=tuple(Source(item["name"], item["stance"], "indirect", None, trigger) for item in row["sources"]),
        agent=Actor(near(row["agent"])) if row["agent"] else None,
        target=Actor(near(row["target"])) if row["target"] else None,
        place=Place(
            near(place["text"]), place["name"], place["lat"], place["lon"], place["radius_km"], place["relation"]
        )
        if place
        else None,
        time=Interval(near(time["text"]), "DATE", time["edtf"]) if time else None,
        quantities=tuple(
            Quantity(
                near(item["text"]), 0, item["low"], item["high"], item["comparator"], item["of"], _unit(item["of"])
            )
            for item in row["quantities"]
        ),
    )
