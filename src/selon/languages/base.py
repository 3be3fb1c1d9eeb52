"""What a language's folder must fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

TABLES = (
    "language",
    "roles",
    "cues",
    "cue_idioms",
    "cue_verbs",
    "kinds",
    "kinds_people",
    "kinds_politics",
    "nouns",
    "hedges",
    "negation",
    "times",
    "numbers",
    "places",
    "titles",
    "incidents",
)
Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """One language's data; each field is the TOML file of that name, `grammar` its few hooks in code.

    Compared and hashed by identity, so that what is compiled from it can be cached.
    """

    code: str
    grammar: ModuleType
    language: Table
    roles: Table
    cues: Table
    cue_idioms: Table
    cue_verbs: Table
    kinds: Table
    kinds_people: Table
    kinds_politics: Table
    nouns: Table
    hedges: Table
    negation: Table
    times: Table
    numbers: Table
    places: Table
    titles: Table
    incidents: Table

    @property
    def kind_rules(self) -> tuple[Table, ...]:
        """The rules that tell kinds of happening, of all families."""
        return (*self.kinds["rule"], *self.kinds_people["rule"], *self.kinds_politics["rule"])
