"""Attributions by a possessive: *à son avis*, *in their view*."""

from __future__ import annotations

from collections.abc import Iterator

from selon.extract.attributions.according_to import content_around
from selon.extract.attributions.reading import Reading
from selon.extract.attributions.rules import View
from selon.extract.attributions.spans import Found

OWNER = "*"


def find_views(reading: Reading) -> Iterator[Found]:
    """Every phrase that says in whose eyes it is so."""
    for index, word in enumerate(reading.words):
        for view in reading.cues.views.get(word, ()):
            owner = _owner(reading, index, view)
            found = None if owner is None else _attribution(reading, index, owner, view)
            if found is not None:
                yield found
                break


def _owner(reading: Reading, index: int, view: View) -> int | None:
    """The possessive of a phrase that begins at token `index`, or None where the phrase is another."""
    if index + len(view.words) > len(reading.tokens):
        return None
    owner = None
    for offset, word in enumerate(view.words):
        here = index + offset
        if word == OWNER and reading.words[here] in reading.cues.possessive:
            owner = here
        elif word != reading.words[here]:
            return None
    return owner


def _attribution(reading: Reading, first: int, owner: int, view: View) -> Found | None:
    used = frozenset(range(first, first + len(view.words)))
    head = next((i for i in sorted(used, reverse=True) if reading.tokens[i].head not in used), max(used))
    content, heads = content_around(reading, head, first, used)
    if not content:
        return None
    return Found(
        cue=max(used),
        source=owner,
        stance=view.stance,
        heads=heads,
        tokens=content,
        form="according_to",
        reason=f"view:{' '.join(view.words)}",
        cue_words=tuple(sorted(used)),
        source_words=(owner, owner),
    )
