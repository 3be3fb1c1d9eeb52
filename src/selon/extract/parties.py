"""The two sides of what takes two: fights, talks, agreements (*talks with X*, *combats entre X et Y*)."""

from __future__ import annotations

from collections.abc import Iterator

from selon.extract.frames import VERBAL, antecedent, classes_of, frame_of, given_object, is_passive, patient_of
from selon.languages.base import Language
from selon.model.document import Document

MUTUAL = frozenset({"agree", "clash", "negotiate"})
PARTIES = frozenset({"force", "leader", "name", "people", "place", "pronoun", "state"})
GIVEN = frozenset({"attack", "besiege", "casualties", "clash", "damage", "destroy", "sanction", "shell", "strike"})
SUFFERERS = frozenset({"force", "home", "name", "people", "place", "pronoun", "ship", "state", "structure", "vehicle"})


def other_party(document: Document, index: int, anchor: int, language: Language) -> int | None:
    """With whom or against whom it is done: the one behind *with*, or the second of two behind *between*."""
    table = language.language["targets"]
    for case, child in _beside(document, index, anchor):
        if not classes_of(document, child, language) & PARTIES:
            continue
        if case in table["with"]:
            return child
        others = (*document.of_role(child, "conj"), *_lost_second(document, child))
        if case in table["between"] and len(others) == 1:
            return others[0]
    return None


def _lost_second(document: Document, first: int) -> tuple[int, ...]:
    """*une trêve entre A et B*: the second of two, where the parser hangs it on the noun above."""
    above = document.tokens[first].head
    later = [c for c in document.of_role(above, "conj") if c > first]
    return tuple(c for c in later if any(document.tokens[i].role == "cc" for i in range(first + 1, c)))[:1]


def first_party(document: Document, index: int, anchor: int, language: Language) -> int | None:
    """The first of those named behind *between*."""
    between = language.language["targets"]["between"]
    found = (child for case, child in _beside(document, index, anchor) if case in between)
    return next((child for child in found if classes_of(document, child, language) & PARTIES), None)


def _beside(document: Document, index: int, anchor: int) -> Iterator[tuple[str, int]]:
    """The complements of a happening, of the verb that carries it, and of its object."""
    yield from frame_of(document, index).obliques
    if anchor != index:
        yield from frame_of(document, anchor).obliques
    elif document.tokens[index].pos in VERBAL:
        for noun in document.of_role(index, "obj", "nsubj:pass"):
            yield from frame_of(document, noun).obliques


def _subjected(document: Document, index: int, language: Language) -> int | None:
    """*soumis à des sanctions*, *confrontées à une attaque*: who is brought under what the noun names."""
    governor = document.tokens[document.tokens[index].head]
    if governor.lemma not in language.language["targets"]["subjecting"] or not document.tokens[index].role.startswith(
        "obl"
    ):
        return None
    return patient_of(document, governor.index) if is_passive(document, governor.index) else None


def receiver(document: Document, index: int, anchor: int, language: Language) -> int | None:
    """Who is given or brought under what a noun names."""
    found = _subjected(document, index, language)
    return _given_to(document, index, anchor, language) if found is None else found


def _given_to(document: Document, index: int, anchor: int, language: Language) -> int | None:
    """*a imposé un blocus au pays*, *leur ont tendu une embuscade*: to whom the verb that carries a noun does it."""
    table = language.language["targets"]
    if anchor == index or document.tokens[anchor].lemma not in table["giving"]:
        return None
    for child in document.of_role(anchor, "iobj"):
        return antecedent(document, child)
    for case, child in (*frame_of(document, anchor).obliques, *frame_of(document, index).obliques):
        if case in table["receiving"] and classes_of(document, child, language) & SUFFERERS:
            return child
    return given_object(document, anchor, language)
