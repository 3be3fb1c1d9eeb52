"""Who appears in a document: its names, and the speakers that a pronoun or a title may come back to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from selon.model.document import Document
from selon.model.span import Span
from selon.resolve.names import Names, fold

LEFT_OUT = frozenset(
    {"acl:relcl", "acl", "parataxis", "advcl", "case", "ccomp", "conj", "cc", "mark", "punct", "appos"}
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may stand behind a pronoun: where, under what name, of what gender and number."""

    token: int
    name: str
    person: bool | None
    gender: str
    plural: bool
    spoke: bool
    weight: float = 0.0
    quoted: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """A document's names, its word lists, and the speakers found so far, in the order of the text.

    `turns[s]` counts the sentences up to `s` that no quotation opens or carries on; `contents` has, by the
    token of a source, what it says.
    """

    document: Document
    names: Names
    lists: Mapping[str, frozenset[str]]
    speakers: list[Speaker]
    turns: tuple[int, ...] = ()
    contents: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)
    by_lemma: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def word(self, index: int) -> str:
        """Token `index` as written, folded, without the hyphens of inversion."""
        return fold(self.document.tokens[index].text).removeprefix("-t-").removeprefix("-")


def is_joint(cast: Cast, index: int) -> bool:
    """Whether several are named together (*Moscow and Kyiv*)."""
    return bool(cast.document.of_role(index, "conj"))


def is_quoted(cast: Cast, index: int) -> bool:
    """Whether token `index` stands in quotation marks."""
    return is_inside(cast.document, cast.document.tokens[index].start)


def is_inside(document: Document, offset: int) -> bool:
    """Whether code point `offset` lies in a quotation; quotations stand in order and do not overlap."""
    place = bisect_right(document.quotations, offset, key=lambda q: q.span.start) - 1
    return place >= 0 and offset < document.quotations[place].span.end


def phrase(cast: Cast, index: int) -> str:
    """The noun phrase of token `index` as written, without clauses and appositions."""
    document = cast.document
    kept, stack = {index}, [index]
    while stack:
        here = stack.pop()
        for child in document.children[here]:
            role = document.tokens[child].role
            if role not in LEFT_OUT or (role == "case" and here != index):
                kept.add(child)
                stack.append(child)
    first = last = index
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return document.span(first, last).text


def is_being(cast: Cast, index: int) -> bool:
    """Whether token `index` is somebody: what can speak, or a noun for people or a force; no thing."""
    return can_speak(cast, index) or fold(cast.document.tokens[index].lemma) in cast.lists["beings"]


def can_speak(cast: Cast, index: int) -> bool:
    """Whether token `index` heads a name, a title, a body or people."""
    token = cast.document.tokens[index]
    words = {fold(token.lemma), cast.word(index)}
    dated = bool(cast.document.of_role(index, "nummod")) and not token.entity  # *May 9*
    return bool(
        token.entity
        or (token.pos == "PROPN" and not dated)
        or words & (cast.lists["titles"] | cast.lists["bodies"] | cast.lists["people"])
    )
