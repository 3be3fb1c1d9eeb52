"""An attribution: who is said to say what, with the words that show it."""

from __future__ import annotations

from dataclasses import dataclass

from selon.model.span import Span

STANCES = ("say", "claim", "confirm", "deny", "withhold", "accuse", "urge", "promise", "suggest", "show")
FORMS = ("direct", "indirect", "mixed", "according_to", "shown")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content. `cue_head` and `source_head` are token indices (None: no such token).

    `source` is the whole noun phrase with its apposition; None where the sentence names nobody.
    `cue` is the reporting word with its auxiliaries; `content` all that is attributed, quotation marks
    included, in several pieces where it is broken.
    `name` is the fullest name that the document gives for the source, filled when resolved.
    `content_heads` are the tokens that govern the attributed clauses, where the parse gives them.
    `negated` says that the saying itself is denied (*has not confirmed*); `future` that it is to come.
    """

    source: Span | None
    source_head: int | None
    cue: Span
    cue_head: int
    content: tuple[Span, ...]
    form: str
    stance: str
    content_heads: tuple[int, ...] = ()
    name: str | None = None
    negated: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One link of a claim's chain of sources, as in the output contract."""

    name: str
    stance: str
    form: str
    mention: Span | None
    cue: Span
