"""Reasons and relations as the ledger keeps them, told in the reader's language by the templates of its word files.

What is kept is a sentence with figures and names in it. A template of the word file that fits it gives the gaps and the
sentence to put them in; what no template fits is told as it is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from selon.model.claim import CERTAINTIES, KINDS

_GAP = re.compile(r"\{(\w+)\}")
_FORMS = {"kind": "|".join(KINDS), "certainty": "|".join(CERTAINTIES)}
_SHORT = {"n", "m", "km", "degrees", "days"}  # gaps for one figure

Tell = Callable[[str, str], str]  # the name of a gap and what stands in it, as it is told


class Templates:
    """The templates of one section, those with the most words of their own first."""

    def __init__(self, sentences: Mapping[str, str]) -> None:
        ranked = sorted(sentences.items(), key=lambda pair: -len(_GAP.sub("", pair[0])))
        self._known = [(re.compile(_pattern(kept), re.DOTALL), told) for kept, told in ranked]
        self.match = lru_cache(maxsize=2000)(self._match)

    def _match(self, kept: str) -> tuple[str, Mapping[str, str]] | None:
        """The sentence for what is kept, and what stands in its gaps; None where no template fits."""
        for pattern, told in self._known:
            if match := pattern.fullmatch(kept):
                return told, match.groupdict()
        return None

    def tell(self, kept: str, tell_gap: Tell, **more: str) -> str | None:
        """What is kept, told; `more` are gaps of the sentence that do not stand in what is kept."""
        found = self.match(kept)
        if found is None:
            return None
        told, gaps = found
        return told.format(**{name: tell_gap(name, value) for name, value in gaps.items()}, **more)


def _pattern(template: str) -> str:
    parts = _GAP.split(template)
    return "".join(_gap(part) if place % 2 else re.escape(part) for place, part in enumerate(parts))


def _gap(name: str) -> str:
    bare = name.removeprefix("other_")
    form = _FORMS.get(bare) or (r"[\d.,]+(?:e\+\d+)?" if bare in _SHORT else ".+?")
    return f"(?P<{name}>{form})"
