"""Measure how often claims of each form are right on gold data: the table behind `confidence`.

    python eval/confidence.py GOLD_DIR CLAIMS.jsonl

Prints one line a form: the share of found claims that match a gold claim in kind, polarity, certainty,
innermost source, place, time and numbers (smoothed towards the overall share), and how many there are.
Put the shares into src/selon/resolve/confidence.py by hand.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType

PRIOR = 10  # claims that the overall share counts for


def load_score(gold: Path) -> ModuleType:
    """The scorer that stands beside the gold folders."""
    spec = importlib.util.spec_from_file_location("score", gold.parent.parent / "tools" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def form_of(claim: dict) -> tuple[str, bool, bool]:
    """What confidence goes by: comment or event, a source named, a place found."""
    kind = "comment" if claim["kind"] == "comment" else "event"
    return kind, bool(claim["sources"]), claim["place"] is not None


def main() -> int:
    """Print the table."""
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    gold, claims = Path(sys.argv[1]), Path(sys.argv[2])
    score = load_score(gold)
    found: dict[str, list[dict]] = defaultdict(list)
    for line in claims.read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        found[claim["document"]].append(claim)
    right: dict[tuple, int] = defaultdict(int)
    total: dict[tuple, int] = defaultdict(int)
    for path in sorted(gold.glob("*.json")):
        wanted = json.loads(path.read_text(encoding="utf-8"))["claims"]
        pairs, _, spurious = score.pair_up(wanted, found[path.stem])
        for one, other in pairs:
            total[form_of(other)] += 1
            checked = score.checks(one, other)
            right[form_of(other)] += all(checked[field] for field in score.CORE)
        for other in spurious:
            total[form_of(other)] += 1
    share = sum(right.values()) / max(1, sum(total.values()))
    print(f"overall {share:.2f}")
    for form in sorted(total):
        print(form, f"{(right[form] + PRIOR * share) / (total[form] + PRIOR):.2f}", total[form])
    return 0


if __name__ == "__main__":
    sys.exit(main())
