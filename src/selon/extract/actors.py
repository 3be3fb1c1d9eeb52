"""Who does it and whom it is done to."""

from __future__ import annotations

from selon.extract.frames import (
    VERBAL,
    antecedent,
    classes_of,
    frame_of,
    patient_of,
    subject_of,
)
from selon.extract.kinds import KindRule
from selon.languages.base import Language
from selon.model.document import Document

PATIENT_KINDS = frozenset(
    {"kill", "wound", "casualties", "detain", "free", "displace", "destroy", "damage", "seize", "abuse", "intercept"}
)
NO_TARGET = frozenset({"withdraw", "deploy", "protest"})


def find_agent(document: Document, index: int, anchor: int, rule: KindRule, language: Language) -> int | None:
    """The token that heads the doer's phrase, or None where the text names none."""
    token = document.tokens[index]
    if rule.frame == "patient":
        return None if token.pos in VERBAL else _nominal_agent(document, index, rule, language)
    if token.pos in VERBAL:
        frame = frame_of(document, index)
        if frame.passive:
            return frame.subject
        found = subject_of(document, index)
        return None if found is None or _is_happening(document, found, language) else found
    own = _nominal_agent(document, index, rule, language)
    if own is not None:
        return own
    if anchor != index:
        if frame_of(document, anchor).passive:
            return frame_of(document, anchor).subject
        found = subject_of(document, anchor)
        if found is not None and found != index and not _is_happening(document, found, language):
            return found
    return None


def _is_happening(document: Document, index: int, language: Language) -> bool:
    """*the strike killed four*: a happening is no agent."""
    return "happening" in classes_of(document, index, language)


def _nominal_agent(document: Document, index: int, rule: KindRule, language: Language) -> int | None:
    frame = frame_of(document, index)
    if frame.subject is not None:
        return frame.subject
    demonyms = language.places.get("demonyms", {})
    for child in document.children[index]:
        token = document.tokens[child]
        if token.role == "nmod:poss" and token.pos in ("NOUN", "PROPN"):
            return child
    for child in frame.modifiers:
        token = document.tokens[child]
        if token.role in ("amod", "compound") and (token.lemma in demonyms or token.text in demonyms):
            return child
    if rule.kind in PATIENT_KINDS:
        return None
    for case, child in frame.obliques:
        if case in language.language["genitive"] and classes_of(document, child, language) & {"force", "people"}:
            return child
    return None


def find_target(document: Document, index: int, anchor: int, rule: KindRule, language: Language) -> int | None:
    """The token that heads the phrase of whom or what it is done to, or None."""
    token = document.tokens[index]
    if rule.frame == "patient" and token.pos in VERBAL:
        return subject_of(document, index) if not frame_of(document, index).passive else patient_of(document, index)
    if rule.frame == "patient" and token.pos == "ADJ":
        return _predicate_subject(document, index)
    if token.pos in VERBAL:
        found = patient_of(document, index)
        if found is not None:
            return None if rule.kind in NO_TARGET else found
        return _oblique_target(document, index, rule, language)
    if rule.kind in NO_TARGET:
        return None
    own = _oblique_target(document, index, rule, language)
    if own is None and anchor != index:
        own = _oblique_target(document, anchor, rule, language)
    return own


def _predicate_subject(document: Document, index: int) -> int | None:
    for child in document.children[index]:
        if document.tokens[child].role.startswith("nsubj"):
            return antecedent(document, child)
    return document.tokens[index].head if document.tokens[index].role in ("acl", "amod") else None


def _oblique_target(document: Document, index: int, rule: KindRule, language: Language) -> int | None:
    """*an attack on X*, *s'emparer de X*: the complement behind one of the language's target prepositions."""
    table = language.language["targets"]
    frame = frame_of(document, index)
    against, of = table["against"], language.language["genitive"]
    for case, child in frame.obliques:
        if case in against and rule.kind not in NO_TARGET:
            return child
    verbal = document.tokens[index].pos in VERBAL
    for case, child in frame.obliques:
        if case not in of:
            continue
        classes = classes_of(document, child, language)
        if verbal and document.tokens[index].lemma in table["verbs_of"]:
            return child
        if not verbal and (rule.kind in PATIENT_KINDS or not classes & {"force", "people"}):
            if "time" in classes:
                continue
            return child
    for child in frame.modifiers:
        if not verbal and document.tokens[child].role == "compound" and rule.kind not in ("negotiate", "agree"):
            if classes_of(document, child, language) & {"munition", "artillery", "aircraft", "arms"}:
                continue
            return child
    return None
