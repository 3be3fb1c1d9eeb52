"""What is searched for, as words in the form in which they are kept."""

from __future__ import annotations

import re

from selon.model.folding import fold

_TERM = re.compile(r'"([^"]*)"|(\S+)')


def find_terms(asked: str) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """What is asked for: each term's words in order, and whether its last word is only a beginning (`bombard*`).

    Words in quotation marks are one term; so are the parts of a word that is cut (*Saint-Denis*).
    """
    terms = []
    for match in _TERM.finditer(asked.replace("“", '"').replace("”", '"').replace("«", '"').replace("»", '"')):
        written = match[1] if match[1] is not None else match[2]
        if words := fold(written).split():
            terms.append((tuple(words), written.rstrip().endswith("*")))
    return tuple(terms)
