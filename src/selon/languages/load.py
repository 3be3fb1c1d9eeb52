"""Load a language's folder, once."""

from __future__ import annotations

import importlib
import tomllib
from functools import cache
from importlib.resources import files

from selon.languages.base import TABLES, Language, Table
from selon.languages.known import KNOWN
from selon.model.errors import StopRun


@cache
def load_language(code: str) -> Language:
    """The language of that ISO 639-1 code; StopRun where Selon does not know it."""
    if code not in KNOWN:
        raise StopRun(f"language {code!r} is not known; known are {', '.join(KNOWN)}")
    folder = files("selon.languages") / code
    tables: dict[str, Table] = {
        name: tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) for name in TABLES
    }
    tables["places"] = _with_demonyms(tables["places"])
    return Language(code=code, grammar=importlib.import_module(f"selon.languages.{code}.grammar"), **tables)


def _with_demonyms(places: Table) -> Table:
    """The places with `demonyms`, each adjective of a people to its country's code, out of `peoples`."""
    return {**places, "demonyms": {word: code for code, words in places["peoples"].items() for word in words}}
