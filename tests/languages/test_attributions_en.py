"""The English bank of attributions: passages of all kinds of news, and look-alikes that attribute nothing."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from selon.extract.attributions import find_attributions
from selon.languages.load import load_language
from selon.model.attribution import Attribution
from selon.model.document import Document
from selon.model.report import Report
from selon.pipeline import parse_reports
from selon.resolve.sources import resolve_sources

BANK = Path(__file__).parents[1] / "banks" / "attributions_en.toml"
ROWS = tomllib.loads(BANK.read_text(encoding="utf-8"))["row"]
LANGUAGE = load_language("en")
ENOUGH = 0.3  # share of the content's code points, met in both, that counts as found
# Floors; raise them when the rules get better. Look-alikes count as whole passages too.
WHOLE, NAMED, MET, EXACT, MOST_FALSE = 0.93, 0.97, 0.93, 0.87, 3


@dataclass(frozen=True, slots=True)
class Expected:
    """What a row of the bank expects of one attribution; `content` holds code points of the passage."""

    source: str
    name: str
    cue: str
    content: frozenset[int]
    form: str
    stance: str


def expected_of(passage: str, row: Iterable[str]) -> Expected:
    """A row's entry with its content looked up in the passage."""
    source, name, cue, content, form, stance = row
    points: set[int] = set()
    place = 0
    for piece in filter(None, content.split("|")):
        first, _, last = piece.partition(" … ")
        start = passage.index(first, place)
        place = passage.index(last, start) + len(last) if last else start + len(first)
        points |= set(range(start, place))
    return Expected(source, name or source, cue, frozenset(points), form, stance)


def points_of(found: Attribution) -> frozenset[int]:
    """The code points that the content of an attribution covers."""
    return frozenset(i for piece in found.content for i in range(piece.start, piece.end))


def meets(want: Expected, found: Attribution) -> bool:
    """Whether source and cue are as expected and enough of the content is."""
    points = points_of(found)
    share = len(points & want.content) / len(points | want.content) if points | want.content else 1.0
    source = found.source.text.removesuffix("'s") if found.source else ""
    return source == want.source and found.cue.text == want.cue and share > ENOUGH


def is_right(want: Expected, found: Attribution) -> bool:
    """Whether all else is as expected too, the borders of the content aside."""
    name = found.name if found.source else ""
    return (name, found.form, found.stance) == (want.name, want.form, want.stance)


@cache
def read_bank() -> tuple[tuple[Document, tuple[Attribution, ...], tuple[Expected, ...]], ...]:
    """Each passage with what is found and what is expected."""
    documents = parse_reports([Report(f"row-{number}", row["passage"], "en") for number, row in enumerate(ROWS)])
    return tuple(
        (
            document,
            resolve_sources(find_attributions(document, LANGUAGE), document, LANGUAGE),
            tuple(expected_of(row["passage"], each) for each in row["expect"]),
        )
        for row, document in zip(ROWS, documents, strict=True)
    )


def pairs_of(found: tuple[Attribution, ...], wanted: tuple[Expected, ...]) -> list[tuple[Expected, Attribution | None]]:
    """Each expectation with the attribution that meets it."""
    return [(want, next((each for each in found if meets(want, each)), None)) for want in wanted]


def told(found: Iterable[Attribution]) -> str:
    """Attributions as the bank would write them."""
    rows = (
        [a.source and a.source.text, a.name, a.cue.text, "|".join(p.text for p in a.content), a.form, a.stance]
        for a in found
    )
    return "; ".join(str(row) for row in rows)


def test_the_passages_are_read_as_well_as_before() -> None:
    pairs, wrong, false = [], [], 0
    for document, found, wanted in read_bank():
        own = pairs_of(found, wanted)
        pairs += own
        if len(found) != len(wanted) or not all(each is not None and is_right(want, each) for want, each in own):
            wrong.append(f"{document.text}\n    {told(found)}")
            false += not wanted
    met = [(want, each) for want, each in pairs if each is not None]
    shares = {
        "whole": (1 - len(wrong) / len(ROWS), WHOLE),
        "named": (sum(each.name == want.name for want, each in met if want.source) / len(met), NAMED),
        "met": (len(met) / len(pairs), MET),
        "exact": (sum(points_of(each) == want.content for want, each in met) / len(pairs), EXACT),
    }
    report = "\n".join([f"{key} {share:.3f}" for key, (share, _) in shares.items()] + [f"false {false}", *wrong])
    print(report)
    assert all(share >= floor for share, floor in shares.values()), report
    assert false <= MOST_FALSE, report


def test_every_passage_stands_once() -> None:
    passages = [row["passage"] for row in ROWS]
    assert len(passages) == len(set(passages))
