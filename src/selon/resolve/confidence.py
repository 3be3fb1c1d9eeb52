"""How often claims like this one are right on gold data."""

from __future__ import annotations

from selon.model.document import Document
from selon.model.draft import Draft

# Shares of claims that were right in kind, polarity, certainty, source, place, time and numbers on the
# development gold (see docs/decisions), by the form of the trigger and whether a source is named.
RIGHT = {
    ("comment", True): 0.6,
    ("noun", False): 0.4,
    ("noun", True): 0.4,
    ("verb", False): 0.5,
    ("verb", True): 0.5,
}


def confidence_of(draft: Draft, document: Document) -> float:
    """A share between 0 and 1, the same for all claims of one form."""
    if draft.kind == "comment":
        return RIGHT["comment", True]
    form = "verb" if document.tokens[draft.token].pos in ("VERB", "AUX") else "noun"
    return RIGHT[form, bool(draft.chain)]
