"""Measure the place layer on GeoVirus (Gritta et al. 2018): span F1, accuracy within 161 km, median error.

    python eval/geovirus.py [../shared/bench/geovirus/GeoVirus.xml] [--misses]

A span counts as found where it overlaps a gold span; `exact` counts only equal ones. Distances are measured
over the found names that have coordinates, as in the papers on geoparsing (161 km are 100 miles).
"""

from __future__ import annotations

import argparse
import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from selon.extract.places import find_places
from selon.languages.load import load_language
from selon.model.report import Report
from selon.parse import load_parser
from selon.resolve.gazetteer import open_gazetteer
from selon.resolve.place_points import quick_km
from selon.resolve.places import resolve_places

GOLD = Path(__file__).parents[2] / "shared" / "bench" / "geovirus" / "GeoVirus.xml"
NEAR_KM = 161.0


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated place."""

    start: int
    end: int
    name: str
    point: tuple[float, float]


@dataclass(slots=True)
class Tally:
    """Counts over all articles, and the distances of found names."""

    gold: int = 0
    found: int = 0
    hits: int = 0
    exact: int = 0
    without_point: int = 0
    errors: list[float] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)


def articles(path: Path) -> Iterator[tuple[str, list[Gold]]]:
    """Texts with their places; GeoVirus counts characters from 1."""
    for article in ET.parse(path).getroot().iter("article"):
        places = [
            Gold(
                int(place.findtext("start", "1")) - 1,
                int(place.findtext("end", "1")) - 1,
                place.findtext("name", ""),
                (float(place.findtext("lat", "0")), float(place.findtext("lon", "0"))),
            )
            for place in article.iter("location")
        ]
        yield article.findtext("text", ""), places


def measure(path: Path) -> Tally:
    """Run the place layer over all articles."""
    tally = Tally()
    language, gazetteer = load_language("en"), open_gazetteer()
    golds = list(articles(path))
    reports = (Report(str(number), text, "en") for number, (text, _) in enumerate(golds))
    for document, (text, places) in zip(load_parser("en").parse_many(reports), golds, strict=True):
        mentions = find_places(document, language, gazetteer)
        resolved = resolve_places(mentions, document, language, gazetteer, relative=False)
        named = [
            (m, place) for m, place in zip(mentions, resolved, strict=True) if not m.common and m.name in m.span.text
        ]
        _compare(tally, text, places, named)
    return tally


def _compare(tally: Tally, text: str, golds: list[Gold], named: list) -> None:  # type: ignore[type-arg]
    tally.gold += len(golds)
    tally.found += len(named)
    taken: set[int] = set()
    for gold in golds:
        match = next(
            (
                i
                for i, (m, _) in enumerate(named)
                if i not in taken and m.span.start < gold.end and gold.start < m.span.end
            ),
            None,
        )
        around = text[max(0, gold.start - 50) : gold.end + 40].replace("\n", " ")
        if match is None:
            tally.misses.append(f"MISSED {gold.name}: {around}")
            continue
        taken.add(match)
        mention, place = named[match]
        tally.hits += 1
        tally.exact += (mention.span.start, mention.span.end) == (gold.start, gold.end)
        if place is None or place.latitude is None or place.longitude is None:
            tally.without_point += 1
            continue
        away = quick_km(gold.point, (place.latitude, place.longitude))
        tally.errors.append(away)
        if away > NEAR_KM:
            tally.misses.append(f"FAR {away:.0f} km {gold.name} -> {place.name} {place.gazetteer_id}: {around}")
    for index, (mention, place) in enumerate(named):
        if index not in taken:
            around = text[max(0, mention.span.start - 50) : mention.span.end + 40].replace("\n", " ")
            tally.misses.append(f"EXTRA {mention.span.text} {place and place.gazetteer_id}: {around}")


def as_figures(tally: Tally) -> dict[str, float]:
    """The figures of the bars."""

    def f1(hits: int) -> float:
        return round(2 * hits / (tally.gold + tally.found), 4) if tally.gold + tally.found else 0.0

    errors = tally.errors or [float("inf")]
    return {
        "span_f1": f1(tally.hits),
        "span_f1_exact": f1(tally.exact),
        "precision": round(tally.hits / max(1, tally.found), 4),
        "recall": round(tally.hits / max(1, tally.gold), 4),
        "within_161_km": round(sum(error <= NEAR_KM for error in errors) / len(errors), 4),
        "median_km": round(median(errors), 2),
        "found_without_point": tally.without_point,
    }


def main() -> int:
    """Print the figures as JSON; with `--misses`, what was wrong before them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    if not options.gold.is_file():
        print(f"{options.gold}: not there; GeoVirus is not measured", file=sys.stderr)
        return 0
    tally = measure(options.gold)
    if options.misses:
        print("\n".join(tally.misses))
    print(json.dumps(as_figures(tally), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
