"""From tokens to spans: a source's noun phrase, a cue with its auxiliaries, the pieces of a content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from selon.extract.attributions.reading import Reading, names_source
from selon.model.attribution import Attribution
from selon.model.document import Document, Quotation
from selon.model.span import Span

OUTSIDE = frozenset({"acl:relcl", "parataxis", "advcl", "mark", "case", "discourse", "ccomp", "cop"})
BRACKETS = frozenset("()[]")


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution in tokens. `tokens` is the content; `spans` are more pieces, as they stand."""

    cue: int
    source: int | None
    stance: str
    heads: tuple[int, ...] = ()
    tokens: frozenset[int] = frozenset()
    spans: tuple[Span, ...] = ()
    form: str = ""
    negated: bool = False
    reason: str = ""
    cue_words: tuple[int, ...] = ()
    source_words: tuple[int, int] | None = None


def noun_phrase(reading: Reading, head: int) -> tuple[int, int]:
    """First and last token of the noun phrase of `head`, with its apposition, without relative clauses."""
    document = reading.document
    kept = {head}
    stack = [head]
    while stack:
        here = stack.pop()
        for child in document.children[here]:
            if _belongs(reading, here, child, head):
                kept.add(child)
                stack.append(child)
    first = last = head
    while _joins(reading, first - 1, kept):
        first -= 1
    while _joins(reading, last + 1, kept) or _is_one_name(reading, last):
        last += 1
    first = _with_lost_partner(reading, first)
    first, last = trim(reading, first, last)
    last = _with_name(reading, head, last)
    return first, _with_apposition(reading, first, last)


def _is_one_name(reading: Reading, last: int) -> bool:
    """Whether a name goes on behind token `last`, wherever the parse hangs the rest of it."""
    tokens = reading.tokens
    return (
        last + 1 < len(tokens)
        and tokens[last].entity in ("PER", "ORG")
        and tokens[last + 1].entity == tokens[last].entity
        and tokens[last + 1].head in (last, tokens[last].head)
        and tokens[last + 1].pos == tokens[last].pos == "PROPN"
    )


def _with_lost_partner(reading: Reading, first: int) -> int:
    """*Paris et Berlin ont …*: the name that opens the sentence, which the parse took for its root."""
    tokens = reading.tokens
    opens = reading.document.sentences[tokens[first].sentence].first
    joined = first == opens + 2 and tokens[first - 1].pos == "CCONJ" and tokens[first].pos == "PROPN"
    return opens if joined and tokens[opens].pos == "PROPN" and tokens[opens].entity else first


def _with_apposition(reading: Reading, first: int, last: int) -> int:
    """The end of the phrase, with a name between commas right after it (*an official, Ana Roca, said*)."""
    tokens = reading.tokens
    comma = _behind_parenthesis(reading, last) + 1
    if (
        comma + 2 >= len(tokens)
        or tokens[comma].text != ","
        or any(tokens[i].entity == "PER" for i in range(first, last + 1))
    ):
        return last
    end = comma
    while end + 1 < len(tokens) and end < comma + 4 and _is_title(reading, end + 1):
        end += 1
    kinds = ("PER", "", "MISC") if comma > last + 1 else ("PER", "")
    while end + 1 < len(tokens) and tokens[end + 1].pos == "PROPN" and tokens[end + 1].entity in kinds:
        end += 1
    named = any(tokens[i].entity == "PER" for i in range(comma, end + 1)) or (comma > last + 1 and end > comma + 1)
    return end if named and end + 1 < len(tokens) and tokens[end + 1].text == "," else last


def _with_name(reading: Reading, head: int, last: int) -> int:
    """*le jeune prêtre ukrainien Roman Roca*: a person's name that goes on the phrase, wherever the parse hangs it."""
    tokens = reading.tokens
    speaker = {tokens[head].lemma, reading.word(head)} & reading.cues.speakers
    beside = tokens[last].pos in ("NOUN", "ADJ") and tokens[last].role in ("amod", "nmod", "nsubj", "obl:agent")
    end = last
    while beside and speaker and end + 1 < len(tokens) and tokens[end + 1].entity == "PER":
        if not tokens[end + 1].text[:1].isupper() or tokens[end + 1].sentence != tokens[last].sentence:
            break
        end += 1
    return end


def _behind_parenthesis(reading: Reading, last: int) -> int:
    """The last token of a short parenthesis behind token `last` (*le gouverneur de la province (est), Jean Roca*)."""
    tokens = reading.tokens
    if last + 1 < len(tokens) and tokens[last + 1].text == "(":
        return next((i for i in range(last + 2, min(last + 6, len(tokens))) if tokens[i].text == ")"), last)
    return last


def _is_title(reading: Reading, index: int) -> bool:
    """An article or a title before a name (*le colonel*)."""
    token = reading.tokens[index]
    return token.pos == "DET" or (token.pos == "NOUN" and token.lemma in reading.cues.speakers)


def _belongs(reading: Reading, here: int, child: int, head: int) -> bool:
    token = reading.tokens[child]
    if token.role in ("nmod", "obl", "obl:mod") and (
        here == head and child < head and reading.cases(child) or names_source(reading, child)
    ):
        return False
    if token.role in OUTSIDE and not (token.role == "case" and here != head):
        return False
    if token.role == "acl":
        if token.lemma in reading.cues.quoting or (
            token.lemma in reading.cues.participles and token.features.get("Tense") != "Past"
        ):
            return False
        return reading.tokens[child - 1].text != "," and reading.word(child - 1) not in reading.cues.relative
    if token.role == "conj":
        return token.pos not in ("VERB", "AUX")
    return True


def _joins(reading: Reading, index: int, kept: set[int]) -> bool:
    if not 0 <= index < len(reading.tokens) or index not in kept:
        return False
    beside = (index, index + 1) if index + 1 in kept else (index - 1, index)
    gap = reading.document.text[reading.tokens[beside[0]].end : reading.tokens[beside[1]].start]
    return "\n" not in gap  # a headline without a stop belongs to no phrase below it


def trim(reading: Reading, first: int, last: int) -> tuple[int, int]:
    """The range without punctuation at its borders, closing brackets and title stops aside."""
    tokens = reading.tokens
    while first < last and tokens[first].pos == "PUNCT" and tokens[first].text not in BRACKETS:
        first += 1
    while last > first and (tokens[last].pos == "PUNCT" or tokens[last].role == "cc") and tokens[last].text != ")":
        last -= 1
    return first, last


def cue_range(reading: Reading, cue: int, words: tuple[int, ...] = ()) -> tuple[int, int]:
    """First and last token of the reporting word with its auxiliaries and negations."""
    document = reading.document
    members = {cue, *words}
    for child in document.children[cue]:
        role = document.tokens[child].role
        if (
            role.startswith("aux")
            and document.tokens[child].pos != "PART"
            or role in ("compound:prt", "cop", "fixed")
            or reading.word(child) in reading.cues.words["negations"]
            and cue - 5 < child < cue
        ):
            members.add(child)
    near = [index for index in members if abs(index - cue) < 8]
    return min(near), max(near)


def subtree(document: Document, heads: Iterable[int], without: Iterable[int] = ()) -> frozenset[int]:
    """All tokens under `heads`, leaving out what is under `without`."""
    left = frozenset(without)
    kept: set[int] = set()
    stack = [head for head in heads if head not in left]
    while stack:
        here = stack.pop()
        kept.add(here)
        stack.extend(child for child in document.children[here] if child not in left)
    return frozenset(kept)


def pieces(reading: Reading, tokens: Iterable[int]) -> tuple[Span, ...]:
    """The spans that a set of tokens makes: runs without punctuation at their borders, marks in pairs."""
    found: list[Span] = []
    for first, last in _runs(reading, sorted(tokens)):
        first, last = _trim_content(reading, first, last)
        if all(reading.tokens[i].pos in ("PUNCT", "CCONJ") for i in range(first, last + 1)):
            continue
        start, end = reading.tokens[first].start, reading.tokens[last].end
        start, end = _with_marks(reading, start, end)
        found.append(Span.cut(reading.document.text, start, end))
    return merge(reading.document.text, found)


def _runs(reading: Reading, tokens: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index in tokens:
        if runs and (index == runs[-1][1] + 1 or _only_marks(reading, runs[-1][1] + 1, index)):
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _only_marks(reading: Reading, first: int, last: int) -> bool:
    return last - first < 3 and all(reading.tokens[i].pos == "PUNCT" for i in range(first, last))


def _trim_content(reading: Reading, first: int, last: int) -> tuple[int, int]:
    tokens = reading.tokens
    while first < last and (tokens[first].pos == "PUNCT" and tokens[first].text not in BRACKETS):
        first += 1
    while last > first and (tokens[last].pos == "PUNCT" or tokens[last].role == "cc") and tokens[last].text != ")":
        last -= 1
    return first, last


def _with_marks(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Widened to the marks of a quotation that it fills, or that it enters and that runs on."""
    for quotation in quotations_in(reading.document, start, end):
        span, inner = quotation.span, quotation.inner
        opens = start <= inner.start + 1 and end > inner.start
        closes = end >= inner.end - 1
        if opens and closes:
            start, end = min(start, span.start), max(end, span.end)
        elif span.start >= start and closes:
            end = max(end, span.end)
        elif opens and start >= span.start and end <= inner.end:
            continue
        elif start < inner.start < end < inner.end:
            end = span.end
    return start, end


def merge(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap or touch made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end + 1:
            found[-1] = Span.cut(text, found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def as_attribution(reading: Reading, found: Found) -> Attribution:
    """The attribution with its spans cut from the text."""
    document = reading.document
    content = merge(document.text, (*pieces(reading, found.tokens), *found.spans))
    source = None
    if found.source is not None:
        source = document.span(*(found.source_words or noun_phrase(reading, found.source)))
    cue = document.span(*cue_range(reading, found.cue, found.cue_words))
    return Attribution(
        source=source,
        source_head=found.source,
        cue=cue,
        cue_head=found.cue,
        content=content,
        form=found.form or _form(reading, content),
        stance=found.stance,
        content_heads=found.heads,
        negated=found.negated,
        reason=found.reason,
    )


def _form(reading: Reading, content: tuple[Span, ...]) -> str:
    met = [[q.span for q in quotations_in(reading.document, piece.start, piece.end)] for piece in content]
    if content and all(any(span.covers(piece) for span in spans) for piece, spans in zip(content, met, strict=True)):
        return "direct"
    return "mixed" if any(met) else "indirect"


def quotations_in(document: Document, start: int, end: int) -> list[Quotation]:
    """The quotations that share a code point with `[start, end)`; they stand in order and do not overlap."""
    place = max(0, bisect_right(document.quotations, start, key=lambda q: q.span.start) - 1)
    found = []
    for quotation in islice(document.quotations, place, None):
        if quotation.span.start >= end:
            break
        if quotation.span.end > start:
            found.append(quotation)
    return found
