"""The readable table of one report's claims, grouped by source, for a terminal."""

from __future__ import annotations

from io import StringIO

from rich.console import Console, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from selon.model.claim import Claim
from selon.model.reading import Reading
from selon.model.report import Report
from selon.show.certainty import LOOKS
from selon.show.reading import group_by_source, name_sources, one_line, tell_details

LEAST_WIDTH = 60


def draw_table(reading: Reading, *, width: int, colour: bool, ids: bool = False) -> str:
    """One report's claims as lines of at most `width` columns, with terminal colours or none."""
    out = StringIO()
    console = Console(
        file=out,
        width=max(width, LEAST_WIDTH),
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    console.print(_head(reading.report, len(reading.claims)))
    for group in group_by_source(reading.claims):
        name = one_line(name_sources(group.sources, reading.report.outlet))
        console.print(Text.assemble("\n", ("▌ ", "dim"), (name, "bold")))
        console.print(Padding(_rows(group.claims, ids=ids), (0, 0, 0, 2)))
    console.print()
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def draw_legend(*, colour: bool) -> str:
    """The signs of certainty and what they mean."""
    out = StringIO()
    console = Console(file=out, width=100, force_terminal=colour, no_color=not colour, highlight=False, markup=False)
    for certainty, look in LOOKS.items():
        console.print(Text.assemble((f"{look.sign} {certainty:<12}", look.terminal), look.meaning))
    return out.getvalue()


def _head(report: Report, count: int) -> Group:
    said = " · ".join(filter(None, (report.outlet, report.published, report.language)))
    claims = "1 claim" if count == 1 else f"{count} claims"
    lines = [Rule(Text(one_line(report.name), style="bold"), align="left", style="dim")]
    return Group(*lines, Text(one_line(f"{said} · {claims}"), style="dim"))


def _rows(claims: tuple[Claim, ...], *, ids: bool) -> Table:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column("certainty", no_wrap=True, width=13)
    table.add_column("kind", no_wrap=True, width=14)
    table.add_column("details", ratio=1, overflow="fold")
    for claim in claims:
        look = LOOKS[claim.certainty]
        kind = Text(("not " if claim.polarity == "negated" else "") + claim.kind, style="bold")
        table.add_row(Text(f"{look.sign} {claim.certainty}", style=look.terminal), kind, _details(claim, ids=ids))
    return table


def _details(claim: Claim, *, ids: bool) -> Text:
    text = Text()
    stances = ", ".join(f"{source.stance}: “{source.cue.text}”" for source in claim.sources)
    told = dict(tell_details(claim)) | ({"stance": one_line(stances)} if stances else {})
    if ids:
        told["id"] = claim.id
    text.append(_in_context(claim))
    for name, words in told.items():
        text.append(f"\n{name} ", style="dim")
        text.append(words)
    return text


def _in_context(claim: Claim, around: int = 40) -> Text:
    """The trigger with a few words of its sentence on both sides."""
    sentence, trigger = claim.sentence, claim.trigger
    at, to = trigger.start - sentence.start, trigger.end - sentence.start
    before, after = sentence.text[:at], sentence.text[to:]
    if len(before) > around:
        before = "… " + before[-around:].partition(" ")[2]
    if len(after) > around:
        after = after[:around].rpartition(" ")[0] + " …"
    text = Text(_spaced(before), style="italic")
    text.append(one_line(trigger.text), style="bold underline")
    return text.append(_spaced(after))


def _spaced(words: str) -> str:
    """`words` on one line, with a blank kept at either end where there was one."""
    inner = one_line(words)
    left = " " if words[:1].isspace() and inner else ""
    right = " " if words[-1:].isspace() else ""
    return f"{left}{inner}{right}"
