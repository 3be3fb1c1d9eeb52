"""verdicts: what people have judged of pairs of claims; of several on one pair, the newest holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from selon.merge.cluster import Pair, sorted_pair
from selon.model.judgement import Judgement

DOUBT = 1.0  # what *unsure* takes off the score of a pair: a weak likeness alone does not join what a person doubts


def newest_verdicts(judgements: Iterable[Judgement]) -> dict[Pair, str]:
    """The newest verdict on each pair of claims; `judgements` come in the order in which they were given."""
    found: dict[Pair, Judgement] = {}
    for judgement in judgements:
        pair = sorted_pair(judgement.left, judgement.right)
        known = found.get(pair)
        if known is None or judgement.at >= known.at:
            found[pair] = judgement
    return {pair: judgement.verdict for pair, judgement in found.items()}


def pairs_judged(verdicts: Mapping[Pair, str], verdict: str) -> frozenset[Pair]:
    """The pairs of one verdict."""
    return frozenset(pair for pair, given in verdicts.items() if given == verdict)


def judged_claims(verdicts: Iterable[Pair]) -> frozenset[str]:
    """The claims of judged pairs."""
    return frozenset(claim for pair in verdicts for claim in pair)


def contradicted(judgements: Iterable[Judgement]) -> list[tuple[Judgement, Judgement]]:
    """Judgements that another, newer one on the same pair contradicts: the older one and the one that holds."""
    by_pair: dict[Pair, list[Judgement]] = {}
    for judgement in judgements:
        by_pair.setdefault(sorted_pair(judgement.left, judgement.right), []).append(judgement)
    found = []
    for given in by_pair.values():
        *older, newest = sorted(given, key=lambda judgement: judgement.at)
        found += [(judgement, newest) for judgement in older if judgement.verdict != newest.verdict]
    return found
