"""Who copies whom, and how the versions came: reports on a line of time, arrows from a copy to its origin, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from selon.serve.interface import Interface
from selon.show.account import Teller
from selon.show.reading import one_line

ROW, LEFT, DOT = 30, 118, 6


def draw_tellers(tellers: Sequence[Teller], words: Interface, title: str, width: int = 640) -> str:
    """The reports from the first published down; each with the versions it tells; arrows at the left go to origins."""
    if not tellers:
        return ""
    rows = {teller.report: number for number, teller in enumerate(tellers)}
    height = ROW * len(tellers) + 14
    arrows = [
        (rows[teller.report], rows[origin]) for teller in tellers for origin in teller.copied_from if origin in rows
    ]
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="graph-drawn" viewBox="0 0 {width} {height}" '
            f'role="img" font-family="sans-serif"><title>{escape(title)}</title>',
            f'<line class="axis" x1="{LEFT}" x2="{LEFT}" y1="12" y2="{height - 14}" stroke="#b9c0c4"/>',
            *(_arrow(start, end, number) for number, (start, end) in enumerate(arrows)),
            *(_row(teller, number, words, width) for number, teller in enumerate(tellers)),
            "</svg>",
        ]
    )


def _row(teller: Teller, number: int, words: Interface, width: int) -> str:
    y = number * ROW + 20
    who = one_line(teller.outlet or teller.name)
    name = who if len(who) <= 46 else f"{who[:45]}…"
    letters = " ".join(teller.letters)
    fill = "#ffffff" if teller.copied_from else "#1f3a5f"
    return (
        f'<text class="axis-text" x="{LEFT - 44}" y="{y + 4}" text-anchor="end" font-size="11" fill="#5b6670">'
        f"{escape(words.day(teller.published) if teller.published else words.t('report.no_date'))}</text>"
        f'<circle class="{"copied" if teller.copied_from else "origin"}" cx="{LEFT}" cy="{y}" r="{DOT}" fill="{fill}" '
        f'stroke="#1f3a5f" stroke-width="1.6"/>'
        f'<text class="letters" x="{LEFT + 16}" y="{y + 4}" font-size="12" font-weight="700" fill="#1f3a5f">'
        f"{escape(letters)}</text>"
        f'<text class="name" x="{LEFT + 24 + 13 * max(1, len(teller.letters))}" y="{y + 4}" font-size="12" '
        f'fill="#23303a">{escape(name)}</text>'
    )


def _arrow(start: int, end: int, number: int) -> str:
    from_y, to_y = start * ROW + 20, end * ROW + 20
    bend = LEFT - 14 - min(30, 8 * abs(start - end)) - (number % 3) * 3
    path = f"M{LEFT - DOT} {from_y}C{bend} {from_y} {bend} {to_y} {LEFT - DOT - 3} {to_y}"
    head = f"M{LEFT - DOT - 7} {to_y - 4}L{LEFT - DOT - 1} {to_y}L{LEFT - DOT - 7} {to_y + 4}"
    return f'<path class="arrow" fill="none" stroke="#b3261e" stroke-width="1.4" d="{path}{head}"/>'
