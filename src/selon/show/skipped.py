"""What of a report no claim was read in: the stretches outside every claim's sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selon.model.claim import Claim
from selon.show.reading import Piece, cut_pieces


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text: inside some claim's sentence or `skipped`; its pieces are cut around the triggers."""

    skipped: bool
    pieces: tuple[Piece, ...]


def cut_stretches(text: str, claims: Sequence[Claim]) -> tuple[Stretch, ...]:
    """`text` from end to end, cut where sentences with claims begin and end."""
    stretches, here = [], 0
    for start, end in _join((claim.sentence.start, claim.sentence.end) for claim in claims):
        if start > here:
            stretches.append(Stretch(True, (Piece(text[here:start]),)))
        within = [claim for claim in claims if start <= claim.trigger.start < end]
        stretches.append(Stretch(False, _pieces(text, start, end, within)))
        here = end
    if here < len(text):
        stretches.append(Stretch(True, (Piece(text[here:]),)))
    return tuple(stretches)


def skipped_share(text: str, claims: Iterable[Claim]) -> float:
    """The share of the text, spaces aside, that lies in no claim's sentence; 0 to 1."""
    told = _join((claim.sentence.start, claim.sentence.end) for claim in claims)
    whole = sum(not sign.isspace() for sign in text)
    inside = sum(not sign.isspace() for start, end in told for sign in text[start:end])
    return (whole - inside) / whole if whole else 0.0


def _pieces(text: str, start: int, end: int, claims: Sequence[Claim]) -> tuple[Piece, ...]:
    """The pieces of a stretch: those of the whole text, less what stands before and after."""
    pieces, here = [], 0
    for piece in cut_pieces(text[:end], claims):
        begins, here = here, here + len(piece.text)
        if here > start:
            pieces.append(Piece(piece.text[max(0, start - begins) :], piece.claims))
    return tuple(pieces)


def _join(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined
