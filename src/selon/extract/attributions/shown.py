"""Pictures that show, and who shared them."""

from __future__ import annotations

from collections.abc import Iterator

from selon.extract.attributions.passives import find_doer, is_passive
from selon.extract.attributions.quoting import is_outlet
from selon.extract.attributions.reading import Reading
from selon.extract.attributions.spans import Found, noun_phrase
from selon.extract.attributions.speakers import find_speaker


def find_shared(reading: Reading, known: list[Found]) -> Iterator[Found]:
    """Those who shared the pictures of attributions already found, as outer sources."""
    for found in known:
        if found.stance != "show" or found.source is None or not reading.is_picture(found.source):
            continue
        shared = _sharer(reading, found.source)
        if shared is None:
            continue
        cue, sharer = shared
        first, last = noun_phrase(reading, found.source)
        inside = found.tokens | frozenset(range(first, last + 1)) | {found.cue}
        yield Found(
            cue, sharer, "show", (found.source,), inside - {cue}, found.spans, "shown", reason="shared the pictures"
        )


def _sharer(reading: Reading, picture: int) -> tuple[int, int] | None:
    document = reading.document
    below = [c for n in (picture, *document.of_role(picture, "nmod")) for c in document.of_role(n, "acl")]
    for child in below:
        if reading.tokens[child].lemma in reading.cues.shared and (doer := find_doer(reading, child)) is not None:
            return child, doer
    for child in document.of_role(picture, "compound", "nmod:poss"):
        if is_outlet(reading, child):
            return picture, child
    governor = reading.tokens[picture].head
    held = reading.tokens[picture].role == "obj" and reading.tokens[governor].lemma in reading.cues.shared
    if held and not is_passive(reading, governor) and (speaker := find_speaker(reading, governor)) is not None:
        return governor, speaker
    return None
