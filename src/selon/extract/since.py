"""Times that open a span: *killed since the war broke out in March 2011* holds from then on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.extract.frames import VERBAL, case_of
from selon.languages.base import Language
from selon.model.claim import Event
from selon.model.document import Document
from selon.model.mentions import TimeMention


def opening_times(
    document: Document, language: Language, events: Sequence[Event], times: Sequence[TimeMention]
) -> dict[int, int]:
    """For each event's trigger that stands with a *since* clause or phrase the index of the time inside it."""
    found = {event.token: _opening(document, language, event.anchor, times) for event in events}
    return {token: number for token, number in found.items() if number is not None}


def _row(document: Document, index: int) -> list[int]:
    """The verb and those that are coordinated with it."""
    top = index
    while document.tokens[top].role == "conj":
        top = document.tokens[top].head
    return [index, *(i for i in (top, *document.of_role(top, "conj")) if i != index)]


def since_phrases(document: Document, language: Language, index: int) -> Iterator[tuple[int, int]]:
    """The heads of the *since* clauses and phrases of a verb, or of one coordinated with it, each with that verb."""
    marks = set(language.language["since"])
    for verb in _row(document, index):
        for child in document.of_role(verb, "advcl", "obl", "nmod"):
            if marks & set(case_of(document, child).split(" ")):
                yield child, verb


def _opening(document: Document, language: Language, index: int, times: Sequence[TimeMention]) -> int | None:
    for child, verb in since_phrases(document, language, index):
        below = set(document.descendants(child))
        clausal = document.tokens[child].pos in VERBAL
        for number, mention in enumerate(times):
            beside = not clausal and document.tokens[mention.head].head == verb and mention.head > child
            if mention.head != child and (mention.head in below or beside) and mention.type == "DATE":
                return number
    return None
