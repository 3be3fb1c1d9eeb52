"""How a page is made: the templates, and what every one of them is given."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from selon.model.claim import CERTAINTIES, FAMILIES
from selon.model.corrected import parts_of
from selon.serve.auth.visitor import Visitor
from selon.serve.interface import LANGUAGES, Interface, choose, speak
from selon.serve.telling import headline, how_said, tell_days, tell_difference, tell_mark, tell_value
from selon.show.certainty import LOOKS
from selon.show.reading import one_line, show_controls
from selon.show.versions import COLUMNS, number_text, speaker

LANGUAGE_COOKIE = "selon_language"


def make_page(request: Request, template: str, *, status: int = 200, **data: Any) -> HTMLResponse:
    """The page of that template in the reader's language."""
    words = words_of(request)
    given = {
        "path": request.url.path,
        "here": f"{request.url.path}{f'?{request.url.query}' if request.url.query else ''}",
        "user": getattr(request.state, "user", None),
        "csrf": getattr(request.state, "csrf", None),
        "asset": asset,
        "link": Links(),
        **data,
    }
    text = render(template, words, given)
    return HTMLResponse(text, status_code=status, headers={"Content-Language": words.code, "Vary": VARY})


VARY = "Accept-Language, Cookie"


def render(name: str, words: Interface, data: Mapping[str, Any]) -> str:
    """A template filled, its sentences in the language of `words`."""
    return _environment().get_template(name).render(w=words, t=words.t, **data)


def words_of(request: Request) -> Interface:
    """The interface in the reader's language: the one chosen, else the browser's."""
    return speak(choose(request.headers.get("accept-language"), request.cookies.get(LANGUAGE_COOKIE)))


def may_review(request: Request) -> bool:
    """Whether who asks has an account that may review."""
    visitor: Visitor = request.state.visitor
    return visitor.name is not None and visitor.may("reviewer")


def asset(name: str) -> str:
    """The address of a static file, another one when its content is."""
    return f"/static/{name}?v={_digest()}"


class Links:
    """The addresses of pages."""

    def incident(self, ident: str) -> str:
        """An incident's page."""
        return f"/incidents/{quote(ident, safe='')}"

    def report(self, ident: str, claim: str = "") -> str:
        """A report's page, at a claim."""
        return f"/reports/{quote(ident, safe='')}{f'#mark-{claim}' if claim else ''}"

    def to(self, ident: str) -> str:
        """The page of whatever bears that id: an incident, a report or a claim."""
        folder = {"r_": "reports", "c_": "claims"}.get(ident[:2], "incidents")
        return f"/{folder}/{quote(ident, safe='')}"

    def source(self, name: str) -> str:
        """A source's page."""
        return f"/source?{urlencode({'name': name})}"

    def place(self, name: str) -> str:
        """A place's page."""
        return f"/place?{urlencode({'name': name})}"

    def raw(self, ident: str, form: str) -> str:
        """A report as it was received."""
        return f"/reports/{quote(ident, safe='')}/{form}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(str(files("selon.serve") / "templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(
        LOOKS=LOOKS,
        FAMILIES=FAMILIES,
        CERTAINTIES=CERTAINTIES,
        LANGUAGES=LANGUAGES,
        speak=speak,
        headline=headline,
        tell_difference=tell_difference,
        tell_value=tell_value,
        tell_days=tell_days,
        tell_mark=tell_mark,
        number_text=number_text,
        COLUMNS=COLUMNS,
        speaker=speaker,
        correctable=parts_of,
        how_said=how_said,
    )
    made.filters.update(one_line=one_line, shown=show_controls, tell=_tell, reason=_reason)
    return made


def _tell(value: tuple[str, str], words: Interface) -> str:
    """A value of a cell, for a filter."""
    return tell_value(*value, words)


def _reason(kept: str, words: Interface) -> str:
    return words.reason(kept)


@cache
def _digest() -> str:
    """Twelve signs that change with any static file."""
    found = sha256()
    folder = files("selon.serve") / "static"
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_file():
            found.update(item.name.encode() + item.read_bytes())
    return found.hexdigest()[:12]
