"""Numerals of a language, in digits and in words: a pattern that finds them and their value.

All of it works on folded text (see `fold`), which has the length of the text it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from selon.languages.base import Language

_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2011": "-", "\u2013": "-"})


def fold(text: str) -> str:
    """Lower case, plain spaces, apostrophes and hyphens; every code point keeps its offset."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lower.translate(_PLAIN)


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", " ").replace(r"\-", "-") for word in sorted(words, key=_longest))


def _longest(word: str) -> tuple[int, str]:
    return -len(word), word


@dataclass(frozen=True, slots=True)
class Numerals:
    """What a language's numerals look like and how they add up. Built by `numerals_of`."""

    words: dict[str, float]
    multipliers: dict[str, float]
    groups: str
    decimal: str
    pattern: str
    word: re.Pattern[str]

    def value(self, text: str) -> float | None:
        """The number that folded `text` writes, or None where the words do not add up to one."""
        digits = re.match(r"\d[\d., ]*", text)
        if not digits:
            return self._of_words(text, None)
        start = self.of_digits(digits[0].rstrip(" ,."))
        rest = text[digits.end() :].strip(" -")
        return self._of_words(rest, start) if rest else start

    def of_digits(self, text: str) -> float:
        """The number that grouped digits with perhaps a decimal part write."""
        if re.fullmatch(rf"\d{{1,3}}(?:[{self.groups}]\d{{3}})+", text):
            return float(re.sub(r"\D", "", text))
        if re.fullmatch(r"[1-9]\d{0,2},\d{3}", text):
            return float(text.replace(",", ""))
        whole, _, part = text.partition(self.decimal)
        return float((re.sub(r"\D", "", whole) or "0") + "." + (re.sub(r"\D", "", part) or "0"))

    def _of_words(self, text: str, start: float | None) -> float | None:
        """Add up the words of `text`, after a number in digits where there is one."""
        total, current, size = 0.0, start, 1e18
        for match in self.word.finditer(text):
            word = match[0]
            if word in self.multipliers:
                times = self.multipliers[word]
                if times == 100:
                    current = (current or 1.0) * 100
                else:
                    total, current = total + (current or (0.0 if total else 1.0)) * times, None
                    if total == 0:
                        return None
                size = times
                continue
            number = self.words[word]
            if current is not None and not self._fits(current, number, size):
                return None
            current, size = (current or 0.0) + number, number
        if current is None and not total:
            return None
        return total + (current or 0.0)

    @staticmethod
    def _fits(current: float, number: float, size: float) -> bool:
        """Whether a smaller number may follow: a unit after a ten, anything small after a hundred."""
        if size == 100:
            return number < 100
        return 20 <= size < 100 and 0 < number < 20 and (number < 10 or current % 100 in (60, 80))


@cache
def numerals_of(language: Language) -> Numerals:
    """The numerals of `language`, from its numbers.toml."""
    data = language.numbers
    words: dict[str, float] = {word: float(value) for word, value in data["cardinals"].items()}
    multipliers: dict[str, float] = {word: float(value) for word, value in data["multipliers"].items()}
    groups, decimal, link = data["group_marks"], data["decimal_mark"], any_of(data["links"])
    number = any_of(words)
    power = any_of(multipliers)
    article = any_of(data["articles"])
    digits = rf"\d{{1,3}}(?:[{groups},]\d{{3}})+(?![\d])|\d+(?:[{decimal}]\d{{1,2}}(?!\d))?"
    joined = rf"(?:{number}|{power})(?:(?:-| (?:(?:{link}) )?|-(?:{link})-)(?:{number}|{power}))*"
    pattern = rf"(?:(?:{digits})(?: (?:{power})(?!\w))*|(?:(?:{article}) (?=(?:{power})(?!\w)))?(?:{joined})(?!\w))"
    return Numerals(words, multipliers, groups, decimal, pattern, re.compile(any_of([*words, *multipliers])))
