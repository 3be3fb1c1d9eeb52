"""origins: where the wording of a claim was told first, and how many voices stand behind claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from selon.merge.told import Told
from selon.model.incident import Copy

MOST = 400  # sources that are matched with origins; of more, the smaller number of the two is told
Origins = Mapping[str, Sequence[Copy]]  # the copies of each report, by the report's id


def by_report(copies: Iterable[Copy]) -> dict[str, list[Copy]]:
    """Copies by the report that copies."""
    found: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        found[copy.copy.report].append(copy)
    return found


def origin_of(told: Told, copies: Origins) -> str:
    """The report in which a claim's wording stands first: its own, where nothing says otherwise.

    Of an agency's wording, the agency itself (`agency:AFP`).
    """
    report, place, seen = told.report, told.start, {told.report}
    while True:
        found = [copy for copy in copies.get(report, ()) if copy.copy.start <= place < copy.copy.end]
        found = [copy for copy in found if copy.origin.report not in seen]
        if not found:
            return report
        best = max(found, key=lambda copy: (copy.share * copy.words, copy.origin.report))
        if best.agency is not None:
            return f"agency:{best.agency}"
        # As far into the origin's passage as into the copy's.
        share = (place - best.copy.start) / max(best.copy.end - best.copy.start, 1)
        place = best.origin.start + int(share * (best.origin.end - best.origin.start))
        report = best.origin.report
        seen.add(report)


def count_witnesses(told: Iterable[Told], copies: Origins) -> int:
    """How many distinct innermost sources tell it through distinct origins: the largest matching of the two."""
    through: dict[str, set[str]] = defaultdict(set)
    for item in told:
        origin = origin_of(item, copies)
        through[item.source if item.stance else f"outlet:{origin}"].add(origin)
    if len(through) > MOST:
        return min(len(through), len({origin for origins in through.values() for origin in origins}))
    taken: dict[str, str] = {}
    return sum(_match(source, through, taken, set()) for source in sorted(through))


def _match(source: str, through: Mapping[str, set[str]], taken: dict[str, str], tried: set[str]) -> bool:
    for origin in sorted(through[source]):
        if origin in tried:
            continue
        tried.add(origin)
        if origin not in taken or _match(taken[origin], through, taken, tried):
            taken[origin] = source
            return True
    return False
