"""Options of `selon find` as a query, and what is found as tables, lines or pages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from selon.cli.formats import FORMATS, Screen, as_line, screen_width
from selon.cli.ledgers import use_utf8
from selon.ledger.days import EARLIEST, LATEST, Days, days_of
from selon.ledger.find import Circle, Query
from selon.ledger.held import Held
from selon.model.claim import CERTAINTIES, KINDS
from selon.model.errors import StopRun
from selon.read.dates import DATE_HELP, as_published
from selon.resolve.gazetteer import open_gazetteer
from selon.settings import Settings
from selon.show.held import as_held_row

_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*")


def as_words(written: Iterable[str]) -> str:
    """The words as a query writes them: what the shell's quotation marks held together is a phrase."""
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in written)


def as_query(asked: Mapping[str, Any], start: str | None, end: str | None) -> Query:
    """The query, its words checked; StopRun names what is none."""
    for option, known in (("kinds", KINDS), ("certainties", CERTAINTIES)):
        if wrong := [word for word in asked[option] if word not in known]:
            name = "--kind" if option == "kinds" else "--certainty"
            raise StopRun(f"{name}: {wrong[0]!r} is none; known are {', '.join(known)}")
    days = None
    if start or end:
        first = _days("--from", start)[0] if start else EARLIEST
        last = _days("--to", end)[1] if end else LATEST
        if first > last:
            raise StopRun(f"--from {start} is after --to {end}")
        days = first, last
    return Query(**asked, days=days)


def as_circle(written: str, km: float, settings: Settings) -> Circle:
    """The place that is meant, told on standard error where it is a name; StopRun where none is known."""
    if match := _POINT.fullmatch(written):
        latitude, longitude = float(match[1]), float(match[2])
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise StopRun(f"--place: {written!r} is no point: latitudes end at 90, longitudes at 180")
        return Circle(latitude, longitude, km)
    path = Path(settings.gazetteer) if settings.gazetteer else None
    found = open_gazetteer(path, folder=Path(settings.cache).expanduser()).find(written)
    if not found:
        raise StopRun(f"--place: no gazetteer knows {written!r}; write a point (48.59,38.00) or give a --gazetteer")
    best = found[0]
    rivals = f", the best known of {len(found)}" if len(found) > 1 else ""
    point = f"{best.latitude:.4f},{best.longitude:.4f}"
    print(f"place: {best.name}, {best.feature} in {best.country}{rivals} ({point}), within {km:g} km", file=sys.stderr)
    return Circle(best.latitude, best.longitude, km)


def write_found(found: Sequence[Held], format: str) -> None:
    """Write the claims that were found, in the form asked for."""
    use_utf8()
    if not found:
        print("nothing is found", file=sys.stderr)
    if format == "jsonl":
        for held in found:
            for claim in held.reading.claims:
                sys.stdout.write(as_line(as_held_row(held, claim)))
        return
    form = FORMATS[format]
    screen = Screen(screen_width() or Screen().width, colour=sys.stdout.isatty(), ids=True)
    sys.stdout.write(form.head(screen))
    for held in found:
        sys.stdout.write(form.one(held.reading, screen))
    sys.stdout.write(form.foot(screen))


def _days(option: str, written: str) -> Days:
    day = as_published(written)
    days = days_of(day)
    if days is None:
        raise StopRun(f"{option}: {written!r} is no date; {DATE_HELP}")
    return days
