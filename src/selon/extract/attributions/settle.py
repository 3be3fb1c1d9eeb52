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
    named = {cue for cue, source in kept if source is not None}
    kept = {key: each for key, each in kept.items() if key[1] is not None or key[0] not in named}
    found = sorted(kept.values(), key=lambda a: (a.cue.start, a.source.start if a.source else -1))
    return tuple(_joined(document, found))


def _weight(attribution: Attribution) -> int:
    return sum(piece.end - piece.start for piece in attribution.content)


def _joined(document: Document, found: list[Attribution]) -> list[Attribution]:
    """*Expressed concern that …*: the verb's attribution of its own noun is folded into the noun's."""
    by_verb = {(a.cue_head, a.source_head): a for a in found}
    carried: set[int] = set()
    result: list[Attribution] = []
    for each in found:
        verb = by_verb.get((document.tokens[each.cue_head].head, each.source_head))
        noun = document.tokens[each.cue_head].start
        if verb is None or each.source_head is None or not _carries(verb, each, noun):
            result.append(each)
            continue
        carried.add(id(verb))
        cue = Span.cut(document.text, verb.cue.start, each.cue.end)
        stance = verb.stance if verb.stance == "withhold" else each.stance
        result.append(replace(each, cue=cue, stance=stance, negated=each.negated or verb.negated))
    return [each for each in result if id(each) not in carried]


def _carries(verb: Attribution, noun: Attribution, start: int) -> bool:
    return verb.stance != "deny" and verb.cue.end <= start and noun.cue_head in verb.content_heads
