"""Where sentences and paragraphs end, decided before the parser sees them."""

from __future__ import annotations

import re
from functools import lru_cache

from selon.languages.base import Language

OPENERS = "«\"“„‘'([—–-"
CLOSERS = "»\"”’')]"
BLANK_LINE = re.compile(r"[^\S\n]*\r?\n[^\S\n]*\r?\n\s*")
LINE = re.compile(r"\r?\n\s*")
STOP = re.compile(rf"(?<=[.!?…])[{re.escape(CLOSERS)}]*(?:[  ]?»)?(\s+)(?=[{re.escape(OPENERS)}\s]*[^\W_])")
STUCK = re.compile(r"(?<=[a-zà-ÿ][.!?])(?=[A-ZÀ-Ý][a-zà-ÿ]+ )")
# *GOMA, Congo (Reuters) — *: the town in capitals, or with its agency, then a dash; the report begins behind it.
_TOWN = r"[A-ZÀ-Þ][\w.'’-]*(?: [A-ZÀ-Þ(][\w.'’)-]*){0,3}"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’-]{2,}(?: [A-ZÀ-Þ.'’-]{2,}){0,2}"
_MORE = rf"(?:(?:, ?|/){_TOWN})?(?:, \d{{1,2}} \w+|, \w+\.? \d{{1,2}})?"
_AGENCY = r" ?\([A-ZÀ-Þ][\w./&’' -]{1,30}\)"
_BARE = rf"{_CAPITALS}{_MORE}(?: ?[—–] ?| -- )"
_FILED = rf"(?:{_CAPITALS}|{_TOWN}){_MORE}{_AGENCY},? ?[—–-]{{1,2}} ?"
DATELINE = re.compile(rf"\s*(?:{_FILED}|{_BARE})(?=\W?[A-ZÀ-Þ])")
SHORT_LINE = 60


@lru_cache(maxsize=16)
def abbreviations_of(language: Language) -> re.Pattern[str]:
    """What ends in a stop and yet ends no sentence: titles, initials, units."""
    words = "|".join(sorted((re.escape(w) for w in language.language["abbreviations"]), key=len, reverse=True))
    return re.compile(rf"(?:^|[\s(«\"'’])(?:{words}|(?:[A-Z]\.-?)+|[A-Z])\.$")


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text as (start, end), split at blank lines and at lines that end or are short."""
    cuts = [0]
    for match in LINE.finditer(text):
        line_start = text.rfind("\n", 0, match.start()) + 1
        line = text[line_start : match.start()].strip()
        after = text[match.end() : match.end() + 1]
        blank = BLANK_LINE.match(text, match.start()) is not None
        ended = line[-1:] in '.!?…:»"”)' or len(line) < SHORT_LINE
        if blank or (ended and not after.islower()):
            cuts.append(match.end())
    cuts.append(len(text))
    return [(a, b) for a, b in zip(cuts, cuts[1:], strict=False) if text[a:b].strip()]


def find_sentence_starts(text: str, language: Language) -> set[int]:
    """Offsets at which a sentence surely begins."""
    starts = {start for start, _ in find_paragraphs(text)}
    filed = (DATELINE.match(text, start) for start in tuple(starts))
    starts.update(match.end() for match in filed if match)
    abbreviations = abbreviations_of(language)
    for match in STOP.finditer(text):
        before = text[max(0, match.start() - 14) : match.start()]
        stop = before.rstrip(CLOSERS + " ")
        following = text[match.end() : match.end() + 40].lstrip(OPENERS + "   \n")
        if not following or following[0].islower():
            continue
        if stop.endswith(".") and abbreviations.search(stop):
            continue
        starts.add(match.end())
    starts.update(match.start() for match in STUCK.finditer(text))
    return starts
