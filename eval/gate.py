#!/usr/bin/env python3
"""Hold the figures against the floors in eval/floors.json; exit status 1 where one has fallen through.

    python eval/gate.py            compare
    python eval/gate.py --raise    compare, then raise every floor that the figures stand above
    python eval/gate.py --lower    set every floor to the figures, lower ones too: a decision, to be told in the commit

Beside the claims, incidents and disputes are held, from gold claims and from found ones.
`broken_spans` is a ceiling of zero and no floor.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from pathlib import Path

from merge import MERGE, score
from score import GOLD, RECORDED, Figures, measure

FLOORS = Path(__file__).resolve().parent / "floors.json"
GATED = tuple(name for name in RECORDED if name != "broken_spans")
MERGED = ("b3_f1", "pair_f1", "dispute_precision", "dispute_recall")
SLACK = 0.0005  # figures are kept to three places


def find_falls(figures: Figures, floors: Figures) -> list[str]:
    """What has fallen below its floor, in words."""
    falls = [
        f"{column}: {name} is {figures[column][name]:.3f}, its floor {floor:.3f}"
        for column, names in floors.items()
        for name, floor in names.items()
        if figures[column][name] + SLACK < floor
    ]
    falls += [
        f"{column}: {int(figures[column]['broken_spans'])} broken spans"
        for column in figures
        if figures[column].get("broken_spans")
    ]
    return falls


def move_floors(figures: Figures, floors: Figures, *, lower: bool) -> Figures:
    """New floors: the figures, or the old floors where those are higher and must not fall."""
    return {
        column: {
            name: figure if lower else max(figure, floors.get(column, {}).get(name, 0.0))
            for name in (*GATED, *MERGED)
            if name in figures[column]
            for figure in [math.floor(figures[column][name] * 1000) / 1000]
        }
        for column in figures
    }


def main() -> int:
    """Compare, and move the floors where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    moves = parser.add_mutually_exclusive_group()
    moves.add_argument("--raise", dest="higher", action="store_true")
    moves.add_argument("--lower", action="store_true")
    args = parser.parse_args()
    figures = measure(args.gold, [], [])
    if figures is None:
        print(f"no gold reports in {args.gold}: no floor is checked")
        return 0
    if args.gold == GOLD and MERGE.exists():
        figures |= {f"merged from {name} claims": found for name, found in score(MERGE, GOLD).items()}
    floors: Figures = json.loads(FLOORS.read_text(encoding="utf-8"))
    falls = [] if args.lower else find_falls(figures, floors)
    for fall in falls:
        print(fall)
    if (args.higher or args.lower) and not falls:
        moved = move_floors(figures, floors, lower=args.lower)
        FLOORS.write_text(json.dumps(moved, indent=2) + "\n", encoding="utf-8")
        print(f"floors written to {FLOORS.name}")
    print("floors: " + (f"{len(falls)} fallen through" if falls else "all hold"))
    return 1 if falls else 0


if __name__ == "__main__":
    sys.exit(main())
