"""The bytes of an input, up to a limit."""

from __future__ import annotations

import sys

from selon.model.errors import SkipReport
from selon.read.inputs import Input


def load_bytes(found: Input, limit: int) -> bytes:
    """All bytes of the input; SkipReport where it cannot be opened or is longer than `limit` bytes.

    At most `limit + 1` bytes are taken in, so that no input fills the memory.
    """
    try:
        if found.path is None:
            raw = sys.stdin.buffer.read(limit + 1)
        else:
            with found.path.open("rb") as file:
                raw = file.read(limit + 1)
    except OSError as error:
        raise SkipReport(found.shown, f"cannot be opened: {error.strerror}") from error
    if len(raw) > limit:
        raise SkipReport(
            found.shown,
            f"is longer than {limit:,} bytes, too long for one report; "
            "cut it up, or raise the limit with --report-limit or SELON_REPORT_LIMIT",
        )
    return raw
