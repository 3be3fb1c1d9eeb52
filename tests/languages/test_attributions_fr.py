"""The French bank of attributions: who says what, in passages of many kinds, and look-alikes in which nobody speaks."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selon.extract.attributions import find_attributions
from selon.languages.load import load_language
from selon.model.attribution import Attribution
from selon.model.report import Report
from selon.pipeline import parse_reports
from selon.resolve.sources import resolve_sources

BANK = Path(__file__).parents[1] / "banks" / "attributions_fr.toml"
ROWS = tomllib.loads(BANK.read_text(encoding="utf-8"))["row"]
# Shares of passages read wholly right, and of expected attributions found with the right source's name, with content
# that overlaps by more than 0.3, and with exactly the content; raise them when the rules get better.
FLOORS = {"passages": 0.88, "names": 0.89, "overlap": 0.92, "exact": 0.83}
MOST_FALSE = 3  # look-alikes in which an attribution may be found
ARTICLE = re.compile(r"^(?:-|l['’]|les? |la |une? |des )", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expected:
    """One attribution that a passage holds; `content` is the places of its letters and figures."""

    source: str
    name: str
    cue: str
    content: frozenset[int]
    form: str
    stance: str


def as_expected(line: str, passage: str) -> Expected:
    source, name, cue, content, form, stance = (part.strip() for part in line.split("|"))
    places: set[int] = set()
    for piece in content.split(" / "):
        opens, _, closes = piece.partition(" … ")
        start = passage.index(opens)
        end = passage.index(closes, start + len(opens)) + len(closes) if closes else start + len(opens)
        places |= letters(passage, start, end)
    return Expected(source, name or source, cue, frozenset(places), form, stance)


def letters(passage: str, start: int, end: int) -> set[int]:
    return {place for place in range(start, end) if passage[place].isalnum()}


def bare(name: str | None) -> str:
    """A name without its article, for comparing."""
    return ARTICLE.sub("", (name or "").replace("’", "'")).casefold()


def content_of(found: Attribution, passage: str) -> set[int]:
    return {place for piece in found.content for place in letters(passage, piece.start, piece.end)}


def overlap(found: Attribution, expected: Expected, passage: str) -> float:
    places = content_of(found, passage)
    return len(places & expected.content) / max(1, len(places | expected.content))


def fits(found: Attribution, expected: Expected) -> bool:
    """Whether the cue, and with it the saying, is the one expected."""
    return expected.cue in found.cue.text or found.cue.text in expected.cue


def measure() -> tuple[dict[str, float], int, list[str]]:
    """The figures of `FLOORS`, the number of look-alikes read as sayings, and a line for each passage misread."""
    language = load_language("fr")
    documents = parse_reports([Report(f"row-{number}", row["passage"], "fr") for number, row in enumerate(ROWS)])
    counts = dict.fromkeys(FLOORS, 0)
    wanted, false, lines = 0, 0, []
    for row, document in zip(ROWS, documents, strict=True):
        found = list(resolve_sources(find_attributions(document, language), document, language))
        if row.get("optional"):
            continue
        expected = [as_expected(line, row["passage"]) for line in row["expect"]]
        wanted += len(expected)
        right, missed = match(row, found, expected, counts)
        counts["passages"] += right
        false += not expected and bool(found)
        if not right:
            lines.append(f"{row['passage']}\n{missed}")
    rows = sum(not row.get("optional") for row in ROWS)
    figures = {key: count / (rows if key == "passages" else wanted) for key, count in counts.items()}
    return figures, false, lines


def match(
    row: dict[str, Any], found: list[Attribution], expected: list[Expected], counts: dict[str, int]
) -> tuple[bool, str]:
    """Whether the passage is read wholly right; adds to the counts."""
    left, right, missed = list(found), True, []
    for each in expected:
        hits = [a for a in left if fits(a, each)]
        hits.sort(key=lambda a: (bare(a.name) != bare(each.name), -overlap(a, each, row["passage"])))
        hit = hits[0] if hits else None
        if hit is None:
            right = False
            missed.append(f"  missing {each.source} | {each.cue}")
            continue
        left.remove(hit)
        shared = overlap(hit, each, row["passage"])
        named = bare(hit.name) == bare(each.name)
        written = bare(hit.source.text if hit.source else "") == bare(each.source)
        counts["names"] += named
        counts["overlap"] += shared > 0.3
        counts["exact"] += shared == 1
        whole = named and written and shared > 0.3 and hit.form == each.form and hit.stance == each.stance
        right &= whole
        if not whole or shared < 1:
            missed.append(
                f"  wanted {each.source} | {each.name} | {each.cue} | {each.form} | {each.stance}; {show(hit)}"
            )
    missed += [f"  too many: {show(a)}" for a in left]
    return right and not left, "\n".join(missed)


def show(found: Attribution) -> str:
    content = " / ".join(piece.text for piece in found.content)
    source = found.source.text if found.source else ""
    return f"found {source} | {found.name} | {found.cue.text} | {content} | {found.form} | {found.stance}"


def test_the_bank_is_read_as_well_as_before() -> None:
    figures, false, lines = measure()
    report = "\n".join([str(figures), f"{false} look-alikes read as sayings", *lines])
    print(report)
    assert all(figures[key] >= floor for key, floor in FLOORS.items()), report
    assert false <= MOST_FALSE, report


def test_every_passage_stands_once() -> None:
    passages = [row["passage"] for row in ROWS]
    assert len(passages) == len(set(passages))
