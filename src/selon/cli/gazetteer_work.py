"""What `selon gazetteer` does: a file built with its trouble told, a name's candidates printed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from selon.cli.build_bar import BuildBar
from selon.cli.formats import as_line
from selon.languages.base import Language
from selon.languages.known import KNOWN
from selon.languages.load import load_language
from selon.model.errors import StopRun
from selon.model.gazetteer import Gazetteer
from selon.resolve.gazetteer import build_gazetteer, default_path, open_gazetteer
from selon.resolve.place_candidates import Weighed, people_of, weigh_candidates
from selon.settings import Settings
from selon.show.candidates import as_candidate_row
from selon.show.reading import one_line

OUTPUT = Path("gazetteer.sqlite")
SHOWN_NAME = 60  # characters of a name that is not known


@dataclass(frozen=True, slots=True)
class Asked:
    """A name, what is known around it, and the form of the answer."""

    name: str
    country: str | None
    near: str | None
    format: str


def build(dumps: Sequence[Path], output: Path | None, cache: str) -> int:
    """Build a gazetteer; the exit status, 3 where lines were left out."""
    path = output or (OUTPUT if dumps else default_path(Path(cache).expanduser()))
    with BuildBar() as bar:
        built = build_gazetteer(dumps, path, progress=bar.tell)
    size = path.stat().st_size / 1e6
    print(f"{path}: {built.places:,} places, {size:,.0f} MB")
    broken = built.broken
    if broken.count:
        more = f", the first {len(broken.first)}" if broken.count > len(broken.first) else ""
        print(f"left out {broken.count:,} lines{more}:", *map(one_line, broken.first), sep="\n  ", file=sys.stderr)
    return 3 if broken.count else 0


def find(asked: Asked, settings: Settings) -> int:
    """Print the candidates for a name; the exit status, 1 where there is none."""
    with BuildBar() as bar:
        folder = Path(settings.cache).expanduser()
        path = Path(settings.gazetteer) if settings.gazetteer else None
        gazetteer = open_gazetteer(path, folder=folder, progress=bar.tell)
    country = asked.country.upper() if asked.country else None
    _check_context(country, asked.near, gazetteer)
    languages = [load_language(code) for code in KNOWN]
    found = weigh_candidates(asked.name, gazetteer, languages, country=country, near=asked.near)
    if not found:
        print(f"selon: {_why_none(asked.name, gazetteer, languages)}", file=sys.stderr)
        return 1
    if asked.format == "jsonl":
        sys.stdout.writelines(as_line(as_candidate_row(asked.name, one)) for one in found)
    else:
        _print_table(found)
    return 0


def _check_context(country: str | None, near: str | None, gazetteer: Gazetteer) -> None:
    if country and gazetteer.country(country) is None:
        raise StopRun(f"--country: {country!r} is no country's code (ISO 3166-1, two letters, as UA)")
    if near and not gazetteer.find(near):
        raise StopRun(f"--near: the gazetteer knows no {near[:SHOWN_NAME]!r}")


def _why_none(name: str, gazetteer: Gazetteer, languages: Sequence[Language]) -> str:
    shown = one_line(name if len(name) <= SHOWN_NAME else f"{name[:SHOWN_NAME]}…")
    if (code := people_of(name, languages)) and (country := gazetteer.country(code)):
        return f"{shown!r} is an adjective of {country.name}, and no place"
    return f"the gazetteer knows no {shown!r}, nor a name that sounds like it; a dump may (--gazetteer)"


def _print_table(found: Sequence[Weighed]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading, side in (("score", "right"), ("place", "left"), ("point", "left"), ("why", "left")):
        table.add_column(heading, justify=side, overflow="fold")  # type: ignore[arg-type]
    for one in found:
        place = one.candidate
        where = ", ".join(filter(None, (place.region, place.country)))
        people = f", {place.population:,} people" if place.population else ""
        point = f"{place.latitude:.2f}, {place.longitude:.2f} ± {place.radius_km:g} km"
        told = one_line(f"{place.name} ({place.feature}{people})" + (f", {where}" if where else ""))
        table.add_row(f"{one.score:.1f}", told, point, "; ".join(one.reasons) or "nothing speaks for it")
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(table)
