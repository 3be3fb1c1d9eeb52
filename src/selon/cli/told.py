"""What is told at the end of a run."""

from __future__ import annotations

import sys

from selon.show.reading import one_line


def tell_skipped(skipped: list[str]) -> None:
    """List what was skipped, one a line, at the end of standard error."""
    if skipped:
        print(f"skipped {len(skipped)}:", *map(one_line, skipped), sep="\n  ", file=sys.stderr)
