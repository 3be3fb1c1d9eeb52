"""Which kind of happening a word tells, by the rules of the language's kinds tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from selon.extract.frames import (
    VERBAL,
    Frame,
    antecedent,
    case_of,
    classes_of,
    core_noun,
    frame_of,
    given_object,
    is_past_participle,
    is_pronominal,
    noun_classes,
    patient_of,
    subject_of,
)
from selon.languages.base import Language
from selon.model.document import Document

CONDITIONS = (
    *("bare", "beside", "case", "form", "governor", "idioms"),
    *("object", "particle", "preposition", "subject", "with"),
)
IDIOM_WEIGHT = 22  # above any two conditions: a fixed phrase means what it means


@dataclass(frozen=True, slots=True)
class KindRule:
    """One rule of kinds.toml, kinds_people.toml or kinds_politics.toml.

    Fires on a verb of `verbs` or a noun of `nouns` (an adjective of `adjectives`), or on the verb of one of `idioms`
    with its noun as object or complement (`take+flight`), where every
    condition holds: `object`, `subject` and `with` name noun classes (`with`: any complement or
    modifier; a lemma after `=` is meant itself, as in `=hostage`, one after `~` also as a modifier of the
    phrase, as in `~aid` for *aid trucks*, after `+` another that hangs on it, as in `=list+black`), `beside` is
    `with` or, whichever of the two a parser hung it on, a complement of the verb that carries the noun
    (*opened fire on a crowd*) or of the verb's object (*put the attackers to flight*), `bare` an object without a
    determiner (*took position*), `particle` the verb's particle, `form` how a verb stands: `present` where a state
    can be meant (*occupies*, *is occupied*), `perfect` (*has occupied*) or `pronominal`, `case` a preposition
    among its complements, `preposition` the word's own (*under control*), `governor` the word that it depends on
    (*take control*).
    `not_…` must not hold. `none` as a class means that there is no such phrase. `frame` says who the subject is:
    `agent` (the usual), `patient` (*civilians died*), `holder`. `kind` empty: the word tells no happening there.
    """

    name: str
    kind: str
    frame: str
    light: bool
    conditions: Mapping[str, frozenset[str]]
    weight: int


@dataclass(frozen=True, slots=True, eq=False)
class KindTable:
    """Rules by part of speech and lemma, most specific first."""

    verbs: Mapping[str, tuple[KindRule, ...]]
    nouns: Mapping[str, tuple[KindRule, ...]]
    adjectives: Mapping[str, tuple[KindRule, ...]]


@lru_cache(maxsize=16)
def kind_table(language: Language) -> KindTable:
    """The language's kinds tables, compiled once."""
    tables: dict[str, dict[str, list[KindRule]]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for number, raw in enumerate(language.kind_rules):
        rule = _compile(raw, number)
        for words, table in tables.items():
            for lemma in raw.get(words, ()):
                table.setdefault(lemma, []).append(rule)
        for verb in {idiom.split("+")[0] for idiom in raw.get("idioms", ())}:
            tables["verbs"].setdefault(verb, []).append(rule)
    ordered = {
        words: {lemma: tuple(sorted(rules, key=lambda r: -r.weight)) for lemma, rules in table.items()}
        for words, table in tables.items()
    }
    return KindTable(**ordered)


def _compile(raw: Mapping[str, Any], number: int) -> KindRule:
    conditions = {
        key: frozenset(raw[key])
        for key in (*CONDITIONS, *(f"not_{condition}" for condition in CONDITIONS))
        if key in raw
    }
    return KindRule(
        name=raw.get("name") or f"{raw['kind'] or 'none'}-{number}",
        kind=raw["kind"],
        frame=raw.get("frame", "agent"),
        light=raw.get("light", False),
        conditions=conditions,
        weight=10 * len(conditions)
        + (5 if not raw["kind"] else 0)
        + (IDIOM_WEIGHT if "idioms" in raw else 0)
        + raw.get("weight", 0),
    )


def kind_rule(document: Document, index: int, language: Language) -> KindRule | None:
    """The most specific rule that fires on token `index`, or None."""
    token = document.tokens[index]
    table = kind_table(language)
    if token.pos in ("VERB", "AUX"):
        rules = table.verbs.get(token.lemma, ())
    elif token.pos in ("NOUN", "PROPN"):
        rules = table.nouns.get(token.lemma, ()) or table.nouns.get(token.text.lower(), ())
        if not rules and token.lemma.endswith("s"):
            rules = table.nouns.get(token.lemma[:-1], ())
    elif token.pos == "ADJ":
        rules = table.adjectives.get(token.lemma, ())
    else:
        rules = ()
    if not rules:
        return None
    frame = frame_of(document, index)
    for rule in rules:
        if all(_holds(key, wanted, document, index, frame, language) for key, wanted in rule.conditions.items()):
            return rule
    return None


def _holds(key: str, wanted: frozenset[str], document: Document, index: int, frame: Frame, language: Language) -> bool:
    if key.startswith("not_"):
        return not _holds(key[4:], wanted, document, index, frame, language)
    if key == "particle":
        return _particle(document, index, frame, wanted)
    if key == "case":
        return any(case in wanted or case.split(" ")[0] in wanted for case, _ in frame.obliques)
    if key == "form":
        return bool(wanted & _forms(document, index))
    if key == "preposition":
        return bool(wanted & set(case_of(document, index).split(" ")))
    phrases = _phrases(key, document, index, frame, language)
    if key == "idioms":
        return any(f"{document.tokens[index].lemma}+{document.tokens[n].lemma}" in wanted for n in phrases)
    if "none" in wanted and not phrases:
        return True
    if key == "object" and not phrases and document.tokens[index].pos in VERBAL and not is_pronominal(document, index):
        # *ils ont emporté du bétail*: parsers take a partitive article for a preposition
        phrases = [noun for case, noun in frame.obliques if case in language.language["genitive"]]
    return any(_is_a(document, antecedent(document, p), wanted, language) for p in phrases)


def _phrases(key: str, document: Document, index: int, frame: Frame, language: Language) -> list[int]:
    """The phrases that a condition is about."""
    if key == "with":
        return _complements(frame)
    if key == "beside":
        return _complements(frame) + _complements_beside(document, index, frame, language)
    if key == "governor":
        return _governors(document, index, language)
    if key == "subject":
        found = subject_of(document, index)
        return [] if found is None else [found]
    objects = _objects(document, index, frame, language)
    if key == "bare":
        return [noun for noun in objects if not _has_determiner(document, noun)]
    if key == "idioms":
        return objects + _complements(frame) + _complements_beside(document, index, frame, language)
    return objects


def _complements(frame: Frame) -> list[int]:
    return [noun for _, noun in frame.obliques] + list(frame.modifiers)


def _complements_beside(document: Document, index: int, frame: Frame, language: Language) -> list[int]:
    if document.tokens[index].pos in VERBAL:
        beside = [] if frame.object is None else [frame.object]
    else:
        beside = [g for g in _governors(document, index, language) if document.tokens[g].pos in VERBAL]
    return [noun for here in beside for noun in _complements(frame_of(document, here)) if noun != index]


def _has_determiner(document: Document, index: int) -> bool:
    return any(document.tokens[c].role in ("det", "nmod:poss", "nummod") for c in document.children[index])


def _forms(document: Document, index: int) -> frozenset[str]:
    below = [document.tokens[c] for c in document.children[index]]
    found = {"pronominal"} if any(t.features.get("Reflex") == "Yes" for t in below) else set()
    if is_past_participle(document.tokens[index]) and any(t.role in ("aux", "aux:tense") for t in below):
        found.add("perfect")
    return frozenset(found | ({"present"} if _is_present(document, index) else set()))


def _governors(document: Document, index: int, language: Language) -> list[int]:
    """What a word depends on, a word that only measures it (*dozens of*) left out."""
    token = document.tokens[index]
    while token.role == "conj":
        token = document.tokens[token.head]
    head = document.tokens[token.head]
    if head.index == token.index:
        return []
    if token.role == "nmod" and head.lemma in noun_classes(language).measures and head.head != head.index:
        return [head.index, head.head]
    return [head.index]


def _particle(document: Document, index: int, frame: Frame, wanted: frozenset[str]) -> bool:
    if frame.particle is not None:
        return frame.particle in wanted
    following = document.tokens[index + 1 : index + 2]
    adverbs = [m for m in frame.modifiers if document.tokens[m].role == "advmod" and m > index]
    return any(t.text.lower() in wanted for t in (*following, *(document.tokens[m] for m in adverbs)))


def _objects(document: Document, index: int, frame: Frame, language: Language) -> list[int]:
    if document.tokens[index].pos in ("VERB", "AUX"):
        found = patient_of(document, index)
        if found is None:
            found = given_object(document, index, language)
        if found is None:  # parsers leave *une douzaine de femmes* behind its verb without a role
            found = next((c for c in document.children[index] if document.tokens[c].role == "dep" and c > index), None)
        return [] if found is None else [found]
    return [noun for case, noun in frame.obliques if case in language.language["genitive"]] + [
        m for m in frame.modifiers if document.tokens[m].role == "compound"
    ]


def _is_present(document: Document, index: int) -> bool:
    """*occupies*, *is occupying*, *is occupied*; neither *has occupied* nor *has been occupied*."""
    token = document.tokens[index]
    if not is_past_participle(token):
        return token.features.get("Tense") == "Pres"
    helpers = [document.tokens[c] for c in document.children[index] if document.tokens[c].role.startswith("aux")]
    return [h.features.get("Tense") for h in helpers] == ["Pres"] and helpers[0].role == "aux:pass"


def _is_a(document: Document, index: int, wanted: frozenset[str], language: Language) -> bool:
    heads = {index, core_noun(document, index, language)}
    if {f"={document.tokens[i].lemma}" for i in heads} & wanted:
        return True
    beside = {c for i in heads for c in document.children[i] if document.tokens[c].role in ("amod", "compound")}
    if {f"~{document.tokens[i].lemma}" for i in heads | beside} & wanted:
        return True
    for here in heads:
        head = f"={document.tokens[here].lemma}"
        if any(f"{head}+{document.tokens[c].lemma}" in wanted for c in document.children[here]):
            return True
    return bool(classes_of(document, index, language) & wanted)
