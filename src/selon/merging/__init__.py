"""The flow over all claims: ledger -> merge -> ledger. What is new or gone is worked in, and nothing else is touched.

The result is that of merging everything at once, whatever the order in which reports came; only where a key is over
full (`merge/block.py`) may it depend on what was there first.
"""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from selon.ledger.held import Held
from selon.ledger.ledger import Ledger
from selon.ledger.merged import Taken, ThreadRow
from selon.ledger.parts import Parts
from selon.merge import Merged, group_all, merge
from selon.merge.across import Thread, as_thread
from selon.merge.block import Block, asked_keys, keys_of
from selon.merge.copies import EARLIEST, LEAST_RUNS, Worded, find_copies
from selon.merge.disputes import find_beside
from selon.merge.echoes import echo_of
from selon.merge.edges import connected, find_edges
from selon.merge.incidents import as_incident, judged_threads
from selon.merge.origins import by_report
from selon.merge.rows import as_body
from selon.merge.threads import find_threads
from selon.merge.told import Told, days_of, tell
from selon.merge.verdicts import judged_claims, newest_verdicts
from selon.merge.wording import as_wording
from selon.merging.parts import find_parts
from selon.merging.work import Work
from selon.model.errors import StopRun
from selon.model.incident import Incident
from selon.model.uncollected import uncollected

AT_ONCE = 5_000  # documents that are worked in together
PORTION = 5_000  # threads and crowds whose claims are at hand together
LARGE = 2_000  # threads of one group, from which it is grouped once when all batches are in, and not after each
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Brought:
    """How many documents were worked in and taken out, and how many incidents were made anew."""

    added: int
    gone: int
    incidents: int


def bring_together(ledger: Ledger, progress: Progress | None = None, at_once: int = AT_ONCE) -> Brought:
    """Work the reports, judgements and reviews that are new into the incidents, and take out what left the view.

    `progress` is told how many documents are done and how many there are in all. Each batch is one transaction.
    """
    remaining = total = ledger.unmerged()
    added = gone = made = 0
    with uncollected():
        while remaining:
            with ledger.merging() as store:
                # Asked for again here: another process may have done it meanwhile.
                work = Work(store, newest_verdicts(ledger.judgements()))
                left = store.gone()
                _take_out(work, dict.fromkeys([*left, *store.take_reopened()]))
                batch = store.pending()[:at_once]
                _take_in(work, batch)
                made += _group(work, LARGE)
            added, gone = added + len(batch), gone + len(left)
            if progress is not None:
                progress(added, max(total, added))
            gc.collect()
            remaining = ledger.unmerged()
        made += _group_the_rest(ledger)
        if made or gone:
            with ledger.merging() as store:
                find_parts(Parts(store.connection))
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


def _take_out(work: Work, gone: Iterable[int]) -> None:
    for number in gone:
        work.touched |= work.store.drop(number)


def _take_in(work: Work, batch: Sequence[int]) -> None:
    worded: list[Worded] = []
    taken: list[Taken] = []
    fresh: dict[str, Thread] = {}
    echoes: dict[str, int | None] = {}
    judged = judged_claims(work.verdicts)
    for number, held in work.store.readings(batch):
        groups = _tell(work, number, held)
        made = {(thread := as_thread(group)).id: thread for group in groups}
        fresh.update(made)
        echoes.update((name, echo_of(thread, judged)) for name, thread in made.items())
        item = _worded(held)
        worded.append(item)
        rows = tuple(ThreadRow(name, as_body(thread), echoes[name]) for name, thread in made.items())
        runs = tuple(run for run, _ in item.wording.runs)
        day = item.published[0] if item.published else None
        taken.append(Taken(number, held.report_id, day, rows, find_beside(groups), runs))
    _copy(work, worded)
    work.store.put(taken)
    work.threads |= fresh
    work.touched |= set(fresh)
    nodes = work.settle(fresh, echoes)
    work.store.put_keys({(key, name) for name, thread in nodes.items() for key in keys_of(thread)})
    _connect(work, nodes)


def _worded(held: Held) -> Worded:
    report = held.reading.report
    return Worded(held.report_id, days_of(report.published), as_wording(report.text))


def _tell(work: Work, number: int, held: Held) -> list[tuple[Told, ...]]:
    reading = held.reading
    groups = find_threads(tell(held.report_id, reading.report, reading.claims, held.rejected), work.verdicts)
    work.told[number] = {min(item.id for item in group): list(group) for group in groups}
    return groups


def _copy(work: Work, worded: Sequence[Worded]) -> None:
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


def _connect(work: Work, fresh: dict[str, Thread]) -> None:
    """Find the edges of new threads and crowds, and those that judgements make."""
    keys = {key for thread in fresh.values() for key in asked_keys(thread)}
    under: dict[int, list[str]] = defaultdict(list)
    for key, name in work.store.under(keys):
        under[key].append(name)
    work.load({name for names in under.values() for name in names})
    blocks = {key: Block(work.threads[name] for name in under[key]) for key in keys}
    edges = find_edges(fresh.values(), blocks.__getitem__)
    judged = {claim for pair, verdict in work.verdicts.items() if verdict == "same" for claim in pair}
    work.load(work.store.threads_of_claims(judged))
    edges |= judged_threads(work.threads.values(), work.verdicts).same
    work.store.add_edges(edges)


def _group_the_rest(ledger: Ledger) -> int:
    """Group what was too large to be grouped after each batch, or was left without an incident."""
    if not ledger.ungrouped():
        return 0
    with ledger.merging() as store:
        work = Work(store, newest_verdicts(ledger.judgements()))
        work.touched = store.ungrouped()
        return _group(work, None)


def _group(work: Work, most: int | None) -> int:
    """Make the incidents of all threads that a chain of edges connects to a touched one; groups of more than `most`
    threads are left without an incident."""
    names, edges = work.reached()
    for group in connected(names, edges):
        if most is not None and work.size_of(group) > most:
            work.store.ungroup(work.spread(work.touched & set(group)))
            names -= set(group)
    work.load(names)
    threads = {name: work.threads[name] for name in sorted(names) if work.is_there(name)}
    edges = {pair for pair in edges if pair[0] in threads and pair[1] in threads}
    judged = judged_threads(threads.values(), work.verdicts)
    made: dict[Incident, Sequence[str]] = {}
    at_hand = frozenset(work.told)
    for groups in _portions(group_all(threads, edges, judged)):
        nodes = [node for group in groups for node in group]
        work.tell_again(nodes, lambda number, held: _tell(work, number, held))
        origins = by_report(work.store.copies_of(work.reports_of(nodes)))
        for group in groups:
            within = work.spread(group)
            made[as_incident(work.told_in(within), origins)] = within
        work.let_go(at_hand)
    work.store.replace_incidents(made, {*names, *work.spread(names)})
    return len(made)


def _portions(groups: Iterable[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    """Groups some at a time, so that the claims of no more than those are in memory."""
    portion: list[tuple[str, ...]] = []
    for group in groups:
        portion.append(group)
        if sum(map(len, portion)) >= PORTION:
            yield portion
            portion = []
    yield portion
