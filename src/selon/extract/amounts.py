"""Amounts as a language writes them, compiled from its numbers.toml: one pattern that finds them all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from selon.extract.counted import NounWords
from selon.extract.numerals import Numerals, any_of, numerals_of
from selon.languages.base import Language, Table


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as written: half-open offsets, folded text, the lowest and highest number that it can mean.

    `kind` is `number`, `about`, `vague`, `range` or `nothing`; `scale` the power of ten word that it ends in.
    """

    start: int
    end: int
    text: str
    low: float
    high: float | None
    kind: str
    comparator: str = "exact"
    scale: float = 1


@dataclass(frozen=True, slots=True)
class Amounts:
    """A language's amounts and the words around them, compiled."""

    numerals: Numerals
    pattern: re.Pattern[str]
    vague: Mapping[str, Table]
    special: Mapping[str, float]
    collectives: Mapping[str, Table]
    before: re.Pattern[str]
    after: re.Pattern[str]
    comparator_before: Mapping[str, str]
    comparator_after: Mapping[str, str]
    openers: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    link: re.Pattern[str]
    unit: re.Pattern[str]
    money_before: re.Pattern[str]
    units: Mapping[str, str]
    money_scale: re.Pattern[str]
    money_scales: Mapping[str, float]
    no_before: re.Pattern[str]
    no_after: re.Pattern[str]
    share: re.Pattern[str]
    whole: re.Pattern[str]
    one_before: re.Pattern[str]
    one_after: re.Pattern[str]
    ones: frozenset[str]
    articles: frozenset[str]
    article_nouns: re.Pattern[str]
    age_before: re.Pattern[str]
    age_after: re.Pattern[str]
    noun_words: NounWords
    glued_before: re.Pattern[str] = re.compile(r"(?:[^\W\d]|[\d_+#@/:.°]|[^\W\d]-|-\d+-|[:.]\d+ ?|\d,|\[)$")
    glued_after: re.Pattern[str] = re.compile(r"(?:[^\W_]|[:/]\d|\.\d|-?°|-\d+-|[\]+])")

    def scan(self, folded: str) -> Iterator[Amount]:
        """Every amount of a folded text, left to right; words that make no number together are read apart."""
        position = 0
        while match := self.pattern.search(folded, position):
            amount = self._amount(match) or self._part(match)
            position = amount.end if amount else match.end()
            if amount is not None:
                yield amount

    def _part(self, match: re.Match[str]) -> Amount | None:
        """The longest beginning of a chain of number words that makes a number (*twenty* of *twenty and thirty*)."""
        text = match["n"] or ""
        for gap in reversed([gap.start() for gap in re.finditer(r"[ -]", text)]):
            whole = re.fullmatch(self.numerals.pattern, text[:gap])
            if whole and (number := self.numerals.value(text[:gap])) is not None:
                return Amount(match.start(), match.start() + gap, text[:gap], number, number, "number")
        return None

    def _amount(self, match: re.Match[str]) -> Amount | None:
        """The amount that the pattern matched, None where its words make no number."""
        start, end, text = match.start(), match.end(), match[0]
        if word := match["vague"]:
            entry = self.vague[word]
            return Amount(start, end, text, entry["low"], entry.get("high"), "vague", entry.get("comparator", "about"))
        if text in self.special:
            return Amount(start, end, text, self.special[text], self.special[text], "number")
        if match["nothing"]:
            return Amount(start, match.end("nothing"), match["nothing"], 0, 0, "nothing")
        if word := match["round"]:
            entry = self.collectives[word]
            kind = "exact" if entry.get("exact") else "about"
            return Amount(start, end, text, entry["value"], entry["value"], kind, kind)
        number = self.numerals.value(match["n"])
        if number is None:
            return None
        scale = 1.0
        if word := match["times"]:
            scale = self.collectives[word]["value"]
        elif last := re.search(r"[^\W\d]+$", match["n"]):
            scale = self.numerals.multipliers.get(last[0], 1.0)
            return Amount(start, end, text, number, number, "number", scale=scale)
        return Amount(start, end, text, number * scale, number * scale, "number", scale=scale)

    def money(self, amount: Amount, before: str, after: str) -> Amount:
        """The amount with the short scale of a sum of money (*$20m*) multiplied in."""
        match = self.money_scale.match(after) if self.money_before.search(before) else None
        if match is None:
            return amount
        scale, end = self.money_scales[match[1]], amount.end + match.end()
        return replace(amount, end=end, low=amount.low * scale, high=(amount.high or 0) * scale, scale=scale)

    def unit_of(self, before: str, after: str) -> tuple[str, str, int] | None:
        """Unit as written, its symbol, and how far it reaches into `after` (0: it stands before)."""
        if match := self.money_before.search(before):
            return match[1], self.units[match[1]], 0
        if match := self.unit.match(after):
            return match[1], self.units[match[1]], match.end(1)
        return None


@cache
def amounts_of(language: Language) -> Amounts:
    """The amounts of `language`, compiled once."""
    data = language.numbers
    numerals = numerals_of(language)
    collectives = _collectives(data)
    near, far = data["no_number"], data["ranges"]
    ages, one, of = data["ages"], data["article_one"], any_of(data["noun"]["of"])
    persons = {*one["nouns"], *(noun for name in one["classes"] for noun in language.nouns["classes"][name])}
    return Amounts(
        numerals=numerals,
        pattern=re.compile(_pattern(data, numerals, collectives)),
        vague=data["vague"],
        special=data["special"],
        collectives=collectives,
        before=re.compile(rf"(?<!\w)({any_of(data['before'])})(?:(?<=')| (?:{any_of(data['determiners'])} )?)[$€£]?$"),
        after=re.compile(rf"(?: (?:{of})(?: |(?<='))[^\W\d]+| [^\W\d]+)? ({any_of(data['after'])})(?!\w)"),
        comparator_before=data["before"],
        comparator_after=data["after"],
        openers=tuple(
            (
                re.compile(rf"(?<!\w){re.escape(opener)} (?:[$€£])?$"),
                re.compile(rf"(?:[ -]?(?:{any_of(data['units'])}))? (?:{any_of(links)}) [$€£]?"),
            )
            for opener, links in far.items()
            if opener != "none"
        ),
        link=re.compile(rf" (?:{any_of(far['none'])}) [$€£]?|-| - "),
        unit=re.compile(rf"(?:[ -]?| (?:{of})(?: |(?<=')))({any_of([*data['units'], *data['money']])})(?![\w])"),
        money_before=re.compile(rf"({any_of([*data['money']])}) ?$"),
        money_scale=re.compile(rf" ?({any_of(data['money_scale'])})(?!\w)"),
        money_scales=data["money_scale"],
        units={**data["units"], **data["money"]},
        no_before=re.compile(rf"(?<!\w)(?:{any_of(near['before'])}) ?(?:{any_of(near['marks'])})?$"),
        no_after=re.compile(rf"[ -]?(?:{any_of(near['after'])})(?!\w)"),
        share=re.compile(rf"(?<!\w)(?:{any_of(near['share'])}) $"),
        whole=re.compile(rf"(?<!\w)(?:{numerals.pattern}|{any_of(data['vague'])}) (?:{any_of(near['whole'])}) $"),
        one_before=re.compile(rf"(?<!\w)(?:{any_of(near['one_before'])}) ?$"),
        one_after=re.compile(rf" ?(?:{any_of(near['one_after'])})(?!\w)|[.,;:!?)]|-[^\W\d]+-|$|'"),
        ones=frozenset(word for word, value in data["cardinals"].items() if value == 1),
        articles=frozenset(one["words"]),
        article_nouns=re.compile(rf" (?:(?:{any_of(one['between'])}) )?(?:{any_of(persons) or '(?!)'})(?!\w)"),
        age_before=re.compile(ages["before"]),
        age_after=re.compile(ages["after"]),
        noun_words=_noun_words(data, numerals),
    )


def _noun_words(data: Table, numerals: Numerals) -> NounWords:
    """The words around a counted noun, compiled."""
    noun = data["noun"]
    of = any_of(noun["of"])
    bounds = rf"(?:(?:{any_of(data['before'])})(?: |(?<=')))?"
    return NounWords(
        of=re.compile(rf" ?(?:{of})(?: |(?<='))"),
        part=re.compile(rf" (?:{any_of(noun['part'])}) "),
        hurt=frozenset(data["nothing"]["nouns"]),
        stop=frozenset(noun["stop"]),
        end=re.compile(rf" (?:{any_of(noun['end'])})(?!\w)"),
        other=re.compile(rf",? (?:{any_of(data['links'])}) (?:(?:{of})(?: |(?<=')))?{bounds}{numerals.pattern}"),
        number=re.compile(rf"(?:(?:{any_of(data['determiners'])}) )?{numerals.pattern} "),
    )


def _collectives(data: Table) -> dict[str, Table]:
    """Collectives by each of their forms."""
    found = {}
    for word, entry in data["collectives"].items():
        if "value" in entry:
            found[word] = entry
            if "plural" in entry:
                found[entry["plural"]] = entry
    return found


def _pattern(data: Table, numerals: Numerals, collectives: Mapping[str, Table]) -> str:
    """The one pattern: nothing, collectives after an article, vague words, numerals."""
    nothing = data["nothing"]
    article, several = any_of(data["articles"]), any_of(data["several"])
    words = any_of(collectives)
    return "|".join(
        (
            rf"(?<!\w)(?:(?P<nothing>{any_of(nothing['words'])})(?= (?:{any_of(nothing['nouns'])})(?!\w))",
            rf"(?:{any_of(data['special'])})(?!\w)",
            rf"(?:{article}) (?P<round>{words})(?!\w)",
            rf"(?:(?:{several}) )?(?P<vague>{any_of(data['vague'])})(?!\w)",
            rf"(?P<n>{numerals.pattern})(?: (?P<times>{words})(?!\w))?)",
        )
    )
