"""A report and its claims as a reader meets them: pieces of text, groups by source, short phrases."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from selon.model.claim import Claim
from selon.model.mentions import Quantity

SIGNS = {
    "about": "about ",
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the claims whose trigger stands in it; plain text has none."""

    text: str
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """The claims that come by the same chain of sources."""

    sources: tuple[str, ...]
    claims: tuple[Claim, ...]


def cut_pieces(text: str, claims: Iterable[Claim]) -> tuple[Piece, ...]:
    """`text` from end to end, cut around the triggers; triggers that overlap share one piece."""
    pieces: list[Piece] = []
    here = 0
    for start, end, together in _join_triggers(claims):
        if start > here:
            pieces.append(Piece(text[here:start]))
        pieces.append(Piece(text[start:end], together))
        here = end
    if here < len(text):
        pieces.append(Piece(text[here:]))
    return tuple(pieces)


def _join_triggers(claims: Iterable[Claim]) -> list[tuple[int, int, tuple[Claim, ...]]]:
    joined: list[tuple[int, int, tuple[Claim, ...]]] = []
    for claim in sorted(claims, key=lambda claim: (claim.trigger.start, claim.trigger.end)):
        start, end = claim.trigger.start, claim.trigger.end
        if joined and start < joined[-1][1]:
            before = joined.pop()
            joined.append((before[0], max(before[1], end), (*before[2], claim)))
        else:
            joined.append((start, end, (claim,)))
    return joined


def group_by_source(claims: Iterable[Claim]) -> tuple[Group, ...]:
    """Groups in the order in which their first claim stands in the text."""
    groups: dict[tuple[str, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(tuple(source.name for source in claim.sources), []).append(claim)
    return tuple(Group(sources, tuple(found)) for sources, found in groups.items())


def name_sources(sources: Sequence[str], outlet: str | None) -> str:
    """A chain of sources in a line, innermost first; the outlet where it speaks in its own voice."""
    if sources:
        return ", by ".join(sources)
    return f"{outlet}, in its own voice" if outlet else "the outlet's own voice"


def tell_details(claim: Claim) -> Mapping[str, str]:
    """What is known of a claim, as short phrases under plain names; what is not known is left out."""
    told = {
        "who": _actor(claim.agent.span.text, claim.agent.name) if claim.agent else "",
        "whom or what": _actor(claim.target.span.text, claim.target.name) if claim.target else "",
        "where": _where(claim),
        "when": _when(claim),
        "how many": "; ".join(_how_many(quantity) for quantity in claim.quantities),
        "shown by": "; ".join(_shown(claim)),
    }
    return {name: one_line(words) for name, words in told.items() if words}


def one_line(text: str) -> str:
    """`text` on one line, with control and direction characters made visible, for a list or a table."""
    return show_controls(" ".join(text.split()))


def show_controls(text: str) -> str:
    """Control and direction characters as a replacement sign, one for one; line ends and tabs stay."""
    return "".join(
        "\ufffd" if unicodedata.category(sign) in ("Cc", "Cf", "Cs") and sign not in "\n\r\t\u200d\u00ad" else sign
        for sign in text
    )


def _actor(written: str, name: str | None) -> str:
    return f"{written} ({name})" if name and name != written else written


def located(relation: str | None, name: str) -> str:
    """*north of* X, or X and where it lies, if the relation has a name of its own (*X, near Y*)."""
    if not relation:
        return name
    return f"{name}, {relation}" if any(sign.isupper() for sign in relation) else f"{relation} {name}"


def _where(claim: Claim) -> str:
    place = claim.place
    if place is None:
        return ""
    words = located(place.relation, place.name)
    if place.latitude is None or place.longitude is None:
        return f"{words} (in no gazetteer)"
    radius = f" ± {place.radius_km:g} km" if place.radius_km is not None else ""
    return f"{words} ({place.latitude:.2f}, {place.longitude:.2f}{radius})"


def _when(claim: Claim) -> str:
    time = claim.time
    if time is None:
        return ""
    value = time.edtf or time.value
    return f"{time.span.text} ({value})" if value else time.span.text


def _how_many(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    if low is not None and low == high:
        number = _as_written(low)
    elif low is not None and high is not None:
        number = f"{_as_written(low)} to {_as_written(high)}"
    else:
        number = quantity.span.text
    return f"{SIGNS.get(quantity.comparator, '')}{number}{' ' + quantity.of if quantity.of else ''}"


def _as_written(value: float) -> str:
    return f"{value:.0f}" if value == int(value) else f"{value:g}"


def _shown(claim: Claim) -> list[str]:
    return [" – ".join(span.text for span in (evidence.medium, evidence.credit) if span) for evidence in claim.evidence]
