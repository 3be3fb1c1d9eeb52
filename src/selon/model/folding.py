"""Words as they are compared and searched: without case and accents, cut at everything that is no letter or digit."""

from __future__ import annotations

import re
import unicodedata

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "ß": "ss", "ı": "i"})
_WORD = re.compile(r"[^\W_]{1,200}")
MOST = 100_000  # characters: what no reader calls a sentence is searched by its beginning


def fold(text: str) -> str:
    """`text` as its words in small letters without accents, one blank between them (*L'Élysée* → `l elysee`)."""
    text = text[:MOST]
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    bare = unicodedata.normalize("NFKD", text)
    text = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(_WORD.findall(text.casefold().translate(_LETTERS)))
