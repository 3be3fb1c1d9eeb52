"""The interface's words in the reader's language: sentences, numbers, days, names of kinds and certainties."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, format_percent

from selon.model.bounds import bounds_of
from selon.serve.reasons import Templates
from selon.show.reading import located

LANGUAGES = ("en", "fr")  # the first is for who asks for none of them
FILES = ("", ".desk", ".reasons")  # of each language in words/: what readers see, what reviewers do, why it was read so


class Interface:
    """What the pages say in one language."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._locale = Locale(code)
        self._words = load_words(code)
        self._reasons, self._relations = self._section("reason"), self._section("relation")

    def t(self, key: str, **values: Any) -> str:
        """The sentence of that key, its gaps filled; numbers are written as the language writes them.

        Where `count` is one, by the language's own rule, and the sentence has a form of its own for it, that one.
        """
        count = values.get("count")
        if isinstance(count, int) and self._locale.plural_form(count) == "one" and f"{key}_one" in self._words:
            key = f"{key}_one"
        told = {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}
        return self._words[key].format(**told)

    def reason(self, kept: str) -> str:
        """A reason, or what is wrong with what was asked, as the ledger and `show` write it; itself where unknown."""
        told = self._reasons.tell(kept, self._gap)
        return kept if told is None else self._elide(told)

    def located(self, relation: str, name: str) -> str:
        """A place by its relation to another one that has the name, or that the relation names: *near Bakhmut*."""
        told = self._relations.tell(relation, self._gap, name=name)
        return located(relation, name) if told is None else self._elide(told)

    def _gap(self, name: str, value: str) -> str:
        """What stands in a gap of a reason; words of Selon's own in the reader's language."""
        bare = name.removeprefix("other_")
        if bare == "date":
            return self.edtf(value)
        if bare == "number":
            return self.reason(value)
        if bare == "sort":
            return ", ".join(self._words.get(f"sort.{part}", part) for part in value.split(", "))
        return self._words.get(f"{bare}.{value}", value)

    def _elide(self, told: str) -> str:
        word, becomes, vowels = (self._words[f"elision.{part}"] for part in ("word", "becomes", "vowels"))
        return re.sub(rf"\b{word} (?=[{vowels}])", becomes, told) if word else told

    def _section(self, name: str) -> Templates:
        start = f"{name}."
        return Templates({key.removeprefix(start): told for key, told in self._words.items() if key.startswith(start)})

    def has(self, key: str) -> bool:
        """Whether there is a sentence of that key."""
        return key in self._words

    def number(self, value: float) -> str:
        """A number with the language's own signs."""
        return format_decimal(value, locale=self._locale)

    def percent(self, share: float) -> str:
        """A share of one as a percentage."""
        return format_percent(share, "#,##0\u202f%", locale=self._locale)

    def day(self, written: str | date | None) -> str:
        """A day, month or year in ISO 8601 (or a time, of which the day) as the language writes it."""
        if isinstance(written, date):
            return format_date(written, "d MMM y", locale=self._locale)
        parts = [part for part in (written or "")[:10].split("-") if part.isdecimal()]
        if not parts:
            return written or ""
        if len(parts) == 1:
            return parts[0]
        try:
            moment = date(*(int(part) for part in [*parts, "1"][:3]))
        except ValueError:
            return written or ""
        if len(parts) == 2:
            return format_skeleton("yMMM", moment, locale=self._locale)
        return format_date(moment, "d MMM y", locale=self._locale)

    def edtf(self, written: str) -> str:
        """An EDTF value as the language writes it; as it stands where it is of no usual form."""
        plain = written.strip("[]{}")
        if plain != written:
            return self.t("number.one_of", days=", ".join(self.edtf(part) for part in plain.split(",")))
        left, slash, right = written.partition("/")
        if slash:
            if left in ("", ".."):
                return self.t("number.before", day=self._point(right))
            if right in ("", ".."):
                return self.t("number.after", day=self._point(left))
            return f"{self._point(left)} – {self._point(right)}"
        return self._point(written)

    def days(self, first: str | date | None, last: str | date | None) -> str:
        """Two days as one stretch."""
        if isinstance(first, date) and isinstance(last, date) and first != last:
            first, last = _whole(first, last)
        one, other = self.day(first), self.day(last)
        return one if one == other else " – ".join(filter(None, (one, other)))

    def names(self, names: Sequence[str], most: int = 3) -> str:
        """Names in a row: *A, B and C*; beyond `most`, *A, B and 4 other sources*."""
        if not names:
            return self.t("dispute.somebody")
        shown = list(names)
        if len(names) > most:
            shown = [*names[: most - 1], self.t("dispute.others", count=len(names) - most + 1)]
        head = self.t("dispute.list").join(shown[:-1])
        return self.t("dispute.and").join(filter(None, (head, shown[-1])))

    def word(self, word: str) -> str:
        """A word of Selon's own as `show` gives it: `kind.capture`, `not.kind.capture`, `edtf.2023-05`."""
        if word.startswith("not."):
            return self.t("claim.not") + self.word(word.removeprefix("not."))
        if word.startswith("edtf."):
            return self.edtf(word.removeprefix("edtf."))
        return self.t(word)

    def words(self, *beginnings: str) -> Mapping[str, str]:
        """The sentences whose keys begin so, for a script."""
        return {key: text for key, text in self._words.items() if key.startswith(beginnings)}

    def _point(self, written: str) -> str:
        plain = written.rstrip("~?%")
        if bounds_of(plain) is None or len(plain) == 7 and plain[5:] > "12":
            return written
        told = self.day(plain)
        return told if plain == written else self.t("number.about", day=told)


@cache
def load_words(code: str) -> Mapping[str, str]:
    """Every sentence of a language under `section.key`, from all of its files."""
    found: dict[str, str] = {}
    for name in FILES:
        text = (files("selon.serve") / "words" / f"{code}{name}.toml").read_text(encoding="utf-8")
        for section, content in tomllib.loads(text).items():
            found |= (
                {section: content}
                if isinstance(content, str)
                else {f"{section}.{key}": sentence for key, sentence in content.items()}
            )
    return found


@cache
def speak(code: str) -> Interface:
    """The interface in that language."""
    return Interface(code)


def choose(accepted: str | None, chosen: str | None = None) -> str:
    """The language of LANGUAGES that was `chosen`, else the best of an `Accept-Language` header (RFC 9110, 12.5.4)."""
    if chosen in LANGUAGES:
        return str(chosen)
    ranked: list[tuple[float, int, str]] = []
    for place, item in enumerate((accepted or "").split(",")[:20]):
        code, _, weight = item.strip().partition(";q=")
        name = code.split("-")[0].lower()
        if name in LANGUAGES and (worth := _weight(weight)) > 0:
            ranked.append((-worth, place, name))
    return min(ranked)[2] if ranked else LANGUAGES[0]


def _whole(first: date, last: date) -> tuple[str | date, str | date]:
    """A whole year or month by its name alone, twice."""
    after = last + timedelta(days=1) if last < date.max else last
    if first.day == 1 and after.day == 1:
        if first.month == 1 and after.month == 1 and after.year == first.year + 1:
            return str(first.year), str(first.year)
        if (after.year * 12 + after.month) - (first.year * 12 + first.month) == 1:
            return f"{first:%Y-%m}", f"{first:%Y-%m}"
    return first, last


def _weight(written: str) -> float:
    if not written:
        return 1.0
    try:
        return float(written)
    except ValueError:
        return 0.0
