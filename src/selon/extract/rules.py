"""Rules of a language's data, compiled to one pattern that is run once over a text.

A rule is a table with `name`, `pattern`, and what `finds` and `leaves` prove. In a pattern `{word}` stands
for a piece of the language's `[pieces]`, or for a table of words whose value is kept under that name;
a digit after the name (`{day2}`) tells a second one of the same kind apart, and from 5 on (`{unit5}`) the same
one in another branch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selon.extract.numerals import Numerals, any_of
from selon.languages.base import Table

_HOLE = re.compile(r"\{([a-z_]+)(\d?)\}")
_NAME = re.compile(r"\(\?P<([a-z]+(?:_[a-z]+)*\d?)>")
_WORD = re.compile(r"(?<!\w)[\w']")
_REACH = 40
_DIGITS = {"day": r"[0-3]?\d(?!\d)", "year": r"\d{4}(?!\d)", "hour": r"[0-2]?\d", "minute": r"[0-5]\d"}


@dataclass(frozen=True, slots=True)
class Found:
    """One place where a rule holds: half-open offsets, and what its holes were filled with."""

    rule: Table
    start: int
    end: int
    parts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules compiled together; the first that holds at a place is taken."""

    rules: tuple[Table, ...]
    pattern: re.Pattern[str]
    tables: Mapping[str, Mapping[str, Any]]
    numerals: Numerals
    capital: frozenset[str]
    holes: tuple[tuple[str, ...], ...]
    seed: re.Pattern[str] | None = None

    def scan(self, folded: str, text: str) -> Iterator[Found]:
        """Every place where a rule holds, left to right and without overlap."""
        position = 0
        for start, end in self._windows(folded):
            for word in _WORD.finditer(folded, max(start, position), end):
                if word.start() < position or not (match := self.pattern.match(folded, word.start())):
                    continue
                if found := self._found(match, text):
                    position = match.end()
                    yield found

    def _windows(self, folded: str) -> Iterator[tuple[int, int]]:
        """Where a rule may begin: near a seed, or anywhere where there are no seeds."""
        if self.seed is None:
            yield 0, len(folded)
            return
        floor = 0
        for match in self.seed.finditer(folded):
            yield max(floor, match.start() - _REACH), match.end()
            floor = match.end()

    def _found(self, match: re.Match[str], text: str) -> Found | None:
        """The rule that matched with its parts in normal form; None where a check fails."""
        index = int((match.lastgroup or "rule0")[4:])
        rule, parts = self.rules[index], dict[str, str]()
        for name in self.holes[index]:
            written = match[name]
            if written is None:
                continue
            key = name.partition("__")[0]
            if written in self.capital and not text[match.start(name)].isupper():
                return None
            value = self._value(key, written)
            if value is None:
                return None
            parts[key[:-1] if key[-1] in "56789" else key] = value
        parts |= {key: str(value) for key, value in rule.get("set", {}).items()}
        return Found(rule, match.start(), match.end(), parts)

    def _value(self, key: str, written: str) -> str | None:
        """A part as a value: a table's word, a number, or digits as they are."""
        bare = key.rstrip("0123456789")
        if bare in self.tables:
            return str(self.tables[bare][written])
        if bare == "n":
            number = self.numerals.value(written)
            return None if number is None else f"{number:.15g}"
        if bare == "day" and not 1 <= int(written) <= 31:
            return None
        return written


def compile_rules(
    rules: Sequence[Table],
    pieces: Mapping[str, str],
    tables: Mapping[str, Mapping[str, Any]],
    numerals: Numerals,
    *,
    capital: Sequence[str] = (),
    seeds: Sequence[str] = (),
) -> Rules:
    """Compile `rules`, filling their holes from `pieces` and `tables`.

    The words in `capital` count only where they are written with a capital (*May*, *March*).
    `seeds` are patterns of which every find holds one: only the words around one are tried, which is most of the speed.
    """
    alternatives = [_fill(rule["pattern"], index, pieces, tables, numerals) for index, rule in enumerate(rules)]
    whole = "|".join(f"(?:{alternative})(?P<rule{index}>)" for index, alternative in enumerate(alternatives))
    pattern = re.compile(rf"(?<!\w)(?:{whole})(?!\w)")
    holes: list[list[str]] = [[] for _ in rules]
    for name in pattern.groupindex:
        if "__" in name:
            holes[int(name.partition("__")[2])].append(name)
    seed = re.compile(rf"(?<![^\W\d])(?:{'|'.join(seeds)})") if seeds else None
    return Rules(tuple(rules), pattern, tables, numerals, frozenset(capital), tuple(map(tuple, holes)), seed)


def _fill(
    pattern: str, index: int, pieces: Mapping[str, str], tables: Mapping[str, Mapping[str, Any]], numerals: Numerals
) -> str:
    """A rule's pattern with every hole filled; names carry the rule's number, which keeps them unique."""

    def fill(hole: re.Match[str]) -> str:
        name, digit = hole[1], hole[2]
        if name in pieces:
            return f"(?:{_HOLE.sub(fill, pieces[name])})"
        if name in tables:
            inner = any_of(tables[name])
        elif name == "n":
            inner = numerals.pattern
        else:
            inner = _DIGITS[name]
        return f"(?P<{name}{digit}__{index}>{inner})"

    return _NAME.sub(rf"(?P<\1__{index}>", _HOLE.sub(fill, pattern))
