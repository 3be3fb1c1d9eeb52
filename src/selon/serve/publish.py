"""A static site of the accepted incidents: pages that need no server and no script, and open from a file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from selon.ledger.ledger import Ledger
from selon.ledger.runs import this_run
from selon.model.errors import StopRun
from selon.model.incident import Incident
from selon.serve.drawn.graph_svg import draw_tellers
from selon.serve.interface import LANGUAGES, Interface, speak
from selon.serve.pages.atlas import Atlas, View
from selon.serve.pages.drawn_marks import draw_marks
from selon.serve.pages.exports import write_csv, write_geojson
from selon.serve.pages.look import render
from selon.show.accepted import accepted_incidents
from selon.show.account import as_account
from selon.show.cards import as_cards, rank

MARKER = ".selon-site"  # tells that a folder was made here, so that it may be made again


@dataclass(frozen=True, slots=True)
class Published:
    """How many incidents and claims were written."""

    incidents: int
    claims: int


def publish(ledger: Ledger, folder: Path) -> Published:
    """Write the site into a folder, which must be new, empty or an older site; whole, or not at all.

    It is written in each language of the interface. StopRun where the folder holds anything else.
    """
    if folder.exists() and (not folder.is_dir() or (any(folder.iterdir()) and not (folder / MARKER).exists())):
        raise StopRun(f"{folder}: is no site that `selon publish` made; give a new or an empty folder")
    view = Atlas(ledger).view()
    newest = {claim: found[0].review for claim, found in view.reviews.items()}
    incidents = rank(accepted_incidents(view.incidents, newest))
    part, old = (folder.with_name(f".{folder.name}.{name}") for name in ("part", "old"))
    try:
        for leftover in (part, old):
            shutil.rmtree(leftover, ignore_errors=True)
        part.mkdir(parents=True)
        _write(ledger, view, incidents, part)
        if folder.exists():
            os.replace(folder, old)
        os.replace(part, folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise StopRun(f"{folder}: cannot be written: {error.strerror}") from error
    return Published(len(incidents), sum(len(incident.claims) for incident in incidents))


def _write(ledger: Ledger, view: View, incidents: list[Incident], folder: Path) -> None:
    static = files("selon.serve") / "static"
    for name in ("site.css", "icon.svg"):
        (folder / name).write_bytes((static / name).read_bytes())
    (folder / MARKER).write_text("Made by selon publish; made again, it is replaced.\n", encoding="utf-8")
    known = {"made_at": ledger.now().isoformat()[:10], "version": this_run().version, "hash": view.head[:16]}
    for code in LANGUAGES:
        words = speak(code)
        home = folder if code == LANGUAGES[0] else folder / code
        (home / "incidents").mkdir(parents=True)
        up = "" if home == folder else "../"
        cards = as_cards(ledger, incidents)
        given = {**known, "up": up, "cards": cards, "link": SiteLinks(""), "page_path": "index.html"}
        _save(home / "index.html", "published_index.html", words, given)
        for incident in incidents:
            data = _incident(ledger, view, incident, words)
            given = {**known, **data, "up": f"{up}../", "link": SiteLinks("../")}
            given["page_path"] = f"incidents/{incident.id}.html"
            _save(home / "incidents" / f"{incident.id}.html", "published_incident.html", words, given)
    claims = [claim for incident in incidents for claim in incident.claims]
    held = ledger.pick(claims) if claims else []
    _save_lines(folder / "claims.csv", write_csv(held))
    _save_lines(folder / "claims.geojson", write_geojson(held))


def _incident(ledger: Ledger, view: View, incident: Incident, words: Interface) -> dict[str, Any]:
    account = as_account(ledger, incident)
    return {
        "incident": incident,
        "account": account,
        "graph": draw_tellers(account.tellers, words, words.t("incident.over_time")),
        **draw_marks(ledger.marks(sorted(item.key for item in account.told)), view, words),
    }


class SiteLinks:
    """The addresses within the site, from a page that lies below `up`; to what is not in it there is none."""

    def __init__(self, up: str) -> None:
        self._up = up
        self.home = f"{up}index.html"

    def incident(self, ident: str) -> str:
        """An incident's page."""
        return f"{self._up}incidents/{ident}.html"


def _save(path: Path, template: str, words: Interface, data: Mapping[str, Any]) -> None:
    path.write_text(render(template, words, data), encoding="utf-8")


def _save_lines(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
