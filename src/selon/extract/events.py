"""Happenings in a document: verbs, nouns and predicates that tell one, with who did what to whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from selon.extract.actors import find_agent, find_target
from selon.extract.certainty import read_certainty
from selon.extract.frames import VERBAL, case_of, frame_of, is_past_participle
from selon.extract.kinds import KindRule, kind_rule
from selon.languages.base import Language
from selon.model.claim import Event
from selon.model.document import Document, Token


@dataclass(frozen=True, slots=True, eq=False)
class NewsWords:
    """What makes a noun carry the news: language.toml's [news], compiled."""

    light: frozenset[str]
    happen: frozenset[str]
    after: frozenset[str]
    raising: frozenset[str]
    doer_adjectives: frozenset[str]


@lru_cache(maxsize=16)
def news_words(language: Language) -> NewsWords:
    """The language's news words, compiled once."""
    table = language.language["news"]
    return NewsWords(
        light=frozenset(table["light"]),
        happen=frozenset(table["happen"]),
        after=frozenset(table["after"]),
        raising=frozenset(table["raising"]),
        doer_adjectives=frozenset(language.places.get("demonyms", ())),
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the text around says, for deciding whether a noun carries the news.

    `cues` are the heads of reporting words, `details` the heads of places, times and quantities.
    """

    cues: frozenset[int]
    places: frozenset[int]
    times: frozenset[int]
    quantities: frozenset[int]


def find_events(
    document: Document, language: Language, around: Surroundings, *, all_nouns: bool = False
) -> tuple[Event, ...]:
    """All happenings of a kind, in order of their triggers; with `all_nouns` also those named in passing."""
    found = []
    for token in document.tokens:
        rule = kind_rule(document, token.index, language)
        if rule is None or not rule.kind:
            continue
        anchor = _anchor(document, token, rule, language, around)
        if anchor is None:
            if not (all_nouns and token.pos in ("NOUN", "PROPN")):
                continue
            anchor = token.index
        found.append(_event(document, token, anchor, rule, language, around))
    return tuple(found)


def _event(
    document: Document, token: Token, anchor: int, rule: KindRule, language: Language, around: Surroundings
) -> Event:
    reading = read_certainty(document, token.index, language, cues=around.cues)
    return Event(
        token=token.index,
        anchor=anchor,
        kind=rule.kind,
        polarity=reading.polarity,
        certainty=reading.certainty or "certain",
        agent=find_agent(document, token.index, anchor, rule, language),
        target=find_target(document, token.index, anchor, rule, language),
        reasons=(f"kind {rule.kind} by rule {rule.name}", *reading.reasons),
    )


def _anchor(document: Document, token: Token, rule: KindRule, language: Language, around: Surroundings) -> int | None:
    """The token whose clause tells the happening, or None where the word only names it in passing."""
    if token.pos in VERBAL:
        return None if _is_epithet(document, token) else token.index
    if token.pos == "ADJ":
        predicate = any(document.tokens[c].role == "cop" for c in document.children[token.index])
        if predicate or token.role in ("root", "xcomp", "conj", "acl"):
            return token.index
        return None
    return _noun_anchor(document, token, language, around)


def _is_epithet(document: Document, token: Token) -> bool:
    """*the bombed city*: a participle before or after its noun with nothing of its own."""
    if token.role not in ("amod", "acl"):
        return False
    if token.role == "amod":
        return token.head > token.index or not list(document.children[token.index])
    if not is_past_participle(token):
        return False
    own = [c for c in document.children[token.index] if document.tokens[c].role not in ("punct", "advmod")]
    return not own


def _noun_anchor(document: Document, token: Token, language: Language, around: Surroundings) -> int | None:
    words = news_words(language)
    head = document.tokens[token.head]
    if token.role in ("compound", "flat", "flat:name", "fixed"):
        return None
    top = _top_of(document, token)
    governor = document.tokens[document.tokens[top].head]
    role = document.tokens[top].role
    if (
        role in ("obj", "nsubj:pass", "obl", "xcomp")
        and governor.lemma in words.light
        and (role in ("obj", "nsubj:pass") or case_of(document, top) in words.after or governor.lemma in words.raising)
    ):
        return governor.index
    if role in ("nsubj", "nsubj:pass") and governor.lemma in words.happen:
        return governor.index
    if governor.index in around.cues and role in ("obj", "nsubj:pass", "obl", "iobj"):
        return token.index
    if role == "nsubj:pass" or role == "obj":
        return token.index if _has_details(document, token, words, around) else None
    if case_of(document, top) in words.after:
        return token.index if _has_details(document, token, words, around) else None
    if role in ("root", "parataxis") or head.index == token.index:
        return token.index if _has_details(document, token, words, around) else None
    return token.index if _has_details(document, token, words, around, own_place=True) else None


def _top_of(document: Document, token: Token) -> int:
    """The head of the coordination that a noun stands in."""
    here = token
    while here.role == "conj" and document.tokens[here.head].pos in ("NOUN", "PROPN"):
        here = document.tokens[here.head]
    return here.index


def _has_details(
    document: Document, token: Token, words: NewsWords, around: Surroundings, *, own_place: bool = False
) -> bool:
    """An actor, a place, a time or a number of its own."""
    frame = frame_of(document, token.index)
    if frame.subject is not None:
        return True
    below = set(document.descendants(token.index))
    if below & around.times or below & around.quantities:
        return True
    for modifier in frame.modifiers:
        word = document.tokens[modifier]
        if word.lemma in words.doer_adjectives or word.text in words.doer_adjectives:
            return True
    return bool(below & around.places)
