"""A timeline as SVG: for each stretch of days the claims that name it, may fall into it, that were only told then."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from selon.serve.interface import Interface
from selon.show.timeline import Bin

TOP, BOTTOM, SIDE = 16, 20, 8


def draw_timeline(bins: Sequence[Bin], size: tuple[int, int], words: Interface, title: str) -> str:
    """The timeline of some bins; empty for none."""
    if not bins:
        return ""
    width, height = size
    most = max(1.0, *(item.exact + item.spread + item.untold for item in bins))
    room, step = height - TOP - BOTTOM, (width - 2 * SIDE) / len(bins)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="days-drawn" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" role="img" '
            f'font-family="sans-serif"><title>{escape(title)}</title>',
            f'<line class="axis" x1="{SIDE}" x2="{width - SIDE}" y1="{height - BOTTOM}" y2="{height - BOTTOM}" '
            f'stroke="#9a958a"/>',
            *(_bar(item, SIDE + step * number, step, room / most, height - BOTTOM) for number, item in enumerate(bins)),
            f'<text class="axis-text" x="{SIDE}" y="11" font-size="10.5" fill="#5b6670">'
            f"{escape(words.number(round(most, 1)))}</text>",
            *_ticks(bins, step, height, words),
            "</svg>",
        ]
    )


def _bar(item: Bin, x: float, step: float, scale: float, floor: float) -> str:
    """Three parts, one on the other: full, ruled, hollow; so that they differ by more than their tone."""
    parts, y = [], floor
    wide = max(1.0, min(18.0, step - 1))
    left = x + (step - wide) / 2
    styles = (
        (float(item.exact), 'class="exact" fill="#1f3a5f"'),
        (item.spread, 'class="spread" fill="#1f3a5f" fill-opacity="0.35"'),
        (item.untold, 'class="untold" fill="none" stroke="#1f3a5f" stroke-width="0.8" stroke-opacity="0.7"'),
    )
    for amount, style in styles:
        if tall := amount * scale:
            y -= tall
            parts.append(f'<rect {style} x="{left:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{tall:.1f}"/>')
    return "".join(parts)


def _ticks(bins: Sequence[Bin], step: float, height: int, words: Interface) -> Iterator[str]:
    """Dates under the axis, about one in each hundred pixels."""
    every = max(1, round(110 / step))
    daily = bins[0].first == bins[0].last
    for number in range(0, len(bins), every):
        x = SIDE + step * number
        if number and x > SIDE + step * len(bins) - 60:
            break
        day = bins[number].first
        told = words.day(day) if daily else words.day(day.isoformat()[:7])
        style = 'class="axis-text" font-size="10.5" fill="#5b6670"'
        yield f'<text {style} x="{x:.1f}" y="{height - 5}">{escape(told)}</text>'
