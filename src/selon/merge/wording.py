"""wording: a report's words as numbers, with where they stand, and the few short runs by which copies are found."""

from __future__ import annotations

import re
import tomllib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

from selon.model.folding import fold

RUN = 3  # words of a run
ONE_IN = 3  # runs kept: those whose hash this divides, so that the same runs are kept everywhere
MIX = 0x9E3779B97F4A7C15  # 2⁶⁴ over the golden ratio, which spreads what is multiplied by it
LONG = 200  # letters of a word from which folding cuts it
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """`words` are hashes (32 bits), `starts` and `ends` the code points where each stands in the report's text.

    `runs` are (hash of RUN words, place of the first of them), one in ONE_IN of all. `agency` is the agency that the
    text names, if any.
    """

    words: array[int]
    starts: array[int]
    ends: array[int]
    runs: tuple[tuple[int, int], ...]
    agency: str | None


def as_wording(text: str) -> Wording:
    """The words of a text; case, accents and signs count for nothing."""
    words, starts, ends = array("L"), array("L"), array("L")
    for match in _WORD.finditer(text):
        word = match[0]
        # Nearly all words of nearly all texts: `fold` would do the same to them, at ten times the time.
        words.append(crc32(word.lower().encode()) if word.isascii() and len(word) <= LONG else _hash(word))
        starts.append(match.start())
        ends.append(match.end())
    return Wording(words, starts, ends, tuple(_runs(words)), _agency(text))


def _runs(words: array[int]) -> Iterator[tuple[int, int]]:
    """Hashes of RUN words each, (first · M² + second · M + third) modulo 2⁶³, and where they begin."""
    for place, (first, second, third) in enumerate(zip(words, words[1:], words[2:], strict=False)):
        mixed = (((first + 1) * MIX + second + 1) * MIX + third + 1) & 0x7FFF_FFFF_FFFF_FFFF
        if (mixed >> 17) % ONE_IN == 0:
            yield mixed, place


@lru_cache(maxsize=1 << 17)
def _hash(word: str) -> int:
    return crc32(fold(word).encode("utf-8", "surrogatepass"))


@cache
def _agencies() -> tuple[re.Pattern[str], dict[str, str]]:
    table = tomllib.loads((files("selon.merge") / "agencies.toml").read_text(encoding="utf-8"))
    names = {name: agency for agency, names in table.items() for name in names}
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b"), names


def _agency(text: str) -> str | None:
    """The agency named first; None where none is."""
    pattern, names = _agencies()
    match = pattern.search(text)
    return names[match[0]] if match else None
