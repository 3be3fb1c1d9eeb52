"""Agents and targets: the phrase as it stands, and for a pronoun the phrase it stands for."""

from __future__ import annotations

from selon.model.claim import Actor
from selon.model.document import Document, Token
from selon.model.phrases import phrase_of

OBJECTS = ("iobj", "obj")
SECOND = "2"


def as_actor(document: Document, index: int, speaker: str | None) -> Actor:
    """The actor that token `index` heads; a pronoun of the first person stands for the `speaker`."""
    token = document.tokens[index]
    name = None
    if _is_pronoun(token):
        first = token.features.get("Person") == "1"
        name = speaker if first else _antecedent(document, token)
    return Actor(phrase_of(document, index), name)


def _is_pronoun(token: Token) -> bool:
    return token.pos == "PRON" and token.features.get("PronType") != "Ind"


def _antecedent(document: Document, token: Token) -> str | None:
    """The nearest earlier subject that agrees in number and gender; for an object first what its sentence names."""
    if token.features.get("Person") == SECOND:
        return None
    if token.role in OBJECTS and (beside := _object_before(document, token)) is not None:
        return phrase_of(document, beside.index).text
    for features in (("Number", "Gender"), ("Gender",)):
        for candidate in reversed(document.tokens[: token.index]):
            if token.sentence - candidate.sentence > 3:
                break
            if candidate.pos not in ("NOUN", "PROPN") or not candidate.role.startswith("nsubj"):
                continue
            if _agrees(token, candidate, features) and not _same_clause(document, token, candidate):
                return phrase_of(document, candidate.index).text
    return None


def _object_before(document: Document, token: Token) -> Token | None:
    """*rounded up the men and shot them*: the nearest object before an object, in its sentence."""
    first = document.sentences[token.sentence].first
    for candidate in reversed(document.tokens[first : token.index]):
        noun = candidate.pos in ("NOUN", "PROPN") and candidate.role == "obj"
        if noun and _agrees(token, candidate, ("Number", "Gender")) and not _same_clause(document, token, candidate):
            return candidate
    return None


def _agrees(pronoun: Token, noun: Token, features: tuple[str, ...]) -> bool:
    """Whether number and gender fit; where nouns have no gender, *he* and *she* are persons with a name."""
    for feature in features:
        mine, other = pronoun.features.get(feature), noun.features.get(feature)
        if mine and other and mine != other and "Neut" not in (mine, other):
            return False
    if pronoun.features.get("Number") == "Plur" and noun.entity in ("LOC", "PER") and noun.pos == "PROPN":
        return False
    gendered = pronoun.features.get("Gender") in ("Masc", "Fem") and not noun.features.get("Gender")
    return not gendered or noun.entity == "PER"


def _same_clause(document: Document, pronoun: Token, noun: Token) -> bool:
    return document.tokens[pronoun.index].head == document.tokens[noun.index].head
