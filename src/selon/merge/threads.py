"""threads: within one report, the claims that are about one happening and its direct results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from selon.merge.cluster import Pair, cluster, sorted_pair
from selon.merge.compare import compare
from selon.merge.rejections import is_rejection, rejected_by_comment
from selon.merge.told import Told
from selon.merge.verdicts import DOUBT, pairs_judged

LINE = 1.1  # the mean score from which claims of a report are about one happening
WINDOW = 120  # claims of one report that are compared with one another: a list of more is cut by its order


def find_threads(told: Sequence[Told], judged: Mapping[Pair, str] | None = None) -> list[tuple[Told, ...]]:
    """The claims of one report in groups, each in the order of the text.

    Of the comments, those that turn an account away go with the claim before them; the others belong to no group.

    `judged` are a person's verdicts on pairs of claim ids: `same` joins, `different` keeps apart, `unsure` takes
    DOUBT off the score.
    """
    judged = judged or {}
    events = {item.id: item for item in told if item.kind != "comment"}
    order = list(events.values())
    scores: dict[Pair, float] = {}
    for place, one in enumerate(order):
        for other in order[place + 1 : place + WINDOW]:
            scores[sorted_pair(one.id, other.id)] = compare(one, other)
    apart, tied = (pairs_judged(judged, verdict) for verdict in ("different", "same"))
    for pair in pairs_judged(judged, "unsure") & scores.keys():
        scores[pair] -= DOUBT
    groups = cluster(events, scores, LINE, apart=apart, tied=tied)
    threads = [[events[id] for id in group] for group in groups]
    for comment in told:
        if comment.kind == "comment" and is_rejection(comment):
            _put_beside(comment, rejected_by_comment(comment, told), threads)
    return [tuple(sorted(thread, key=lambda item: item.start)) for thread in threads]


def _put_beside(comment: Told, accounts: Sequence[Told], threads: list[list[Told]]) -> None:
    """Put a rejection in the group of the nearest account that it turns away; two comments make one of their own."""
    if not accounts:
        return
    nearest = max(accounts, key=lambda item: item.start)
    for thread in threads:
        if any(item.id == nearest.id for item in thread):
            thread.append(comment)
            return
    threads.append([nearest, comment])
