"""The chain of sources behind one place of a text, innermost first."""

from __future__ import annotations

from collections.abc import Iterable

from selon.model.attribution import Attribution


def find_chain(attributions: Iterable[Attribution], start: int, end: int) -> tuple[Attribution, ...]:
    """The attributions whose content covers `[start, end)`, from the narrowest content to the widest."""
    covering = [a for a in attributions if any(piece.start <= start and end <= piece.end for piece in a.content)]
    return tuple(sorted(covering, key=width))


def width(attribution: Attribution) -> int:
    """How much text the attribution's content and cue take up: an outer one takes more."""
    return 2 * sum(piece.end - piece.start for piece in attribution.content) - (attribution.reason == "cited")
