#!/usr/bin/env python3
"""Write the golden claims of the example reports again. Read the difference before you commit it.

python scripts/make_golden.py
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
GOLDEN = HOME / "tests" / "golden"


def main() -> None:
    """One file of claims for each example report."""
    GOLDEN.mkdir(exist_ok=True)
    for path in sorted((HOME / "examples").glob("*.txt")):
        command = [sys.executable, "-m", "selon", "read", str(path), "--format", "jsonl"]
        subprocess.run([*command, "--output", str(GOLDEN / f"{path.stem}.jsonl")], check=True)


if __name__ == "__main__":
    main()
