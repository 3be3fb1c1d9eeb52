"""What stands in the place of what is out of view: claims of a newer reading, reports of the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selon.ledger.held import Held, Retirement
from selon.ledger.ledger import Ledger


def retirements_of(ledger: Ledger, names: Iterable[str]) -> list[Retirement]:
    """When, by whom and why any of those was retired."""
    return [gone for name in dict.fromkeys(names) for gone in ledger.retirements(name)]


def claims_instead(ledger: Ledger, found: Sequence[Held]) -> list[str]:
    """The claims that stand where one claim stood, by id; `found` are the readings that hold it alone."""
    return list(dict.fromkeys(name for held in found for name in _in_its_place(ledger, held)))


def reports_instead(ledger: Ledger, held: Held) -> list[str]:
    """The other reports of the same bytes that are in view, by id."""
    same = ledger.find_same_bytes(bytes.fromhex(held.reading.report.sha256))
    return [name for name in same if name != held.report_id and ledger.show(name)[0].in_view]


def _in_its_place(ledger: Ledger, held: Held) -> list[str]:
    """The claims of the report's newest reading whose sentence shares words of the text with the old one's."""
    newest, old = ledger.show(held.report_id)[0], held.reading.claims[0]
    if not newest.in_view or newest.reading.report.text != held.reading.report.text:
        return []
    stands = ledger.standing_of(newest.keys)
    return [
        claim.id
        for key, claim in zip(newest.keys, newest.reading.claims, strict=True)
        if claim.id != old.id
        and claim.sentence.start < old.sentence.end
        and old.sentence.start < claim.sentence.end
        and key in stands
    ]
