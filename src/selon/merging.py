"""The flow over all claims: ledger -> merge -> ledger. What is new or gone is worked in, and nothing else is touched.

The result is that of merging everything at once, whatever the order in which reports came; only where a key is over
full (`merge/block.py`) may it depend on what was there first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from selon.ledger.held import Held
from selon.ledger.ledger import Ledger
from selon.ledger.merged import MergedStore, Taken, ThreadRow
from selon.merge import Merged, group_all, merge
from selon.merge.across import Thread, as_thread
from selon.merge.block import asked_keys, keys_of
from selon.merge.cluster import Pair
from selon.merge.copies import EARLIEST, LEAST_RUNS, Worded, find_copies
from selon.merge.disputes import find_beside
from selon.merge.edges import find_edges
from selon.merge.incidents import as_incident, judged_threads
from selon.merge.origins import by_report
from selon.merge.rows import as_body, as_thread_of
from selon.merge.threads import find_threads
from selon.merge.told import Told, days_of, tell
from selon.merge.verdicts import newest_verdicts
from selon.merge.wording import as_wording
from selon.model.errors import StopRun
from selon.model.incident import Incident

AT_ONCE = 5_000  # documents that are worked in together
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """How many documents were worked in and taken out, and how many incidents were made anew."""

    added: int
    gone: int
    incidents: int


@dataclass(slots=True)
class _Work:
    """One batch: threads and claims at hand, and what has to be grouped anew."""

    store: MergedStore
    verdicts: dict[Pair, str]
    threads: dict[str, Thread] = field(default_factory=dict)
    documents: dict[str, tuple[int, ...]] = field(default_factory=dict)
    told: dict[int, dict[str, list[Told]]] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)


def bring_together(ledger: Ledger, progress: Progress | None = None, at_once: int = AT_ONCE) -> Brought:
    """Work the reports, judgements and reviews that are new into the incidents, and take out what left the view.

    `progress` is told how many documents are done and how many there are in all. Each batch is one transaction.
    """
    remaining = total = ledger.unmerged()
    added = gone = made = 0
    while remaining:
        with ledger.merging() as store:
            # Asked for again here: another process may have done it meanwhile.
            work = _Work(store, newest_verdicts(ledger.judgements()))
            left = store.gone()
            _take_out(work, dict.fromkeys([*left, *store.take_reopened()]))
            batch = store.pending()[:at_once]
            _take_in(work, batch)
            made += _group(work)
        added, gone = added + len(batch), gone + len(left)
        if progress is not None:
            progress(added, max(total, added))
        remaining = ledger.unmerged()
    return Brought(added, gone, made)


def merge_as_of(ledger: Ledger, day: str) -> Merged:
    """What was told up to a day (EDTF), merged by itself: reports without a date, or of later days, are left out.

    It is read as it is known now to be read: every judgement and review bears on it, whenever it was given.
    """
    last = days_of(day)
    if last is None:
        raise StopRun(f"{day!r} is no date; write a day, a month or a year (2024-03-12)")
    told = [
        held
        for held in ledger.readings()
        if (published := days_of(held.reading.report.published)) and published[0] <= last[1]
    ]
    refused = {claim for held in told for claim in held.rejected}
    return merge(((held.report_id, held.reading) for held in told), ledger.judgements(), refused)


def _take_out(work: _Work, gone: Iterable[int]) -> None:
    for number in gone:
        work.touched |= work.store.drop(number)


def _take_in(work: _Work, batch: Sequence[int]) -> None:
    worded: list[Worded] = []
    taken: list[Taken] = []
    fresh: dict[str, Thread] = {}
    for number, held in work.store.readings(batch):
        groups = _tell(work, number, held)
        made = {(thread := as_thread(group)).id: thread for group in groups}
        fresh.update(made)
        item = _worded(held)
        worded.append(item)
        rows = tuple(ThreadRow(name, as_body(thread), keys_of(thread)) for name, thread in made.items())
        runs = tuple(run for run, _ in item.wording.runs)
        day = item.published[0] if item.published else None
        taken.append(Taken(number, held.report_id, day, rows, find_beside(groups), runs))
    _copy(work, worded)
    work.store.put(taken)
    work.threads |= fresh
    work.touched |= set(fresh)
    _connect(work, fresh)


def _worded(held: Held) -> Worded:
    report = held.reading.report
    return Worded(held.report_id, days_of(report.published), as_wording(report.text))


def _tell(work: _Work, number: int, held: Held) -> list[tuple[Told, ...]]:
    reading = held.reading
    groups = find_threads(tell(held.report_id, reading.report, reading.claims, held.rejected), work.verdicts)
    work.told[number] = {min(item.id for item in group): list(group) for group in groups}
    return groups


def _copy(work: _Work, worded: Sequence[Worded]) -> None:
    """Find what the new reports copy, or are copied for."""
    runs: dict[int, list[str]] = defaultdict(list)
    for item in worded:
        for run in {run for run, _ in item.wording.runs}:
            runs[run].append(item.report)
    new = {item.report for item in worded}
    earlier = work.store.sharing(runs, EARLIEST, LEAST_RUNS) - new
    old = [_worded(held) for _, held in work.store.readings(work.store.documents_of(earlier))]
    found = find_copies([*old, *worded])
    work.store.add_copies(copy for copy in found if copy.copy.report in new or copy.origin.report in new)
    for copy in found:
        if copy.origin.report in new and copy.copy.report not in new:
            # An earlier telling has come to light: the incidents of the later one count their witnesses anew.
            for number in work.store.documents_of([copy.copy.report]):
                work.touched |= work.store.threads_in(number)


def _connect(work: _Work, fresh: dict[str, Thread]) -> None:
    """Find the edges of new threads, and those that judgements make."""
    keys = {key for thread in fresh.values() for key in asked_keys(thread)}
    under: dict[int, list[str]] = defaultdict(list)
    for key, name in work.store.under(keys):
        under[key].append(name)
    _load(work, {name for names in under.values() for name in names})
    edges = find_edges(fresh.values(), lambda key: [work.threads[name] for name in under[key]])
    judged = {claim for pair, verdict in work.verdicts.items() if verdict == "same" for claim in pair}
    _load(work, work.store.threads_of_claims(judged))
    edges |= judged_threads(work.threads.values(), work.verdicts).same
    work.store.add_edges(edges)


def _load(work: _Work, names: Iterable[str]) -> None:
    for name, (body, documents) in work.store.bodies(set(names) - work.documents.keys()).items():
        work.threads.setdefault(name, as_thread_of(body))
        work.documents[name] = documents


def _group(work: _Work) -> int:
    """Make the incidents of all threads that a chain of edges connects to a touched one."""
    names, edges = set(work.touched), set[Pair]()
    fresh = set(names)
    while fresh:
        found = work.store.edges(fresh)
        edges |= found
        fresh = {name for pair in found for name in pair} - names
        names |= fresh
    _load(work, names)
    threads = {name: work.threads[name] for name in sorted(names) if name in work.documents}
    edges = {pair for pair in edges if pair[0] in threads and pair[1] in threads}
    judged = judged_threads(threads.values(), work.verdicts)
    _tell_again(work, threads)
    made: dict[Incident, Sequence[str]] = {}
    reports = {item.report for name in threads for number in work.documents[name] for item in work.told[number][name]}
    origins = by_report(work.store.copies_of(reports))
    for group in group_all(threads, edges, judged):
        told = [item for name in group for number in work.documents[name] for item in work.told[number][name]]
        made[as_incident(told, origins)] = group
    work.store.replace_incidents(made, names)
    return len(made)


def _tell_again(work: _Work, threads: Iterable[str]) -> None:
    """Have the claims of threads at hand that were worked in before."""
    wanted = {number for name in threads for number in work.documents[name]} - work.told.keys()
    for number, held in work.store.readings(sorted(wanted)):
        _tell(work, number, held)
