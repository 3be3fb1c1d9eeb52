#!/usr/bin/env python3
"""Hold the event layer against the PLOVER gold standard records: one sentence and one event code each.

    python eval/plover.py [--records FILE]

Only codes that a kind of Selon answers to are counted (speech acts such as DEMAND or REJECT are no kinds, see
docs/data-model.md). PLOVER's FIGHT, an older name within material conflict, counts as ASSAULT.
Recall: records in which some event has the record's code. First: records whose first coded event has it.
Precision: events with the record's code among all coded events in the counted records.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

HOME = Path(__file__).resolve().parent
RECORDS = HOME.parent.parent / "shared" / "bench" / "plover" / "gold_standard_records" / "PLOVER_GSR_CAMEO.txt"
CODES = {
    "ASSAULT": "clash attack repel advance capture shell strike explode kill wound casualties abuse destroy damage",
    "RETREAT": "lose withdraw transfer",
    "COERCE": "besiege detain seize",
    "CONCEDE": "free",
    "MOBILIZE": "deploy",
    "AID": "supply",
    "AGREE": "agree",
    "CONSULT": "negotiate",
    "PROTEST": "protest",
    "SANCTION": "sanction",
}
CODE_OF = {kind: code for code, kinds in CODES.items() for kind in kinds.split()}


def load_records(path: Path) -> list[tuple[str, str]]:
    """Sentence and code of every record that is counted."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    pairs = [(row["text"], {"FIGHT": "ASSAULT"}.get(row["event"], row["event"])) for row in rows if "text" in row]
    return [(text, code) for text, code in pairs if code in CODES]


def find_kinds(records: list[tuple[str, str]]) -> dict[int, list[str]]:
    """The kinds of the events in each record, in the order of the text."""
    found: dict[int, list[str]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for number, (text, _) in enumerate(records):
            (Path(folder) / f"{number:04d}.txt").write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "selon", "annotate", folder, "--layer", "event", "--language", "en"]
        run = subprocess.run([*command, "--published", "2000-01-01"], check=True, capture_output=True, text=True)
    for line in run.stdout.split("\n"):
        if line:
            row = json.loads(line)
            found[int(row["document"])].append(row["kind"])
    return found


def main() -> int:
    """Count and print, over all and by code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=Path, default=RECORDS)
    path = parser.parse_args().records
    if not path.exists():
        print(f"no PLOVER records at {path}: nothing is measured")
        return 0
    records = load_records(path)
    found = find_kinds(records)
    total, hit, first, events, right = Counter(), Counter(), 0, 0, 0
    for number, (_, code) in enumerate(records):
        codes = [CODE_OF[kind] for kind in found[number] if kind in CODE_OF]
        total[code] += 1
        hit[code] += code in codes
        first += codes[:1] == [code]
        events += len(codes)
        right += codes.count(code)
    for code in CODES:
        print(f"{code:<10}{hit[code]:>4} of {total[code]:>3}")
    print(f"recall {sum(hit.values()) / len(records):.3f}  first {first / len(records):.3f}", end="  ")
    print(f"precision {right / max(events, 1):.3f}  ({len(records)} records)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
