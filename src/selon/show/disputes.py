"""A dispute in one sentence's parts: who tells it so, who tells it otherwise, and what each of them says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selon.model.incident import Dispute
from selon.model.span import Span
from selon.show.versions import DISPUTED_IN, READERS, Told, Use, speakers, use_of

MOST = 2  # values that a side is said to tell; the table has the rest


@dataclass(frozen=True, slots=True)
class Side:
    """One side: who says it, what (`text`, or a `word` of Selon's own, as in a cell), and the words it says it in.

    `kind` is what most of its claims tell, `when` (EDTF, or empty) the first time that any of them gives.
    """

    speakers: tuple[str, ...]
    values: tuple[tuple[str, str], ...]
    negated: bool
    uses: tuple[Use, ...]
    kind: str
    when: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A dispute with its two sides told."""

    dispute: Dispute
    a: Side
    b: Side


def as_difference(dispute: Dispute, told: Mapping[str, Told]) -> Difference | None:
    """The dispute's parts; None where a side has no claim that stands."""
    sides = [[told[claim] for claim in claims if claim in told] for claims in (dispute.a, dispute.b)]
    if not all(sides):
        return None
    return Difference(dispute, *(_side(dispute.on, claims) for claims in sides))


def _side(on: str, claims: Sequence[Told]) -> Side:
    read = READERS[DISPUTED_IN[on]]
    values: dict[tuple[str, str], Span] = {}
    uses = []
    for item in claims:
        spans = [span for _, _, span in read(item)]
        uses.append(use_of(item, spans[0] if spans else item.claim.trigger))
        told = list(read(item))
        # Who did it, not also to whom: the agent comes first.
        for text, word, span in told[:1] if on == "who" else told:
            values.setdefault((text, word), span)
    return Side(
        speakers=speakers(claims),
        values=tuple(values)[:MOST],
        negated=all(item.claim.polarity == "negated" for item in claims),
        uses=tuple(uses),
        kind=Counter(item.claim.kind for item in claims).most_common(1)[0][0],
        when=next((item.claim.time.edtf for item in claims if item.claim.time and item.claim.time.edtf), ""),
    )
