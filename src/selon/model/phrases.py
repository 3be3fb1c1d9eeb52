"""The noun phrase of a head token, as it stands in the text."""

from __future__ import annotations

from selon.model.document import Document
from selon.model.span import Span

CUT = ("acl", "advcl", "nsubj", "aux", "ccomp", "appos", "obl", "parataxis", "advmod", "csubj", "expl")
LEAD = ("case", "mark", "punct", "cc", "cop", "discourse", "parataxis", "dep")
BRACKETS = frozenset('()[]«»"“”„')


def phrase_of(document: Document, index: int) -> Span:
    """The noun phrase of head `index`: without relative clauses, appositions and what follows them."""
    keep = _phrase_tokens(document, index)
    run = {index}
    for step in (-1, 1):
        here = index
        while here + step in keep or _joins(document, here + step, keep, index):
            here += step
            run.add(here)
    run &= keep
    while max(run) > index and document.tokens[max(run)].role in ("case", "cc", "det", "mark", "punct"):
        run.remove(max(run))  # what only opens a phrase that is cut away
    first = min(run)
    if document.tokens[first].text == "-" and first > 0:
        run.add(first - 1)  # *decision-making centres*
    return document.span(min(run), max(run)).whole_word(document.text)


def _phrase_tokens(document: Document, index: int) -> set[int]:
    keep: set[int] = set()
    stack = [index]
    while stack:
        here = stack.pop()
        keep.add(here)
        for child in document.children[here]:
            if _belongs(document, child, here, index):
                stack.append(child)
    return keep


def _belongs(document: Document, child: int, parent: int, head: int) -> bool:
    token = document.tokens[child]
    role = token.role
    if parent == head and role in LEAD:
        return False
    if role == "acl" and token.features.get("VerbForm") == "Part" and child == parent - 1:
        return True
    if role.startswith(CUT) and not (role == "advmod" and child < parent):
        return False
    if role == "conj" and token.pos in ("VERB", "AUX"):
        return False
    return role != "punct" or token.text in "-–’'"


def _joins(document: Document, index: int, keep: set[int], head: int) -> bool:
    """A token outside the phrase that stands between two of its tokens: a preposition, comma or conjunction."""
    if not 0 <= index < len(document.tokens):
        return False
    token = document.tokens[index]
    if token.text in BRACKETS or (token.head == head and token.role in ("case", "mark")):
        return False
    return token.role in ("case", "cc", "punct", "det", "advmod", "mark") and token.head in keep
