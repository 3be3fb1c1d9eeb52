"""rejections: a source turns another's account away, denies it or does not confirm it, and gives none of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.merge.compare import NOT_DONE
from selon.merge.differ import Difference, is_told, same_voice
from selon.merge.kinds import relation
from selon.merge.told import Told

STRENGTH = {"deny": 0.9, "withhold": 0.6}
NEAR = 600  # characters between an account and a comment that turns it away


def find_rejections(told: Sequence[Told]) -> Iterator[Difference]:
    """Each rejecting claim against the accounts of others of the same kind of happening.

    Who denies what somebody did is set against the accounts that name that doer; only where none does, against those
    that name nobody.
    """
    deniers = {(item.report, item.source) for item in told if item.stance == "deny"}
    for rejecting in told:
        negated = rejecting.polarity == "negated" and (rejecting.report, rejecting.source) in deniers
        if not (negated or is_rejection(rejecting)):
            continue
        accounts = [item for item in told if _is_rejected(item, rejecting)]
        named = [item for item in accounts if _same_doer(item, rejecting)]
        for account in named or [item for item in accounts if not item.agent or not rejecting.agent]:
            yield _difference(account, rejecting)


def is_rejection(item: Told) -> bool:
    """Whether a claim only turns an account away."""
    if item.kind == "comment":
        return bool(item.source) and (item.stance in STRENGTH or item.rejects)
    if item.stance == "withhold" or item.certainty == "unclear":
        return bool(item.source)
    return item.stance == "deny" and item.polarity == "negated"


def _is_rejected(account: Told, rejecting: Told) -> bool:
    if account.kind == "comment" or account.polarity != "affirmed" or account.certainty in NOT_DONE:
        return False
    if not is_told(account) or same_voice(account, rejecting) or is_rejection(account):
        return False
    if rejecting.kind == "comment":
        return abs(account.start - rejecting.start) < NEAR and account.report == rejecting.report
    return relation(account.kind, rejecting.kind) in ("same", "alike")


def _same_doer(one: Told, other: Told) -> bool:
    return bool(one.agent & other.agent) or bool(one.parties & other.parties)


def _difference(account: Told, rejecting: Told) -> Difference:
    how = {"deny": "denies it", "withhold": "does not confirm it"}.get(rejecting.stance, "calls it untrue")
    reasons = (f"one source gives an account, another {how}", "the other gives no account of its own")
    strength = STRENGTH.get(rejecting.stance, 0.8)
    return Difference("rejection", rejecting.source, account.id, rejecting.id, strength, reasons)
