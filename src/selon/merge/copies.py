"""copies: passages that one report takes from another, or both from one agency.

Candidates share short runs of words, as in winnowing (Schleimer, Wilkerson and Aiken, 2003); an exact alignment
of the words confirms them and finds where they begin and end. See docs/decisions/0010.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from selon.merge.told import Days
from selon.merge.wording import Wording
from selon.model.incident import Copy, Passage

LEAST_WORDS = 18  # a shorter passage may be a common phrase or a title
LEAST_SHARE = 0.72  # of the words of a copy that stand in its origin, in order
LEAST_RUNS = 2  # shared runs close together, before an alignment is worth its time
GAP = 45  # words without a shared run at which a passage ends
AROUND = 30  # words before and after the shared runs that are aligned too
EARLIEST = 4  # reports that tell a run first: later ones are held against those alone, so that costs stay linear
MISS = -2.0  # what a word changed, put in or left out costs, against 1 for a word kept


@dataclass(frozen=True, slots=True)
class Worded:
    """A report as copies are sought in it."""

    report: str
    published: Days | None
    wording: Wording

    @property
    def order(self) -> tuple[int, int, str]:
        """Earlier publication first; of the same time, the id decides. Reports without a date come last."""
        first, last = self.published or (1 << 30, 1 << 30)
        return first, last, self.report


def find_copies(reports: Iterable[Worded], known: Mapping[int, Sequence[Worded]] | None = None) -> list[Copy]:
    """The passages that reports share, each from the earlier report to the later one.

    `known` gives for a run the reports that were there before and tell it first.
    """
    by_run: dict[int, list[tuple[Worded, int]]] = defaultdict(list)
    fresh = list(reports)
    for worded in fresh:
        for run, place in worded.wording.runs:
            by_run[run].append((worded, place))
    for run, old in (known or {}).items():
        for worded in old:
            by_run[run] += [(worded, place) for found, place in worded.wording.runs if found == run]
    return sorted(_confirmed(_shared(by_run)), key=lambda copy: (copy.copy.report, copy.copy.start, copy.origin.report))


Hits = dict[tuple[str, str], list[tuple[int, int]]]


def _shared(by_run: Mapping[int, list[tuple[Worded, int]]]) -> Iterator[tuple[Worded, Worded, list[tuple[int, int]]]]:
    """Pairs of an earlier and a later report, with the places of the runs that they share."""
    hits: Hits = defaultdict(list)
    reports: dict[str, Worded] = {}
    for tellers in by_run.values():
        if len(tellers) < 2 or len({worded.report for worded, _ in tellers}) < 2:
            continue
        tellers.sort(key=lambda teller: (teller[0].order, teller[1]))
        first: dict[str, int] = {}
        for worded, place in tellers:
            for report, at in first.items():
                if report != worded.report:
                    hits[report, worded.report].append((at, place))
            if worded.report not in first and len(first) < EARLIEST:
                first[worded.report] = place
            reports[worded.report] = worded
    for (early, late), places in hits.items():
        if len(places) >= LEAST_RUNS:
            yield reports[early], reports[late], sorted(places, key=lambda place: place[::-1])


def _confirmed(pairs: Iterable[tuple[Worded, Worded, list[tuple[int, int]]]]) -> Iterator[Copy]:
    for early, late, places in pairs:
        for group in _stretches(places):
            found = _align(early.wording, late.wording, group)
            if found is not None:
                yield _as_copy(early, late, found)


def _stretches(places: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Shared runs that follow one another in both reports."""
    stretch: list[tuple[int, int]] = []
    for place in places:
        if stretch and (place[1] - stretch[-1][1] > GAP or not 0 <= place[0] - stretch[-1][0] <= GAP):
            if len(stretch) >= LEAST_RUNS:
                yield stretch
            stretch = []
        stretch.append(place)
    if len(stretch) >= LEAST_RUNS:
        yield stretch


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Places of words, half open, and how many words agree."""

    early: tuple[int, int]
    late: tuple[int, int]
    kept: int


def _align(early: Wording, late: Wording, places: list[tuple[int, int]]) -> _Aligned | None:
    """The best passage around shared runs; None where it is too short or too different."""
    from_early, from_late = max(places[0][0] - AROUND, 0), max(places[0][1] - AROUND, 0)
    left = early.words[from_early : places[-1][0] + AROUND].tolist()
    right = late.words[from_late : places[-1][1] + AROUND].tolist()
    found = _best([(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end)
                   for op in Levenshtein.opcodes(left, right)])  # fmt: skip
    if found is None:
        return None
    (a, b), (c, d), kept = found
    if d - c < LEAST_WORDS or kept < LEAST_SHARE * (d - c):
        return None
    return _Aligned((from_early + a, from_early + b), (from_late + c, from_late + d), kept)


Operation = tuple[str, int, int, int, int]


def _best(operations: Sequence[Operation]) -> tuple[tuple[int, int], tuple[int, int], int] | None:
    """The stretch of an alignment with the highest sum, from an agreement to an agreement (Kadane's algorithm)."""
    best, best_sum, total, kept, start = None, 0.0, 0.0, 0, (0, 0)
    for tag, a, b, c, d in operations:
        if tag != "equal":
            total += MISS * max(b - a, d - c)
            continue
        if total <= 0:
            total, kept, start = 0.0, 0, (a, c)
        total += b - a
        kept += b - a
        if total > best_sum:
            best_sum, best = total, ((start[0], b), (start[1], d), kept)
    return best


def _as_copy(early: Worded, late: Worded, found: _Aligned) -> Copy:
    (a, b), (c, d) = found.early, found.late
    agency = early.wording.agency if early.wording.agency == late.wording.agency else None
    share = found.kept / (d - c)
    reasons = [f"{found.kept} of {d - c} words stand in the same order"]
    if early.published is not None and late.published is not None and early.published != late.published:
        reasons.append("the other was published before")
    else:
        reasons.append("which was first is not known")
    if agency:
        reasons.append(f"both name {agency}")
    wording, other = late.wording, early.wording
    return Copy(
        copy=Passage(late.report, wording.starts[c], wording.ends[d - 1]),
        origin=Passage(early.report, other.starts[a], other.ends[b - 1]),
        words=d - c,
        share=round(share, 3),
        agency=agency,
        reasons=tuple(reasons),
    )
