"""A language's hedges and negations, compiled: words around a happening that change how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from selon.languages.base import Language


@dataclass(frozen=True, slots=True)
class Hedge:
    """One entry of hedges.toml, compiled."""

    words: frozenset[str]
    certainty: str | None
    polarity: str | None
    negated: str | None
    roles: frozenset[str]
    cases: frozenset[str]
    passive: bool
    not_tense: str | None


@dataclass(frozen=True, slots=True, eq=False)
class Hedges:
    """hedges.toml and negation.toml of one language, compiled."""

    adverbs: tuple[Hedge, ...]
    adjectives: tuple[Hedge, ...]
    modals: tuple[Hedge, ...]
    governors: Mapping[str, tuple[Hedge, ...]]
    marks: tuple[Hedge, ...]
    purpose: frozenset[str]
    deeds: frozenset[str]
    infinitive_markers: frozenset[str]
    outcome: frozenset[str]
    complements: frozenset[str]
    purpose_roles: frozenset[str]
    negators: frozenset[str]
    negative_determiners: frozenset[str]
    negative_subjects: frozenset[str]
    not_before: frozenset[str]
    only_with: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str], ...]
    motion: frozenset[str]
    anybody: frozenset[str]
    alone: frozenset[str]
    denied_alone: frozenset[str]


@lru_cache(maxsize=16)
def hedges_of(language: Language) -> Hedges:
    """The language's hedges and negations, compiled once."""
    table, negation = language.hedges, language.negation

    def entries(name: str) -> tuple[Hedge, ...]:
        return tuple(
            Hedge(
                words=frozenset(raw["words"]),
                certainty=raw.get("certainty"),
                polarity=raw.get("polarity"),
                negated=raw.get("negated"),
                roles=frozenset(raw.get("roles", ())),
                cases=frozenset(raw.get("cases", ())),
                passive=raw.get("passive", False),
                not_tense=raw.get("not_tense"),
            )
            for raw in table.get(name, ())
        )

    governors: dict[str, list[Hedge]] = {}
    for entry in entries("governor"):
        for word in entry.words:
            governors.setdefault(word, []).append(entry)
    return Hedges(
        adverbs=entries("adverb"),
        adjectives=entries("adjective"),
        modals=entries("modal"),
        governors={word: tuple(found) for word, found in governors.items()},
        marks=entries("mark"),
        purpose=frozenset(table["purpose"]["marks"]),
        deeds=frozenset(table["purpose"]["deeds"]),
        infinitive_markers=frozenset(table["purpose"]["infinitive_markers"]),
        outcome=frozenset(table["purpose"]["outcome"]),
        complements=frozenset(table["purpose"]["complements"]),
        purpose_roles=frozenset(table["purpose"]["roles"]),
        negators=frozenset(negation["adverbs"]),
        negative_determiners=frozenset(negation["determiners"]),
        negative_subjects=frozenset(negation["subjects"]),
        not_before=frozenset(negation["not_before"]),
        only_with=tuple(tuple(pair) for pair in negation["only_with"]),
        pairs=tuple(tuple(pair) for pair in negation["pairs"]),
        motion=frozenset(negation["motion"]),
        anybody=frozenset(table["hearsay"]["subjects"]),
        alone=frozenset(negation["alone"]),
        denied_alone=frozenset(negation["denied_alone"]),
    )
