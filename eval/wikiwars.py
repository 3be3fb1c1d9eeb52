"""The time layer on WikiWars 1.0.4 (Mazur & Dale 2010): span F1, strict and relaxed, and value accuracy.

Relaxed: spans that share a code point. Value accuracy: over relaxed matches, our value in TIMEX3 form equals the
gold's, parts of the day left aside. `--show` prints what is missed, spurious or wrong.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from selon.extract.times import find_times
from selon.languages.load import load_language
from selon.model.document import Document, Sentence, Token
from selon.model.mentions import Interval, TimeMention
from selon.model.report import Report
from selon.resolve.times import resolve_times

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "bench" / "wikiwars"
SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}


@dataclass(frozen=True, slots=True)
class Expression:
    """One time expression of the gold or of ours."""

    start: int
    end: int
    text: str
    value: str


def read(path: Path) -> tuple[Report, list[Expression]]:
    """A text of the collection and its expressions."""
    source = path.read_text(encoding="utf-8")
    created = re.search(r"CREATION_TIME.*?value=\"([^\"]+)\"", source)
    body = source[source.index("<TEXT>") + 6 : source.index("</TEXT>")]
    pieces: list[str] = []
    gold: list[Expression] = []
    opened: list[tuple[int, str]] = []
    length = 0
    for piece in re.split(r"(<[^>]+>)", body):
        if piece.startswith("<TIMEX3"):
            value = re.search(r'value="([^"]*)"', piece)
            opened.append((length, value[1] if value else ""))
        elif piece == "</TIMEX3>":
            start, value_text = opened.pop()
            gold.append(Expression(start, length, "".join(pieces)[start:length], value_text))
        elif not piece.startswith("<"):
            pieces.append(html.unescape(piece))
            length += len(pieces[-1])
    report = Report(path.stem, "".join(pieces), "en", published=created[1] if created else None)
    return report, sorted(gold, key=lambda expression: (expression.start, -expression.end))


def plain_document(report: Report) -> Document:
    """A document with words but no grammar, which is all that times need."""
    words = re.finditer(r"\w+|[^\w\s]", report.text)
    tokens = tuple(Token(i, m.start(), m.end(), m[0], m[0], "X", "dep", 0, 0, {}) for i, m in enumerate(words))
    sentence = Sentence(0, 0, len(tokens), 0, len(report.text), 0)
    return Document(report, tokens, (sentence,), ((),) * len(tokens))


def past(mention: TimeMention) -> str:
    """The tense of every clause of a history."""
    return "past"


def unframed(mention: TimeMention) -> TimeMention:
    """A mention without its preposition's meaning: TIMEX3 values leave *since* and *until* aside."""
    return replace(mention, parts=tuple(part for part in mention.parts if part[0] != "frame"))


def as_timex(value: str | None) -> str:
    """An EDTF point as a TIMEX3 value."""
    if value is None:
        return ""
    if value.startswith("-"):
        year, _, rest = value[1:].partition("-")
        return f"BC{int(year) + 1:04d}" + (f"-{rest}" if rest else "")
    if match := re.fullmatch(r"(\d{4})-(2[1-4])", value):
        return f"{match[1]}-{SEASONS[match[2]]}"
    if match := re.fullmatch(r"(\d{3})0/(?:\1)9", value):
        return match[1]
    if match := re.fullmatch(r"(\d\d)01/\d\d00", value):
        return match[1]
    return value.rstrip("~")


def ours(mention: TimeMention, interval: Interval, bare: str | None) -> Iterator[Expression]:
    """A mention in the convention of the gold: without its preposition, ranges in two."""
    parts, text = dict(mention.parts), mention.span
    start, end = int(parts["core_start"]), int(parts["core_end"])

    def cut(first: int, last: int) -> str:
        return text.text[first - text.start : last - text.start]

    if mention.rule in ("year_range", "day_range_month", "month_day_range"):
        first, _, last = (bare or "/").partition("/")
        word = r"\d{2,4}" if mention.rule == "year_range" else r"\d+\w*(?=\W)"
        pieces = list(re.finditer(word, text.text))
        middle = start + len(cut(start, end)) // 2 if len(pieces) < 2 else text.start + pieces[1].start()
        yield Expression(start, middle - 1, cut(start, middle - 1), as_timex(first))
        yield Expression(middle, end, cut(middle, end), as_timex(last))
        return
    if mention.rule == "range":
        first, _, last = (interval.edtf or "/").partition("/")
        for letter, value in (("a", first), ("b", last)):
            start, end = int(parts[f"{letter}_start"]), int(parts[f"{letter}_end"])
            yield Expression(start, end, cut(start, end), as_timex(value))
        return
    value = "" if parts["op"] == "present" else interval.value or as_timex(bare)
    yield Expression(start, end, cut(start, end), value)


def same_value(gold: str, found: str) -> bool:
    """Whether two values are one, parts of the day and time zones left aside."""
    day = re.sub(r"T.*$", "", gold) if re.match(r"(BC)?\d{4}-\d\d-\d\dT", gold) else gold
    if re.fullmatch(r"\d{4}-W\d\d(-\d)?", gold) or gold in ("null", "", "PAST_REF", "PRESENT_REF", "FUTURE_REF"):
        return gold.startswith(("null", "P", "F")) and not found
    return found in (gold, day) or ("X" in gold and "X" in found and gold[:1] == found[:1])


@dataclass(slots=True)
class Tally:
    """What was counted over the collection."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    right: int = 0
    seconds: float = 0.0

    def scores(self) -> dict[str, float]:
        """The figures of the field."""
        both = max(1, self.gold + self.found)
        return {
            "strict_f1": round(2 * self.strict / both, 4),
            "relaxed_f1": round(2 * self.relaxed / both, 4),
            "value_accuracy": round(self.right / max(1, self.relaxed), 4),
            "precision": round(self.relaxed / max(1, self.found), 4),
            "recall": round(self.relaxed / max(1, self.gold), 4),
        }


def found_in(report: Report, tally: Tally) -> list[Expression]:
    """Our expressions in a text, in the gold's convention."""
    language, document = load_language("en"), plain_document(report)
    began = time.perf_counter()
    mentions = find_times(document, language)
    intervals = resolve_times(mentions, document, language, tense_of=past)
    tally.seconds += time.perf_counter() - began
    unframed_mentions = [unframed(mention) for mention in mentions]
    bare = [interval.edtf for interval in resolve_times(unframed_mentions, document, language, tense_of=past)]
    return [piece for triple in zip(mentions, intervals, bare, strict=True) for piece in ours(*triple)]


def compare(gold: list[Expression], found: list[Expression], tally: Tally) -> Iterator[tuple[str, str]]:
    """Count matches; gives what went wrong, as its class and a line."""
    free = list(found)
    tally.gold, tally.found = tally.gold + len(gold), tally.found + len(found)
    for expression in gold:
        match = next((f for f in free if f.start < expression.end and expression.start < f.end), None)
        if match is None:
            yield "missed", f"{expression.text!r}\t{expression.value}"
            continue
        free.remove(match)
        right = same_value(expression.value, match.value)
        tally.relaxed += 1
        tally.strict += (match.start, match.end) == (expression.start, expression.end)
        tally.right += right
        if not right:
            yield "wrong", f"{expression.text!r}\t{expression.value}\t{match.text!r}\t{match.value}"
    for extra in free:
        yield "spurious", f"{extra.text!r}\t{extra.value}"


def main() -> int:
    """Score and print; the exit code is 0 whatever the score, the gate compares it."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--folder", type=Path, default=FOLDER)
    options.add_argument("--json", action="store_true")
    options.add_argument("--show", choices=["missed", "spurious", "wrong"], action="append", default=[])
    args = options.parse_args()
    tally = Tally()
    for path in sorted(args.folder.glob("*.tml")):
        report, gold = read(path)
        for kind, line in compare(gold, found_in(report, tally), tally):
            if kind in args.show:
                print(kind, path.stem, line, sep="\t")
    scores = tally.scores()
    print(json.dumps(scores) if args.json else f"WikiWars: {scores}, {tally.gold} expressions, {tally.seconds:.2f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
