"""Whether a text, from whatever format, is one that can be worked with and written out again."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from selon.model.errors import SkipReport
from selon.model.report import Report

_HALF = re.compile("[\ud800-\udfff]")
ABOUT = ("name", "outlet", "author", "origin", "url", "title", "path", "edited", "obtained")


def check_whole(report: Report, limit: int) -> Report:
    """The report, with what is said about it in characters that can be written; SkipReport where its text cannot.

    `limit` is in bytes of UTF-8. A file of plain text has been held against it before.
    """
    shown = report.path or report.name
    if report.format != "text":
        if not report.text.strip():
            raise SkipReport(shown, "holds no text")
        if len(report.text) > limit or len(report.text.encode("utf-8", "replace")) > limit:
            raise SkipReport(
                shown,
                f"is longer than {limit:,} bytes, too long for one report; "
                "raise the limit with --report-limit or SELON_REPORT_LIMIT",
            )
        if (null := report.text.find("\0")) >= 0:
            raise SkipReport(shown, f"has a null character at character {null}: it is no text")
    if half := _HALF.search(report.text):
        raise SkipReport(shown, f"has half a character at character {half.start()}: its JSON is cut or written wrongly")
    broken = {name: value for name in ABOUT if (value := getattr(report, name)) and not _is_written(value)}
    mended: dict[str, Any] = {name: _as_written(value) for name, value in broken.items()}
    return replace(report, **mended)


def _is_written(value: str) -> bool:
    return "\0" not in value and not _HALF.search(value)


def _as_written(value: str) -> str:
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
