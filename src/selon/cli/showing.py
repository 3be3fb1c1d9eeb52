"""One claim or report of the ledger, written out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence

from selon.cli.asking import write_found
from selon.cli.ledgers import use_utf8
from selon.ledger.held import Held
from selon.ledger.ledger import Ledger
from selon.show.held import Told, explain_claim, explain_judgement, explain_origin
from selon.show.reading import one_line


def show(ledger: Ledger, subject: str, format: str) -> None:
    """Write what bears that id, its newest reading first; older readings are named below it."""
    found = ledger.show(subject)
    use_utf8()
    if format == "raw":
        sys.stdout.buffer.write(found[0].reading.report.raw)
    elif format != "table":
        write_found(found[:1], format)
    elif subject.startswith("c_"):
        _show_claim(ledger, found)
    else:
        _show_report(ledger, found)


def _show_claim(ledger: Ledger, found: Sequence[Held]) -> None:
    newest = found[0]
    claim = newest.reading.claims[0]
    _write([("id", claim.id), *explain_claim(newest, claim)])
    _write(explain_judgement(judgement, claim.id) for judgement in ledger.judgements(claim.id))
    _tell_retired(ledger, claim.id, newest.report_id)
    for held in found[1:]:
        other = held.reading.claims[0]
        words = f"{other.polarity} {other.kind}, {other.certainty}, by selon {held.run.version} in {held.document_id}"
        _write([("also", f"{words} of {held.report_id}{' (in view)' if held.in_view else ''}")])


def _show_report(ledger: Ledger, found: Sequence[Held]) -> None:
    newest = found[0]
    _write(explain_origin(newest))
    _tell_retired(ledger, newest.report_id)
    for held in found[1:]:
        claims = len(held.reading.claims)
        _write([("older reading", f"{held.document_id}, {claims} claims, by selon {held.run.version}")])
    print()
    write_found([newest], "table")


def _tell_retired(ledger: Ledger, *subjects: str) -> None:
    for subject in subjects:
        _write(("retired", f"{gone.at}, {subject}, by {gone.by}: {gone.why}") for gone in ledger.retirements(subject))


def _write(told: Iterable[Told]) -> None:
    for name, words in told:
        print(f"{name:<14} {one_line(words)}")
