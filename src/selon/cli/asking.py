"""Words and places of `selon find` as they are looked for, and what is found as tables, lines or pages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from selon.cli.formats import FORMATS, Screen, as_line, screen_width
from selon.cli.ledgers import use_utf8
from selon.ledger.held import Held
from selon.model.gazetteer import Candidate
from selon.resolve.gazetteer import open_gazetteer
from selon.settings import Settings
from selon.show.asking import FindPlace
from selon.show.held import as_held_row


def as_words(written: Iterable[str]) -> str:
    """The words as a query writes them: what the shell's quotation marks held together is a phrase."""
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in written)


def place_finder(settings: Settings) -> FindPlace:
    """What finds places by name in the gazetteer of the settings, and tells on standard error which is meant."""

    def find(written: str) -> tuple[Candidate, ...]:
        path = Path(settings.gazetteer) if settings.gazetteer else None
        found = open_gazetteer(path, folder=Path(settings.cache).expanduser()).find(written)
        if found:
            best = found[0]
            rivals = f", the best known of {len(found)}" if len(found) > 1 else ""
            point = f"{best.latitude:.4f},{best.longitude:.4f}"
            print(f"place: {best.name}, {best.feature} in {best.country}{rivals} ({point})", file=sys.stderr)
        return found

    return find


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
