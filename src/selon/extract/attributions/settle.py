"""One attribution for one saying: doubles are dropped, a noun and its light verb are made one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from selon.model.attribution import Attribution
from selon.model.document import Document
from selon.model.span import Span


def settle(document: Document, attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The attributions in the order of their cues; of doubles the one with more content is kept."""
    kept: dict[tuple[int, int | None], Attribution] = {}
    for each in attributions:
        key = (each.cue_head, each.source_head)
        if key not in kept or _weight(each) > _weight(kept[key]):
            kept[key] = each
    found = sorted(kept.values(), key=lambda a: (a.cue.start, a.source.start if a.source else -1))
    return tuple(_joined(document, found))


def _weight(attribution: Attribution) -> int:
    return sum(piece.end - piece.start for piece in attribution.content)


def _joined(document: Document, found: list[Attribution]) -> list[Attribution]:
    """*Expressed concern that …*: the verb's attribution of its own noun is folded into the noun's."""
    result: list[Attribution] = []
    for each in found:
        carried = next((a for a in result if _carries(document, a, each)), None)
        if carried is not None:
            result.remove(carried)
            cue = Span.cut(document.text, carried.cue.start, each.cue.end)
            stance = carried.stance if carried.stance == "withhold" else each.stance
            each = replace(each, cue=cue, stance=stance, negated=each.negated or carried.negated)
        result.append(each)
    return result


def _carries(document: Document, verb: Attribution, noun: Attribution) -> bool:
    return (
        verb.source_head is not None
        and verb.source_head == noun.source_head
        and verb.cue.end <= noun.cue.start
        and noun.cue_head in verb.content_heads
        and document.tokens[noun.cue_head].head == verb.cue_head
    )
