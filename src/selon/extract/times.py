"""Find the times that a text names: days, months, years, spans of time, repeated times and clock hours.

`find_times` is the page: cores by the language's rules, the words before them, then pairs that make a range.
The parts of a mention are values, not words (`month` is a number), so that resolving needs no language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from selon.extract.numerals import any_of, fold, numerals_of
from selon.extract.rules import Found, Rules, compile_rules
from selon.languages.base import Language
from selon.model.document import Document
from selon.model.mentions import TimeMention
from selon.model.span import Span

_TABLES = {
    "month": "months",
    "weekday": "weekdays",
    "season": "seasons",
    "unit": "units",
    "way": "ways",
    "year_way": "year_ways",
    "after": "afters",
    "ordinal": "ordinals",
    "some": "somes",
    "holiday": "holidays",
    "stretch": "stretches",
}
_SEEDS = ("month", "weekday", "season", "unit", "holiday", "stretch")
_NEAR = 48
_FOLLOWING = {"weekday": 7, "month": 12}
_DAYS = ("date", "unit", "weekday")
_SPANNING = ("ahead", "in", "within")
_LASTING = ("ahead", "during", "for", "in", "within")


@dataclass(frozen=True, slots=True)
class _Times:
    """A language's times, compiled."""

    rules: Rules
    frame: re.Pattern[str]
    means: Mapping[str, str]
    after_from: re.Pattern[str]
    after_any: re.Pattern[str]
    pair: re.Pattern[str]
    periods: Mapping[str, re.Pattern[str]]
    guards: Mapping[str, re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class _Core:
    """A rule's find and the words before it: where they start, and what they mean."""

    found: Found
    start: int
    frame: str | None


def find_times(document: Document, language: Language) -> tuple[TimeMention, ...]:
    """The times of `document`, in order and without overlap; each span includes its preposition."""
    times, text = _compile(language), document.text
    folded = fold(text)
    cores: list[_Core] = []
    for found in times.rules.scan(folded, text):
        if _holds(found, times, folded, text):
            cores.append(_framed(found, times, folded, cores[-1].found.end if cores else 0))
    return tuple(_mentions(list(_with_clocks(cores, folded)), times, document, folded))


@cache
def _compile(language: Language) -> _Times:
    """Compile the times of `language`, once."""
    data = language.times
    tables: dict[str, Mapping[str, Any]] = {part: data[name] for part, name in _TABLES.items()}
    words = any_of(word for part in _SEEDS for word in tables[part])
    seeds = [rf"(?:{words})(?!\w)", *data["seeds"]]
    numerals, capital = numerals_of(language), data.get("capital", ())
    rules = compile_rules(data["rule"], data["pieces"], tables, numerals, capital=capital, seeds=seeds)
    names = [f"(?P<{name}>{any_of(frame['words'])})" for name, frame in data["frames"].items()]
    space = data.get("frame_end", "[ ]")
    guards = {
        rule["name"] + key: re.compile(rule[key])
        for rule in data["rule"]
        for key in ("unless_before", "unless_after", "only_before")
        if key in rule
    }
    joins = data["joins"]
    return _Times(
        rules=rules,
        frame=re.compile(rf"(?<!\w)(?:{'|'.join(names)}){space}$"),
        means={name: frame["means"] for name, frame in data["frames"].items()},
        after_from=re.compile(rf" ?(?:{any_of(joins['from'])}) ?(?:the )?"),
        after_any=re.compile(rf" ?(?:{any_of(joins['any'])}) ?(?:the )?"),
        pair=re.compile(rf" (?:{any_of(joins['pair'])}) "),
        periods={name: re.compile(pattern) for name, pattern in data["periods"].items()},
        guards=guards,
    )


def _holds(found: Found, times: _Times, folded: str, text: str) -> bool:
    """Whether what stands around a find lets it be a time."""
    name = found.rule["name"]
    before = folded[max(0, found.start - 24) : found.start]
    if (guard := times.guards.get(name + "unless_before")) and guard.search(before):
        return False
    if (guard := times.guards.get(name + "only_before")) and not guard.search(before):
        return False
    if (guard := times.guards.get(name + "unless_after")) and guard.match(text, found.end):
        return False
    check = found.rule.get("check")
    if check == "year":
        return _is_year(found, times, before, folded)
    return check != "short_year" or int(found.parts["short_year"]) > 20


def _is_year(found: Found, times: _Times, before: str, folded: str) -> bool:
    """Whether four digits are a year and count nothing."""
    periods = times.periods
    if not periods["plural_after"].match(folded, found.end) or periods["year_words_after"].match(folded, found.end):
        return not periods["count_before"].search(before)
    return bool(periods["year_before"].search(before)) and not periods["count_before"].search(before)


def _framed(found: Found, times: _Times, folded: str, floor: int) -> _Core:
    """The find with the preposition before it, where there is one after offset `floor`."""
    match = times.frame.search(folded, max(floor, found.start - _NEAR), found.start)
    if not match or not match.lastgroup or found.parts["op"] == "vague":
        return _Core(found, found.start, None)
    means = times.means[match.lastgroup]
    if means == "before" and times.periods["ends"].search(folded, found.start, found.end):
        means = "until"
    if means in _LASTING and found.parts["op"] not in ("duration", "vague_duration"):
        return _Core(found, found.start if means == "for" and found.parts["op"] != "window" else match.start(), None)
    if means in _SPANNING and times.periods["loose"].match(folded, found.start):
        return _Core(found, match.start(), None)
    return _Core(found, match.start(), means)


def _with_clocks(cores: list[_Core], folded: str) -> Iterator[_Core]:
    """The cores, a day and the hour beside it (*Monday at 2 p.m.*) as one."""
    index = 0
    while index < len(cores):
        core = cores[index]
        if index + 1 < len(cores) and (joined := _joined(core, cores[index + 1], folded)):
            core, index = joined, index + 1
        yield core
        index += 1


def _joined(first: _Core, second: _Core, folded: str) -> _Core | None:
    """One core of a day and an hour in either order, where nothing stands between; None for others."""
    if folded[first.found.end : second.start] not in (" ", ", "):
        return None
    one, other = first.found.parts["op"], second.found.parts["op"]
    if one in _DAYS and other == "clock":
        return replace(first, found=replace(first.found, end=second.found.end))
    if one == "clock" and other in _DAYS and second.frame in (None, "on"):
        return _Core(replace(second.found, start=first.found.start), first.start, second.frame)
    return None


def _mentions(cores: list[_Core], times: _Times, document: Document, folded: str) -> list[TimeMention]:
    """Mentions of single cores, and of two that make a range."""
    mentions: list[TimeMention] = []
    index = 0
    while index < len(cores):
        first, second = cores[index], cores[index + 1] if index + 1 < len(cores) else None
        if second and (_is_range(first, second, times, folded) or _is_pair(first, second, times, folded)):
            mentions.append(_range(first, second, document))
            index += 2
            continue
        mentions.append(_single(first, document))
        index += 1
    return mentions


def _single(core: _Core, document: Document) -> TimeMention:
    """The mention of one core; *of* and *between* say nothing of it, and *of* is no part of it."""
    if core.frame in ("between", "of"):
        core = _Core(core.found, core.found.start if core.frame == "of" else core.start, None)
    parts = {**core.found.parts, **({"frame": core.frame} if core.frame else {})}
    return _mention(document, core, core.found.end, core.found.rule["name"], parts)


def _is_range(first: _Core, second: _Core, times: _Times, folded: str) -> bool:
    """Whether two cores stand as *from A to B*, *between A and B* or *A-B*."""
    if first.found.rule.get("type") or second.found.rule.get("type") or "vague" in second.found.parts["op"]:
        return False
    joins = times.after_from if first.frame in ("between", "from", "of") else times.after_any
    return joins.fullmatch(folded, first.found.end, second.found.start) is not None


def _is_pair(first: _Core, second: _Core, times: _Times, folded: str) -> bool:
    """Whether two cores are a weekday and the next, or a month and the next, tied by *and*."""
    if second.frame or not times.pair.fullmatch(folded, first.found.end, second.found.start):
        return False
    one, other = first.found.parts, second.found.parts
    for key, length in _FOLLOWING.items():
        if set(one) - {key} == set(other) - {key} == {"op"} and key in one and key in other:
            return (int(other[key]) - int(one[key])) % length == 1
    return False


def _range(first: _Core, second: _Core, document: Document) -> TimeMention:
    """One mention of two cores; the parts of each carry its letter."""
    parts = {"op": "range", "a_start": str(first.found.start), "a_end": str(first.found.end)}
    parts |= {"b_start": str(second.found.start), "b_end": str(second.found.end)}
    parts |= {f"a.{key}": value for key, value in first.found.parts.items()}
    parts |= {f"b.{key}": value for key, value in second.found.parts.items()}
    return _mention(document, first, second.found.end, "range", parts)


def _mention(document: Document, core: _Core, end: int, rule: str, parts: dict[str, str]) -> TimeMention:
    """A mention from its pieces; `core_start` and `core_end` cut it without its preposition."""
    parts = {**parts, "core_start": str(core.found.start), "core_end": str(end)}
    return TimeMention(
        span=Span.cut(document.text, core.start, end),
        head=head_of(document, core.found.start, end),
        type=core.found.rule.get("type", "DATE"),
        rule=rule,
        parts=tuple(parts.items()),
    )


def head_of(document: Document, start: int, end: int) -> int:
    """The index of the token in `[start, end)` that is governed from outside it (else the first there)."""
    first = document.token_at(start)
    if first is None:
        return 0
    inside = [first.index]
    while inside[-1] + 1 < len(document.tokens) and document.tokens[inside[-1] + 1].start < end:
        inside.append(inside[-1] + 1)
    for index in inside:
        head = document.tokens[index].head
        if (head == index or not inside[0] <= head <= inside[-1]) and document.tokens[index].pos != "PUNCT":
            return index
    return inside[0]
