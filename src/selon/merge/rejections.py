"""rejections: a source turns another's account away, denies it or does not confirm it, and gives none of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.merge.compare import NOT_DONE
from selon.merge.differ import Difference, is_told, same_voice
from selon.merge.kinds import BLOWS, CONTROL, RESULTS, relation
from selon.merge.told import Told

STRENGTH = {"deny": 0.9, "withhold": 0.6}
OF_WAR = BLOWS | CONTROL | RESULTS
NEAR = 600  # characters between an account and a comment that turns it away


def find_rejections(told: Sequence[Told]) -> Iterator[Difference]:
    """Each rejecting claim against the accounts of others that it turns away.

    Who denies what somebody did is set against the accounts that name that doer; only where none does, against those
    that name nobody.
    """
    deniers = {(item.report, item.source) for item in told if item.stance == "deny"}
    for rejecting in told:
        negated = rejecting.polarity == "negated" and (rejecting.report, rejecting.source) in deniers
        if rejecting.kind == "comment" and is_rejection(rejecting):
            accounts = rejected_by_comment(rejecting, told)
        elif negated or is_rejection(rejecting):
            accounts = [item for item in told if _is_rejected(item, rejecting)]
            named = [item for item in accounts if _same_doer(item, rejecting)]
            accounts = named or [item for item in accounts if _may_be_meant(item, rejecting)]
        else:
            continue
        for account in accounts:
            yield _difference(account, rejecting)


def _may_be_meant(account: Told, rejecting: Told) -> bool:
    """Whether an account that does not name the doer is turned away by who denies having done it."""
    if not rejecting.agent:
        return True
    return not account.agent and bool(account.stance or account.certainty == "reported")


def is_rejection(item: Told) -> bool:
    """Whether a claim only turns an account away."""
    if item.kind == "comment":
        return bool(item.stance) and item.certainty == "certain" and (item.stance in STRENGTH or item.rejects)
    if item.stance == "withhold" or item.certainty == "unclear":
        return bool(item.source)
    return item.stance == "deny" and item.polarity == "negated"


def rejected_by_comment(comment: Told, told: Sequence[Told]) -> list[Told]:
    """The accounts before a comment that it turns away, without a word on what they say (*Moscow denies this*).

    They are those that tell of the one who rejects them; else those that accuse; else what others tell for sure or by
    hearsay: never what the outlet says in its own voice.
    """
    before = [
        item
        for item in told
        if item.report == comment.report
        and 0 < comment.start - item.start < NEAR
        and item.source != comment.source
        and not is_rejection(item)
        and item.stance != "deny"
        and item.certainty not in NOT_DONE
        and (item.stance in ("accuse", "claim") if item.kind == "comment" else item.stance or item.kind in OF_WAR)
    ]
    who = frozenset(comment.source.split())
    of_him = [item for item in before if who & item.agent or item.speaks_for & comment.speaks_for & item.parties]
    accused = [item for item in before if item.stance == "accuse"]
    others = [item for item in before if item.stance or item.certainty == "reported"]
    told_of_him = [item for item in of_him if item.stance or item.certainty == "reported"]
    if comment.stance == "deny":
        return told_of_him or accused or others
    return of_him or accused or others


def _is_rejected(account: Told, rejecting: Told) -> bool:
    if account.kind == "comment" or account.certainty in NOT_DONE:
        return False
    if account.polarity != "affirmed" and account.stance != "accuse":
        return False
    if not is_told(account) or same_voice(account, rejecting) or is_rejection(account):
        return False
    if account.kind not in BLOWS and account.target and rejecting.target and not account.target & rejecting.target:
        return False
    return relation(account.kind, rejecting.kind) in ("same", "alike")


def _same_doer(one: Told, other: Told) -> bool:
    return bool(one.agent & other.agent) or bool(one.parties & other.parties)


def _difference(account: Told, rejecting: Told) -> Difference:
    how = {"deny": "denies it", "withhold": "does not confirm it"}.get(rejecting.stance, "calls it untrue")
    reasons = (f"one source gives an account, another {how}", "the other gives no account of its own")
    strength = STRENGTH.get(rejecting.stance, 0.8)
    return Difference("rejection", rejecting.source, account.id, rejecting.id, strength, reasons)
