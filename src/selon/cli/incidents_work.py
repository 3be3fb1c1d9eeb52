"""Incidents and disputes written out: as tables to read, or one JSON object a line."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from selon.cli.formats import as_line
from selon.cli.ledgers import PLAIN_WIDTH, use_utf8
from selon.ledger.ledger import Ledger
from selon.merge import Merged
from selon.merge.disputes import MOST
from selon.merge.verdicts import newest_verdicts
from selon.merging import bring_together
from selon.model.claim import KINDS
from selon.model.errors import StopRun
from selon.model.incident import DISPUTED, Dispute, Incident
from selon.model.judgement import Judgement
from selon.show.disputes import as_difference
from selon.show.incidents import as_dispute_row, as_incident_row, tell_incident, tell_when
from selon.show.reading import located, one_line
from selon.show.sides import is_on_enemy, party_of
from selon.show.versions import COLUMNS, Line, Told, Value, as_lines, as_told
from selon.show.why import why_dispute, why_incident, why_pair

MOST_PARTS = 20  # parts of an incident that are written out


def bring_up_to_date(ledger: Ledger) -> None:
    """Work in what is new, with a bar on a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True, markup=False)
    with Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty()) as progress:
        bar = progress.add_task("merging", total=None)
        brought = bring_together(ledger, lambda done, total: progress.update(bar, completed=done, total=total))
    if brought.added or brought.gone:
        print(f"merged: {brought.added} new reports, {brought.incidents} incidents made anew", file=sys.stderr)


def check_words(kinds: Sequence[str], on: Sequence[str]) -> None:
    """StopRun where a kind or a matter of dispute is none."""
    for option, given, known in (("--kind", kinds, KINDS), ("--on", on, DISPUTED)):
        if wrong := [word for word in given if word not in known]:
            raise StopRun(f"{option}: {wrong[0]!r} is none; known are {', '.join(known)}")


def write_incidents(found: Iterable[Incident], ledger: Ledger, format: str) -> None:
    """A list of incidents."""
    use_utf8()
    if format == "jsonl":
        for incident in found:
            sys.stdout.write(as_line(as_incident_row(incident)))
        return
    table = _table("id", "kind", "where", "when", "claims", "reports", "versions", "disputes")
    for incident in found:
        disputes = ", ".join(sorted({dispute.on.replace("_", " ") for dispute in incident.disputes}))
        where = incident.where.name if incident.where else ""
        counts = (len(incident.claims), len(incident.reports), len(incident.versions))
        table.add_row(*_texts(incident.id, incident.kind, where, tell_when(incident.when), *counts, disputes))
    _console().print(table)


def write_incident(incident: Incident, ledger: Ledger, format: str) -> None:
    """One incident: its versions down, what they say across, then its disputes."""
    if format == "jsonl":
        write_incidents([incident], ledger, format)
        return
    use_utf8()
    told = as_told(ledger.pick(_needed(incident)))
    print(tell_incident(incident))
    print(f"{len(incident.claims)} claims in {len(incident.reports)} reports, {len(incident.versions)} versions")
    for words in _beside(incident, ledger):
        print(words)
    print()
    table = _table("", "said by", *(name.replace("_", " ") for name in COLUMNS), "voices", "first", "last")
    for line in as_lines(incident, told):
        table.add_row(*_texts(*_line(line, told)))
    _console().print(table)
    for words in _corrections(incident, told):
        print(words)
    for dispute in incident.disputes:
        print(f"\n{tell_dispute(dispute, told)}")
        for reason in dispute.reasons:
            print(f"  because {reason}")


def _beside(incident: Incident, ledger: Ledger) -> Iterator[str]:
    """What an incident is a part of, its own parts, of which pairs a person is not sure, and what was left out."""
    if incident.part_of is not None:
        yield f"part of {tell_incident(ledger.incident(incident.part_of))}"
    parts = ledger.parts_of(incident.id)
    for part in parts[:MOST_PARTS]:
        yield f"holds {tell_incident(ledger.incident(part))}"
    if len(parts) > MOST_PARTS:
        yield f"holds {len(parts) - MOST_PARTS} more"
    inside = set(incident.claims)
    for (left, right), verdict in newest_verdicts(ledger.judgements()).items():
        if verdict == "unsure" and inside & {left, right}:
            yield f"not sure: {left} and {right} (selon why {left} {right})"
    if len(incident.claims) > MOST:
        yield f"of its claims, the first {MOST} that tell differently were held against one another for disputes"


def _corrections(incident: Incident, told: dict[str, Told]) -> Iterator[str]:
    """What reviewers corrected in the table, as it was read, and which claims they rejected."""
    for line in as_lines(incident, told):
        for name, found in line.was.items():
            for was in found:
                read = "; ".join(_word(Value(text, word, ())) for text, word in was.values) or "nothing"
                where = f"{line.letter}, {name.replace('_', ' ')}"
                yield one_line(f"{where}: read as {read}, corrected by {was.by}, {was.at}: {was.why}")
    for claim in incident.claims:
        item = told.get(claim)
        decision = item.held.decided.get(claim) if item else None
        if decision is not None and decision.rejected:
            said = decision.newest
            yield one_line(f"{claim} counts no longer: rejected by {said.by}, {said.at}: {said.why}")


def write_disputes(found: Sequence[Dispute], ledger: Ledger, format: str) -> None:
    """Disputes, each in one sentence."""
    use_utf8()
    if format == "jsonl":
        for dispute in found:
            sys.stdout.write(as_line(as_dispute_row(dispute)))
        return
    told = as_told(ledger.pick([claim for dispute in found for claim in (*dispute.a, *dispute.b)])) if found else {}
    for dispute in found:
        print(f"{dispute.id}  {dispute.incident}  {tell_dispute(dispute, told)}")
    if not found:
        print("no dispute is found", file=sys.stderr)


def write_merged(merged: Merged, ledger: Ledger, format: str) -> None:
    """What was told up to a day."""
    if format == "jsonl":
        for incident in merged.incidents:
            sys.stdout.write(as_line({"type": "incident", **as_incident_row(incident)}))
        for dispute in merged.disputes:
            sys.stdout.write(as_line({"type": "dispute", **as_dispute_row(dispute)}))
        return
    write_incidents(sorted(merged.incidents, key=lambda item: (-len(item.reports), item.id)), ledger, format)
    print()
    write_disputes(merged.disputes, ledger, format)


def tell_dispute(dispute: Dispute, told: dict[str, Told]) -> str:
    """A dispute in one sentence: on what, who says what, and who says otherwise."""
    difference = as_difference(dispute, told)
    if difference is None:
        return f"{dispute.on.replace('_', ' ')} (a side is in view no longer)"
    sides = [
        f"{one_line(', '.join(side.speakers[:2]))}: «{one_line(''.join((use.before, use.words, use.after)))}»"
        for side in (difference.a, difference.b)
        for use in side.uses[:1]
    ]
    return f"{dispute.on.replace('_', ' ')} ({dispute.strength:.2f}): {sides[0]} — {sides[1]}"


def write_why(ledger: Ledger, subject: str, other: str | None) -> None:
    """Sentences and reasons behind a decision."""
    use_utf8()
    if other is not None:
        lines: Iterator[tuple[str, str]] = why_pair(ledger, subject, other)
    elif subject.startswith("p_"):
        dispute = ledger.dispute(subject)
        if dispute is None:
            raise StopRun(f"{subject}: there is no such dispute")
        lines = why_dispute(ledger, dispute)
    elif subject.startswith("c_"):
        incident = ledger.incidents_of([subject]).get(subject)
        if incident is None:
            raise StopRun(f"{subject}: is in no incident; `selon show {subject}` tells what it rests on")
        lines = why_incident(ledger, ledger.incident(incident))
    else:
        lines = why_incident(ledger, ledger.incident(subject))
    for name, words in lines:
        print(f"{name:<10} {words}")


def judge(ledger: Ledger, claims: tuple[str, str], verdict: str, by: str, why: str) -> str:
    """Record a judgement, and have the claims' reports worked in anew."""
    left, right = claims
    at = ledger.now().strftime("%Y-%m-%dT%H:%M:%SZ")
    name = ledger.judge(Judgement(left, right, verdict, by=by, why=why, at=at))
    bring_together(ledger)
    return name


def claim_of(ledger: Ledger, subject: str) -> str:
    """A claim by its id or the beginning of it; of an incident, its first claim."""
    if subject.startswith("i_"):
        return ledger.incident(subject).claims[0]
    return ledger.show(subject)[0].reading.claims[0].id


def _needed(incident: Incident) -> list[str]:
    disputed = [claim for dispute in incident.disputes for claim in (*dispute.a, *dispute.b)]
    return list(dict.fromkeys((*incident.claims, *disputed)))


def _line(line: Line, told: dict[str, Told]) -> Iterator[str]:
    yield line.letter
    said_by = ", ".join(_with_party(name) for name in line.speakers[:3]) + (" …" if len(line.speakers) > 3 else "")
    on_enemy = any(is_on_enemy(told[claim].claim) for claim in line.version.claims if claim in told)
    yield f"{said_by}: on the other side's losses" if on_enemy else said_by
    for name in COLUMNS:
        yield "; ".join(_word(value) for value in line.cells[name][:3])
    yield str(line.version.witnesses)
    yield line.version.first or ""
    yield line.version.last or ""


def _with_party(name: str) -> str:
    party = party_of(name)
    return f"{name} [{party}]" if party else name


def _word(value: Value) -> str:
    if value.text:
        section, _, relation = value.word.partition(".")
        return located(relation if section == "relation" else None, value.text)
    negated = "not " if value.word.startswith("not.") else ""
    return negated + value.word.rpartition(".")[2]


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in ("id", "first", "last"))
    return table


def _texts(*cells: object) -> list[Text]:
    return [Text(one_line(str(cell))) for cell in cells]


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False, markup=False)
