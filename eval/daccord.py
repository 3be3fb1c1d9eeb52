#!/usr/bin/env python3
"""Score contradictions between French sentences on DACCORD (Skandalis and others, 2024), where both hold claims.

    python eval/daccord.py [--pairs FILE.tsv] [--show]

A pair is covered where a happening is read in both sentences. The two are then taken to be about one incident: a
contradiction is found where the sides dispute. The data lie beside the project, in ../shared/bench/daccord.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from selon.merge.disputes import find_disputes
from selon.merge.told import Told, tell
from selon.model.report import Report
from selon.pipeline import load_gazetteer, parse_reports, reading_of

PAIRS = Path(__file__).resolve().parent.parent.parent / "shared" / "bench" / "daccord" / "daccord_dataset.tsv"


def main() -> int:
    """Read every sentence once, then compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    if not given.pairs.exists():
        print(f"{given.pairs}: is not there; nothing is scored")
        return 0
    with given.pairs.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    reports = [
        Report(f"{row['id']}{side}", row[side], "fr", published="2022")
        for row in rows
        for side in ("premise", "hypothesis")
    ]
    told: dict[str, list[Told]] = {}
    for document in parse_reports(reports):
        claims = reading_of(document, load_gazetteer()).claims
        name = document.report.name
        told[name] = [item for item in tell(name, document.report, claims) if item.kind != "comment"]
    right = found = wanted = covered = 0
    for row in rows:
        sides = [told[row["id"] + side] for side in ("premise", "hypothesis")]
        if not all(sides):
            continue
        covered += 1
        disputed, contradiction = _dispute(*sides), row["label"] == "1"
        found += disputed
        wanted += contradiction
        right += disputed and contradiction
        if given.show and disputed != contradiction:
            print("missed" if contradiction else "spurious", "|", row["premise"], "|", row["hypothesis"])
    precision, recall = right / max(found, 1), right / max(wanted, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    print(f"covered {covered} of {len(rows)} pairs ({covered / len(rows):.3f}), {wanted} of them contradictions")
    print(f"on the covered: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    return 0


def _dispute(one: list[Told], other: list[Told]) -> bool:
    left = {item.id for item in one}
    return any(
        bool(left & set(dispute.a)) != bool(left & set(dispute.b))
        or (left & set(dispute.a) and not left >= set(dispute.b))
        for dispute in find_disputes("i_0", [*one, *other])
    )


if __name__ == "__main__":
    sys.exit(main())
