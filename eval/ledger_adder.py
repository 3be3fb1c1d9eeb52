#!/usr/bin/env python3
"""Add readings that were read before to a ledger, batch by batch as `selon add` does: what eval/ledger.py kills.

python eval/ledger_adder.py READINGS.pickle URL
"""

from __future__ import annotations

import pickle
import sys
from datetime import UTC, datetime
from pathlib import Path

from selon.cli.workers import BATCH
from selon.ledger.ledger import Ledger
from selon.ledger.rows import as_rows
from selon.ledger.runs import this_run


def same_moment() -> datetime:
    """One moment for all, so that ledgers can be compared."""
    return datetime(2024, 6, 1, tzinfo=UTC)


def main() -> int:
    """Add what is not there yet."""
    readings = pickle.loads(Path(sys.argv[1]).read_bytes())
    run = this_run()
    with Ledger(sys.argv[2], clock=same_moment) as ledger:
        new = [reading for reading in readings if not ledger.has(reading.report, run)]
        for start in range(0, len(new), BATCH):
            ledger.add_rows([as_rows(reading, run) for reading in new[start : start + BATCH]], run)
    return 0


if __name__ == "__main__":
    sys.exit(main())
