"""One self-contained page: reports with their claims marked, and a list that links both ways."""

from __future__ import annotations

from html import escape
from importlib.resources import files

from selon.model.claim import Claim
from selon.model.reading import Reading
from selon.show.certainty import LOOKS
from selon.show.reading import (
    Group,
    Piece,
    cut_pieces,
    group_by_source,
    name_sources,
    one_line,
    show_controls,
    tell_details,
)


def page_head() -> str:
    """Everything above the first report."""
    style = (files("selon.cli") / "page.css").read_text(encoding="utf-8")
    legend = "".join(
        f'<li class="{name}"><span class="sign">{look.sign}</span> {name}: {escape(look.meaning)}</li>'
        for name, look in LOOKS.items()
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        # Nothing may be fetched: what a report holds stays text.
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Selon: who says what</title>\n<style>\n{style}{_tones()}</style>\n</head>\n<body>\n"
        "<h1>Who says what, and how surely</h1>\n"
        f'<ul class="legend" aria-label="Signs of certainty">{legend}<li><span class="not">word</span> said not to '
        "have happened</li></ul>\n"
    )


def page_section(reading: Reading) -> str:
    """One report: its text with the claims marked, and its claims by source."""
    report = reading.report
    said = " · ".join(filter(None, (report.outlet, report.published, report.language)))
    notes = "".join(f'<p class="about">{_text(note)}</p>' for note in report.notes)
    pieces = "".join(_piece(piece) for piece in cut_pieces(report.text, reading.claims))
    groups = "".join(_group(group, report.outlet) for group in group_by_source(reading.claims))
    count = "1 claim" if len(reading.claims) == 1 else f"{len(reading.claims)} claims"
    return (
        f'<section class="report">\n<h2>{_text(report.title or report.name)}</h2>\n'
        f'<p class="about">{_text(f"{report.name} · {said} · {count}")}</p>\n{notes}'
        f'<div class="columns">\n<div class="text" lang="{escape(report.language)}">{pieces}</div>\n'
        f'<div class="list">{groups}</div>\n</div>\n</section>\n'
    )


def page_foot() -> str:
    """Everything below the last report."""
    words = "Read by Selon. Hover over a marked word, or follow it to its claim and back."
    return f"<footer>{words}</footer>\n</body>\n</html>\n"


def _tones() -> str:
    light = "".join(f".{name} {{ --tone: {look.light}; }}\n" for name, look in LOOKS.items())
    dark = "".join(f".{name} {{ --tone: {look.dark}; }}\n" for name, look in LOOKS.items())
    return f"{light}@media (prefers-color-scheme: dark) {{\n{dark}}}\n"


def _text(words: str) -> str:
    return escape(one_line(words))


def _piece(piece: Piece) -> str:
    words = escape(show_controls(piece.text))
    if not piece.claims:
        return words
    first = piece.claims[0]
    negated = " not" if first.polarity == "negated" else ""
    # The first claim's mark carries the link; the others' targets stand before it, empty.
    others = "".join(f'<span id="{_mark(claim)}"></span>' for claim in piece.claims[1:])
    tips = "".join(_tip(claim) for claim in piece.claims)
    return (
        f'{others}<a class="claim {first.certainty}" id="{_mark(first)}" href="#{_entry(first)}" '
        f'data-sign="{LOOKS[first.certainty].sign}"><span class="word{negated}">{words}</span>'
        f'<span class="tip" role="tooltip">{tips}</span></a>'
    )


def _tip(claim: Claim) -> str:
    lines = [f"<b>{_headline(claim)}</b>"]
    lines += [f"{escape(source.stance)}: {_text(source.name)}" for source in claim.sources]
    lines += [f"{escape(name)}: {_text(words)}" for name, words in tell_details(claim).items()]
    return "".join(f"<span>{line}</span>" for line in lines)


def _group(group: Group, outlet: str | None) -> str:
    rows = "".join(_row(claim) for claim in group.claims)
    return f"<h3>{_text(name_sources(group.sources, outlet))}</h3>\n<ol>{rows}</ol>\n"


def _row(claim: Claim) -> str:
    look = LOOKS[claim.certainty]
    told = dict(tell_details(claim))
    if claim.sources:
        told["stance"] = ", ".join(f"{source.stance} “{source.cue.text}”" for source in claim.sources)
    details = "".join(f"<dt>{escape(name)}</dt><dd>{_text(words)}</dd>" for name, words in told.items())
    return (
        f'<li class="row {claim.certainty}" id="{_entry(claim)}"><span class="sign">{look.sign}</span> '
        f'<b>{_headline(claim)}</b> <a href="#{_mark(claim)}"><q>{_text(claim.trigger.text)}</q></a>'
        f"{f'<dl>{details}</dl>' if details else ''}</li>\n"
    )


def _headline(claim: Claim) -> str:
    negated = "not " if claim.polarity == "negated" else ""
    return escape(f"{negated}{claim.kind}, {claim.certainty}")


def _mark(claim: Claim) -> str:
    return escape(f"mark-{claim.id}")


def _entry(claim: Claim) -> str:
    return escape(f"claim-{claim.id}")
