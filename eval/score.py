#!/usr/bin/env python3
"""Score what Selon reads in the gold reports, all of them and the sample report.

    python eval/score.py [--gold FOLDER] [--gazetteer FILE] [--record] [--show missed|spurious|wrong]

The gold reports and their score lie beside the project, in ../shared; without them nothing is scored, and it says so.
`--record` appends a row to eval/history.csv.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

HOME = Path(__file__).resolve().parent
GOLD = HOME.parent.parent / "shared" / "gold" / "dev"
SAMPLE = "bakhmut-2023-06"
HISTORY = HOME / "history.csv"
SELON = (sys.executable, "-m", "selon")
RECORDED = (
    "f1",
    "event_f1",
    "kind_accuracy",
    "polarity_accuracy",
    "certainty_accuracy",
    "marked_certainty_f1",
    "negated_f1",
    "source_accuracy",
    "stance_accuracy",
    "agent_accuracy",
    "target_accuracy",
    "place_accuracy",
    "time_accuracy",
    "numbers_accuracy",
    "whole_claim_f1",
    "broken_spans",
)
Figures = dict[str, dict[str, float]]


def write_metadata(gold: Path, out: Path) -> None:
    """One line a report with what its gold file says of its publication."""
    rows = []
    for path in sorted(gold.glob("*.json")):
        about = json.loads(path.read_text(encoding="utf-8"))["document"]
        rows.append({"file": about["text_file"]} | {key: about.get(key) for key in ("published", "outlet", "language")})
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def read_claims(gold: Path, out: Path, options: list[str]) -> None:
    """Let `selon read` write the claims of all gold reports."""
    metadata = out.with_suffix(".metadata.jsonl")
    write_metadata(gold, metadata)
    texts = [str(path) for path in sorted(gold.glob("*.txt"))]
    wanted = ["--metadata", str(metadata), "--format", "jsonl", "--output", str(out), *options]
    subprocess.run([*SELON, "read", *texts, *wanted], check=True)


def score_claims(gold: Path, claims: Path, *options: str) -> str:
    """What the score of the gold's own folder says."""
    tool = gold.parent.parent / "tools" / "score.py"
    run = subprocess.run(
        [sys.executable, str(tool), str(gold), str(claims), *options], check=True, capture_output=True, text=True
    )
    return run.stdout


def measure(gold: Path, options: list[str], show: list[str]) -> Figures | None:
    """The figures over all reports and over the sample; None where there is no gold."""
    if not any(gold.glob("*.json")):
        return None
    with tempfile.TemporaryDirectory() as folder:
        claims = Path(folder) / "claims.jsonl"
        read_claims(gold, claims, options)
        if show:
            print(score_claims(gold, claims, *(word for what in show for word in ("--show", what))))
        whole = json.loads(score_claims(gold, claims, "--json"))
        sample = json.loads(score_claims(gold, claims, "--json", "--only", SAMPLE))
    return {"all": whole, SAMPLE: sample}


def record(figures: Figures) -> None:
    """Append the figures over all reports to the history."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=HOME)
    new = not HISTORY.exists()
    with HISTORY.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(["commit", "date", *RECORDED])
        row = [round(figures["all"][name], 3) for name in RECORDED]
        writer.writerow([commit.stdout.strip() or "none", date.today().isoformat(), *row])


def print_figures(figures: Figures) -> None:
    """Both columns side by side."""
    print(f"{'figure':<24}{'all':>8}  {SAMPLE}")
    for name in ("documents", "gold", "found", "precision", "recall", *RECORDED):
        row = [figures[column][name] for column in ("all", SAMPLE)]
        print(f"{name:<24}{row[0]:>8.3f}  {row[1]:.3f}")


def main() -> int:
    """Measure, print, and record where asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--gazetteer")
    parser.add_argument("--record", action="store_true")
    parser.add_argument("--show", action="append", default=[], choices=["missed", "spurious", "wrong"])
    args = parser.parse_args()
    figures = measure(args.gold, ["--gazetteer", args.gazetteer] if args.gazetteer else [], args.show)
    if figures is None:
        print(f"no gold reports in {args.gold}: nothing is scored")
        return 0
    print_figures(figures)
    if args.record:
        record(figures)
    return 0


if __name__ == "__main__":
    sys.exit(main())
