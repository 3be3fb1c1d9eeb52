"""The reporting words of a language, compiled from its data for look-up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from selon.languages.base import Language

THAT, QUOTE, INFINITIVE, TO, OBJECT, AS = "that", "quote", "inf", "to", "object", "as"
PREDICATE = "predicate"
PLAIN = frozenset({THAT, QUOTE, INFINITIVE, TO, OBJECT, AS, PREDICATE})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the data: what it takes as content and what stance it gives."""

    name: str
    stance: str
    frames: frozenset[str]
    addressee: bool = False
    objects: bool = False
    strict: bool = False
    reflexive: bool = False
    shown: str | None = None
    behind: bool = False

    @property
    def openers(self) -> frozenset[str]:
        """The prepositions that open its content."""
        return self.frames - PLAIN


@dataclass(frozen=True, slots=True)
class Preposition:
    """A phrase that names a source: *according to*."""

    words: tuple[str, ...]
    stance: str
    guarded: bool = False
    whole: bool = False
    closing: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A phrase that says in whose eyes it is so; `*` stands for the possessive (*in their view*)."""

    words: tuple[str, ...]
    stance: str


@dataclass(frozen=True, slots=True, eq=False)
class Cues:
    """All that a language's data says about reporting, by lemma."""

    verbs: Mapping[str, tuple[Rule, ...]]
    nouns: Mapping[str, tuple[Rule, ...]]
    idioms: Mapping[str, tuple[tuple[frozenset[str], Rule], ...]]
    prepositions: tuple[Preposition, ...]
    first_words: frozenset[str]
    adjectives: Mapping[str, Rule]
    quoting: frozenset[str]
    participles: frozenset[str]
    light: frozenset[str]
    withhold: Mapping[str, frozenset[str]]
    impersonal: Mapping[str, frozenset[str]]
    words: Mapping[str, frozenset[str]]
    speakers: frozenset[str]
    pictures: frozenset[str]
    documents: frozenset[str]
    outlets: frozenset[str]
    shared: frozenset[str]
    relative: frozenset[str]
    pronouns: frozenset[str]
    contracted: Mapping[str, str]
    first_person: frozenset[str]
    views: Mapping[str, tuple[View, ...]]
    possessive: frozenset[str]


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.casefold().replace("’", "'") for word in words)


def _rules(entries: Iterable[Mapping[str, Any]], kind: str) -> dict[str, tuple[Rule, ...]]:
    table: dict[str, tuple[Rule, ...]] = {}
    for entry in entries:
        for lemma in _spellings(entry["lemmas"]):
            table[lemma] = (*table.get(lemma, ()), _rule(entry, f"{kind}:{lemma}"))
    return table


def _spellings(lemmas: Iterable[str]) -> tuple[str, ...]:
    """The lemmas, and the ones that lemmatizers make of stems that change their accent (*répèter*)."""
    changed = ["è".join(lemma.rsplit("é", 1)) for lemma in lemmas if "é" in lemma[1:]]
    return (*lemmas, *changed)


def _rule(entry: Mapping[str, Any], name: str) -> Rule:
    return Rule(
        name=name,
        stance=entry["stance"],
        frames=frozenset(entry["frames"]),
        addressee=entry.get("addressee") == "object",
        objects=bool(entry.get("objects")),
        strict=bool(entry.get("strict")),
        reflexive=bool(entry.get("reflexive")),
        shown=entry.get("shown"),
        behind=bool(entry.get("behind")),
    )


def _idioms(entries: Iterable[Mapping[str, Any]]) -> dict[str, tuple[tuple[frozenset[str], Rule], ...]]:
    table: dict[str, tuple[tuple[frozenset[str], Rule], ...]] = {}
    for entry in entries:
        for verb in entry["verb"]:
            rule = _rule(entry, f"idiom:{verb} {entry['with'][0]}")
            table[verb] = (*table.get(verb, ()), (frozenset(entry["with"]), rule))
    return table


@cache
def load_cues(language: Language) -> Cues:
    """The reporting words of a language, compiled once."""
    cues, titles = language.cues, language.titles
    told = cues.get("adjectives", {"lemmas": (), "stance": "say"})
    prepositions = tuple(
        Preposition(_words(phrase), entry["stance"], *(bool(entry.get(key)) for key in ("guarded", "whole", "closing")))
        for entry in cues["prepositions"]
        for phrase in entry["phrases"]
    )
    return Cues(
        verbs=_rules(language.cue_verbs["verbs"], "verb"),
        nouns=_rules(cues["nouns"], "noun"),
        idioms=_idioms(language.cue_idioms["idioms"]),
        prepositions=tuple(sorted(prepositions, key=lambda p: -len(p.words))),
        first_words=frozenset(p.words[0] for p in prepositions),
        adjectives={lemma: _rule({**told, "frames": [THAT]}, f"adjective:{lemma}") for lemma in told["lemmas"]},
        quoting=frozenset(lemma for entry in cues["quoting"] for lemma in entry["lemmas"]),
        participles=frozenset(_spellings(cues["participles"]["lemmas"])),
        light=frozenset(_spellings(cues["light"]["lemmas"])),
        withhold={key: frozenset(cues["withhold"].get(key, ())) for key in ("negated", "before", "unwilling", "nouns")},
        impersonal={key: frozenset(cues["impersonal"].get(key, ())) for key in ("subjects", "lemmas", "raising")},
        words={"nobody": frozenset(), **{key: _folded(value) for key, value in cues["words"].items()}},
        speakers=_folded([*titles["titles"], *titles["bodies"], *titles["people"]]),
        pictures=_folded(titles["pictures"]),
        documents=_folded(titles["documents"]),
        outlets=_folded(titles["outlets"]),
        shared=frozenset(titles["shared"]),
        relative=_folded(titles["relative"]),
        pronouns=_folded(
            word for key in ("masculine", "feminine", "neuter", "plural", "relative") for word in titles[key]
        ),
        contracted=dict(cues.get("contracted", {})),
        first_person=_folded(titles["first_person"]),
        views=_views(cues["views"]),
        possessive=_folded(titles["possessive"]),
    )


def _views(entries: Iterable[Mapping[str, Any]]) -> dict[str, tuple[View, ...]]:
    """The phrases by their first word."""
    table: dict[str, tuple[View, ...]] = {}
    for entry in entries:
        for phrase in entry["phrases"]:
            view = View(_words(phrase), entry["stance"])
            table[view.words[0]] = (*table.get(view.words[0], ()), view)
    return table


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.replace("’", "'").replace("'", "' ").split())
