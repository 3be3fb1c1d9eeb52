"""sides: which party an actor or source speaks for, by an editable table of well-known ones."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """`parties` gives for each word or phrase its parties (`ukraine/russia`)."""

    parties: Mapping[str, frozenset[str]]
    pattern: re.Pattern[str]

    @staticmethod
    def of(table: Mapping[str, Mapping[str, list[str]]]) -> Sides:
        """The sides of a table: conflict, party, words of names (folded)."""
        found: dict[str, set[str]] = {}
        for conflict, parties in table.items():
            for party, names in parties.items():
                for name in names:
                    found.setdefault(name, set()).add(f"{conflict}/{party}")
        longest = sorted(found, key=lambda name: (-len(name), name))
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b")
        return Sides({name: frozenset(parties) for name, parties in found.items()}, pattern)

    def of_name(self, folded: str) -> frozenset[str]:
        """The parties of a folded name; none where it names several of one conflict, or nobody known."""
        named = [self.parties[match[0]] for match in self.pattern.finditer(folded)]
        if not named:
            return frozenset()
        conflicts: dict[str, set[str]] = {}
        for party in frozenset().union(*named):
            conflicts.setdefault(party.partition("/")[0], set()).add(party)
        if any(len(parties) > 1 for parties in conflicts.values()):
            return frozenset()
        return frozenset(party for parties in conflicts.values() for party in parties)


@cache
def known_sides() -> Sides:
    """The sides that come with the program (`sides.toml`)."""
    return Sides.of(tomllib.loads((files("selon.merge") / "sides.toml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1 << 15)
def parties_of(folded: str) -> frozenset[str]:
    """The parties of a folded name by those sides."""
    return known_sides().of_name(folded)


def opposed(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two actors belong to different parties of one conflict, and to none together."""
    if one & other:
        return False
    conflicts = {party.partition("/")[0] for party in one}
    return any(party.partition("/")[0] in conflicts for party in other)
