"""Agents and targets: the phrase as it stands, and for a pronoun the phrase it stands for."""

from __future__ import annotations

from selon.languages.base import Language
from selon.model.claim import Actor
from selon.model.document import Document, Token
from selon.model.phrases import phrase_of

FIRST_OR_SECOND = ("1", "2")


def as_actor(document: Document, index: int, language: Language) -> Actor:
    """The actor that token `index` heads."""
    token = document.tokens[index]
    name = _antecedent(document, token) if _is_pronoun(token) else None
    return Actor(phrase_of(document, index), name)


def _is_pronoun(token: Token) -> bool:
    return token.pos == "PRON" and token.features.get("PronType") != "Ind"


def _antecedent(document: Document, token: Token) -> str | None:
    """The nearest earlier subject, else object, that agrees in number and gender."""
    if token.features.get("Person") in FIRST_OR_SECOND:
        return None
    best: Token | None = None
    for candidate in reversed(document.tokens[: token.index]):
        if token.sentence - candidate.sentence > 3:
            break
        if candidate.pos not in ("NOUN", "PROPN") or not _agrees(token, candidate):
            continue
        if candidate.role.startswith("nsubj") and not _same_clause(document, token, candidate):
            best = candidate
            break
    return phrase_of(document, best.index).text if best is not None else None


def _agrees(pronoun: Token, noun: Token) -> bool:
    for feature in ("Number", "Gender"):
        mine, other = pronoun.features.get(feature), noun.features.get(feature)
        if mine and other and mine != other and "Neut" not in (mine, other):
            return False
    return True


def _same_clause(document: Document, pronoun: Token, noun: Token) -> bool:
    return document.tokens[pronoun.index].head == document.tokens[noun.index].head
