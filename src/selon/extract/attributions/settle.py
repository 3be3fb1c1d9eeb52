"""One attribution for one cue and source: doubles are dropped, the rest is put in order."""

from __future__ import annotations

from collections.abc import Iterable

from selon.model.attribution import Attribution


def settle(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The attributions by cue, doubles dropped, the ones without content or source last to be believed."""
    kept: dict[tuple[int, int | None], Attribution] = {}
    for each in attributions:
        key = (each.cue_head, each.source_head)
        if key not in kept or _weight(each) > _weight(kept[key]):
            kept[key] = each
    return tuple(sorted(kept.values(), key=lambda a: (a.cue.start, a.source.start if a.source else -1)))


def _weight(attribution: Attribution) -> int:
    return sum(piece.end - piece.start for piece in attribution.content)
