"""Which format a piece is in: told from its first bytes, and by its name only where these leave it open."""

from __future__ import annotations

import csv
import re

from selon.read.decode import MARKS

HEAD = 65_536  # bytes that are looked at
TABLE_ENDINGS = (".csv", ".tsv", ".tab")
LINE_ENDINGS = (".jsonl", ".ndjson")
PAGE_ENDINGS = (".html", ".htm", ".xhtml")

_SIGNATURES = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
    (b"filedesc://", "arc"),
)
# Atomic groups: what was matched once is not tried again, so that no head takes long.
_BEFORE_ROOT = r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*+(?:\[.*?\]\s*)?>)*+"
_ROOT = re.compile(_BEFORE_ROOT + r"<([A-Za-z_][\w.-]*+:)?([\w.-]+)", re.S | re.I)
_ROOTS = {"html": "page", "head": "page", "body": "page", "rss": "feed", "feed": "feed", "rdf": "feed"}
_SITEMAPS = ("urlset", "sitemapindex")
_DOCTYPE = re.compile(r"(?>\s+|<!--.*?-->|<\?.*?\?>)*+<!doctype\s+html", re.S | re.I)
_TAG = re.compile(r"<(?:p|div|span|meta|title|article|h1)\b", re.I)
_MESSAGES = re.compile(r'"messages"\s*:\s*\[|"chats"\s*:\s*\{')
_MAILBOX = re.compile(r"From \S+ .*\d\d:\d\d.*\d{4}")
_MAIL_LINE = re.compile(
    r"(return-path|received|from|to|message-id|mime-version|delivered-to|dkim-signature|date|subject):", re.I
)
_MAIL_SURE = {"return-path", "received", "message-id", "mime-version", "from", "delivered-to"}
_FOLDED = re.compile(r"[\w-]+:|[ \t]")


def recognise(head: bytes, ending: str) -> str:
    """The format's name, one of `formats.known`; `head` are the first bytes, `ending` that of the file's name."""
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    text = _as_text(head)
    opening = text.lstrip()[:1]
    if opening == "<":
        return _recognise_markup(text, ending)
    if opening in ("{", "["):
        return _recognise_json(text.lstrip(), ending)
    if _MAILBOX.match(text):
        return "mailbox"
    if _is_letter(text):
        return "letter"
    if ending in TABLE_ENDINGS or _is_table(text):
        return "table"
    return "page" if ending in PAGE_ENDINGS and _TAG.search(text) else "plain"


def _as_text(head: bytes) -> str:
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    return head.decode("utf-8", "replace")


def _recognise_markup(text: str, ending: str) -> str:
    if _DOCTYPE.match(text):
        return "page"
    root = _ROOT.match(text)
    name = root[2].lower() if root else ""
    if name in _SITEMAPS:
        return "sitemap"
    if name in _ROOTS:
        return _ROOTS[name]
    if text.lstrip().startswith("<?xml") or ending == ".xml":
        return "records"
    return "page" if ending in PAGE_ENDINGS else "plain"


def _recognise_json(text: str, ending: str) -> str:
    if text.startswith("{") and _MESSAGES.search(text):
        return "telegram"
    if re.match(r"\[\s*\{", text):
        return "json_list"
    first, newline, _ = text.partition("\n")
    whole = first.rstrip().endswith("}") or not newline
    if ending in LINE_ENDINGS or (re.match(r'\{\s*"', text) and whole):
        return "json_lines"
    return "json" if ending == ".json" else "plain"


def _is_letter(text: str) -> bool:
    """Whether the text opens with the header lines of electronic mail."""
    found: set[str] = set()
    for line in text.splitlines():
        if not _FOLDED.match(line):
            break
        if match := _MAIL_LINE.match(line):
            found.add(match[1].lower())
    return len(found) >= 2 and bool(found & _MAIL_SURE)


def _is_table(text: str) -> bool:
    """Whether the first line names columns, one of them that of a text."""
    first = text.splitlines()[0] if text else ""
    for delimiter in "\t,;":
        names = [name.strip().lower() for name in next(csv.reader([first[:2000]], delimiter=delimiter), [])]
        if len(names) > 1 and all(re.fullmatch(r"[\w .-]{1,40}", name) for name in names):
            return bool({"text", "content", "body", "article", "message"} & set(names))
    return False
