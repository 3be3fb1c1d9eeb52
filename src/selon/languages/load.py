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
    tables["places"] = _with_plurals(_with_demonyms(tables["places"]))
    return Language(code=code, grammar=importlib.import_module(f"selon.languages.{code}.grammar"), **tables)


def _with_demonyms(places: Table) -> Table:
    """The places with `demonyms`, each adjective of a people to its country's code, out of `peoples`."""
    return {**places, "demonyms": {word: code for code, words in places["peoples"].items() for word in words}}


def _with_plurals(places: Table) -> Table:
    """The places whose `levels` hold the plural of each word too (*the towns of X and Y*), by its endings in `plurals`.

    `several` are the plurals alone.
    """
    several: dict[str, str] = {}
    for word, level in places["levels"].items():
        ending = next((end for end in places["plurals"] if word.endswith(end)), "")
        several[word[: len(word) - len(ending)] + places["plurals"][ending]] = level
    several = {word: level for word, level in several.items() if word not in places["levels"]}
    return {**places, "levels": {**places["levels"], **several}, "several": several}
