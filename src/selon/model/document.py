"""A document: a report cut into sentences and tokens, with grammatical roles in one vocabulary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selon.model.report import Report
from selon.model.span import Span


@dataclass(frozen=True, slots=True)
class Token:
    """One word. `head` is the index of its governor (its own index for a root).

    `pos` is a Universal Dependencies part of speech and `role` a Universal Dependencies relation,
    whatever the parser's own labels are: prepositions are `case` children of their noun, copulas
    `cop` children of their predicate, a passive's doer is `obl:agent`.
    `features` are Universal Dependencies features; Selon adds `Mood=Cnd` where grammar shows it.
    `entity` is PER, LOC, ORG, MISC or empty, as the parser guessed.
    """

    index: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    role: str
    head: int
    sentence: int
    features: Mapping[str, str]
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens `first` to `last` (exclusive), and the paragraph they stand in."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks; `span` includes the marks, `inner` does not.

    `closed` is False where the closing mark is missing (run-on or continuing quotations).
    """

    span: Span
    inner: Span
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the text that is no running prose: `caption`, `credit`, `teaser` or `dateline`.

    A caption's `span` includes its credit; `credit` is the credit as written, without its label.
    """

    kind: str
    span: Span
    credit: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed report. `children[i]` are the indices of the dependents of token `i`, in order."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    children: tuple[tuple[int, ...], ...]
    quotations: tuple[Quotation, ...] = ()
    regions: tuple[Region, ...] = ()

    @property
    def text(self) -> str:
        """The report's own text."""
        return self.report.text

    def span(self, first: int, last: int) -> Span:
        """The span from token `first` to token `last`, both included."""
        return Span.cut(self.text, self.tokens[first].start, self.tokens[last].end)

    def sentence_span(self, index: int) -> Span:
        """The span of a whole sentence."""
        sentence = self.sentences[index]
        return Span.cut(self.text, sentence.start, sentence.end)

    def descendants(self, index: int) -> Iterator[int]:
        """`index` and every token below it, depth first; the parse is a tree, so this ends."""
        stack = [index]
        while stack:
            here = stack.pop()
            yield here
            stack.extend(reversed(self.children[here]))

    def ancestors(self, index: int) -> Iterator[int]:
        """The governors of token `index`, nearest first, without `index` itself."""
        while (head := self.tokens[index].head) != index:
            index = head
            yield index

    def of_role(self, index: int, *roles: str) -> tuple[int, ...]:
        """The children of `index` that stand in one of `roles` (a role also matches its subtypes)."""
        wanted = roles
        return tuple(
            child
            for child in self.children[index]
            if (role := self.tokens[child].role) in wanted or role.partition(":")[0] in wanted
        )

    def tokens_in(self, span: Span) -> Iterator[Token]:
        """The tokens inside a span, from the one that its first code point stands in."""
        token = self.token_at(span.start)
        while token is not None and token.start < span.end:
            yield token
            token = self.tokens[token.index + 1] if token.index + 1 < len(self.tokens) else None

    def token_at(self, offset: int) -> Token | None:
        """The token that covers code point `offset`, or None between tokens."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.tokens) and self.tokens[low].start <= offset:
            return self.tokens[low]
        return None
