"""The words of one language by which accounts are told apart, compiled from its data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selon.languages.base import Language
from selon.model.folding import fold


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """`manners` gives for each word or phrase its group (`blast:drone`), `scopes` for each noun who is counted,
    `roles` on which side of a civil war it stands."""

    others: frozenset[str]
    rejections: frozenset[str]
    partial: frozenset[str]
    first_person: frozenset[str]
    manners: dict[str, str]
    pattern: re.Pattern[str]
    scopes: dict[str, str]
    roles: dict[str, str]
    sides: re.Pattern[str]

    @staticmethod
    def of(language: Language) -> Words:
        """The words of a language's `incidents` table."""
        table = language.incidents
        manners = {
            fold(word): f"{about}:{group}"
            for about, groups in table["manners"].items()
            for group, words in groups.items()
            for word in words
        }
        roles = {fold(word): f"roles/{role}" for role, words in table["roles"].items() for word in words}
        return Words(
            others=frozenset(fold(word) for word in table["others"]),
            rejections=frozenset(fold(word) for word in table["rejections"]),
            partial=frozenset(fold(word) for word in table["partial"]),
            first_person=frozenset(fold(word) for word in table["first_person"]),
            manners=manners,
            pattern=_any_of(manners),
            roles=roles,
            sides=_any_of(roles),
            scopes={fold(word): scope for scope, words in table["scopes"].items() for word in words},
        )

    def manners_in(self, folded: str) -> frozenset[str]:
        """The groups whose words stand in a folded text."""
        found = (match[0] for match in self.pattern.finditer(folded))
        return frozenset(self.manners.get(word) or self.manners[word[:-1]] for word in found)

    def scope_of(self, counted: frozenset[str]) -> str:
        """Who is counted, where the noun leaves others out; empty for all."""
        found = {scope for word in counted if (scope := self.scopes.get(word) or self.scopes.get(self.bare(word)))}
        return min(found) if found else ""

    def roles_in(self, folded: str) -> frozenset[str]:
        """Whether a name is of a government or of those who fight it; none where it is of both."""
        found = {self.roles.get(match[0]) or self.roles[match[0][:-1]] for match in self.sides.finditer(folded)}
        return frozenset(found) if len(found) == 1 else frozenset()

    @staticmethod
    def bare(word: str) -> str:
        """A folded word without the sign of a plural."""
        return word[:-1] if len(word) > 4 and word[-1] in "sx" and word[-2] != "s" else word


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of some words or phrases, or its plural; the longest first, so that *gas tank* is no *tank*."""
    longest = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(longest)})[sx]?\b")
