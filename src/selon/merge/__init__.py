"""merge(reports, judgements) -> incidents: the stage's page, only order, no logic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from selon.merge.across import Thread, as_thread
from selon.merge.cluster import Pair
from selon.merge.copies import Worded, find_copies
from selon.merge.disputes import beside_alone, find_beside
from selon.merge.echoes import as_nodes
from selon.merge.edges import by_key, connected, edges_within, find_edges
from selon.merge.incidents import Judged, as_incident, extent_of, group_threads, judged_threads
from selon.merge.origins import by_report
from selon.merge.parts import find_wholes
from selon.merge.threads import find_threads
from selon.merge.told import Told, days_of, tell
from selon.merge.verdicts import judged_claims, newest_verdicts
from selon.merge.wording import as_wording
from selon.model.incident import Copy, Dispute, Incident
from selon.model.judgement import Judgement
from selon.model.reading import Reading


@dataclass(frozen=True, slots=True)
class Merged:
    """What merging makes of readings; `beside` are disputes between the incidents of one report."""

    incidents: tuple[Incident, ...]
    copies: tuple[Copy, ...]
    beside: tuple[Dispute, ...]

    @property
    def disputes(self) -> tuple[Dispute, ...]:
        """All disputes, those within incidents first."""
        within = [dispute for incident in self.incidents for dispute in incident.disputes]
        of = {claim: incident.id for incident in self.incidents for claim in incident.claims}
        return (*within, *beside_alone(within, self.beside, of))


def merge(
    readings: Iterable[tuple[str, Reading]], judgements: Iterable[Judgement] = (), refused: Collection[str] = ()
) -> Merged:
    """The incidents that the claims of readings tell, each reading under its report's id; in memory, all at once.

    `refused` are the ids of claims that reviewers rejected: they tell nothing.
    """
    verdicts = newest_verdicts(judgements)
    told: dict[str, list[Told]] = defaultdict(list)
    threads: dict[str, Thread] = {}
    worded, beside = [], list[Dispute]()
    for report, reading in sorted(readings, key=lambda item: item[0]):
        worded.append(Worded(report, days_of(reading.report.published), as_wording(reading.report.text)))
        groups = find_threads(tell(report, reading.report, reading.claims, refused), verdicts)
        beside += find_beside(groups)
        for items in groups:
            thread = as_thread(items)
            threads.setdefault(thread.id, thread)
            told[thread.id] += items
    copies = find_copies(worded)
    origins = by_report(copies)
    nodes = as_nodes(threads, judged_claims(verdicts))
    edges = find_edges(nodes.threads.values(), by_key(nodes.threads.values()).__getitem__)
    judged = judged_threads(nodes.threads.values(), verdicts)
    incidents = [
        as_incident([item for name in nodes.spread(group) for item in told[name]], origins)
        for group in group_all(nodes.threads, edges, judged)
    ]
    return Merged(_with_wholes(incidents), tuple(copies), tuple(beside))


def _with_wholes(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    found = sorted(incidents, key=lambda incident: incident.id)
    whole = find_wholes([extent for incident in found if (extent := extent_of(incident))])
    return tuple(replace(incident, part_of=whole.get(incident.id)) for incident in found)


def group_all(threads: Mapping[str, Thread], edges: Iterable[Pair], judged: Judged) -> Iterator[tuple[str, ...]]:
    """All threads in groups, one an incident."""
    edges = {*edges, *judged.same}
    groups = connected(threads, edges)
    within = edges_within(groups, edges)
    for group in groups:
        if len(group) == 1:
            yield group
        else:
            yield from group_threads([threads[name] for name in group], within[group[0]], judged)
