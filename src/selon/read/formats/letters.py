"""Electronic mail: one letter (`.eml`), or a mailbox of them (`.mbox`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import cast

from selon.model.errors import SkipReport
from selon.model.report import Report
from selon.read.dates import read_date
from selon.read.decode import decode
from selon.read.formats.markup import as_plain
from selon.read.piece import How, Piece
from selon.read.streams import lines_of, load_page

_POSTMARK = re.compile(rb"From \S+ .*\d\d:\d\d.*\d{4}")
_QUOTED = re.compile(rb">+From ")


def read_letter(piece: Piece, how: How) -> Iterator[Report]:
    """The letter as one report."""
    yield _as_report(piece.name, piece.shown, load_page(piece, how.page_limit))


def read_mailbox(piece: Piece, how: How) -> Iterator[Report | SkipReport]:
    """Each letter as a report, named by its number."""
    for number, raw in enumerate(_letters(piece, how), start=1):
        try:
            if raw is None:
                raise piece.skip(number, f"is longer than {how.page_limit:,} bytes; raise the limit with --page-limit")
            yield _as_report(piece.place(number), f"{piece.shown}#{number}", raw)
        except SkipReport as skipped:
            yield skipped


def _letters(piece: Piece, how: How) -> Iterator[bytes | None]:
    """The bytes of each letter; None for one that is too long."""
    lines: list[bytes] = []
    size, blank = 0, True
    begun = False
    for _, line in lines_of(piece, how.page_limit):
        if line is not None and blank and _POSTMARK.match(line):
            if begun:
                yield b"".join(lines) if size <= how.page_limit else None
            lines, size, blank, begun = [], 0, False, True
            continue
        size += len(line) if line is not None else how.page_limit + 1
        blank = line is not None and not line.strip()
        if line is not None and size <= how.page_limit:
            lines.append(line[1:] if _QUOTED.match(line) else line)
    if begun:
        yield b"".join(lines) if size <= how.page_limit else None


def _as_report(name: str, shown: str, raw: bytes) -> Report:
    try:
        letter = message_from_bytes(raw, policy=policy.default)
        text, notes = _body(shown, letter)
        sender, subject = (str(letter.get(key) or "") for key in ("from", "subject"))
        sent = next((str(value) for key, value in letter.raw_items() if key.lower() == "date"), "")
        written, address = parseaddr(sender)
    except (ValueError, LookupError, AttributeError, IndexError, TypeError, OverflowError, RecursionError) as error:
        # The parser of headers gives way in many places; each of these was seen with a letter of random bytes.
        raise SkipReport(shown, f"is no letter that can be read: {type(error).__name__}: {error}") from error
    if not text.strip():
        raise SkipReport(shown, "holds no text: a letter without a body, or one of attachments alone")
    published, said = read_date(shown, sent)
    return Report(
        name=name,
        text=text,
        language=re.split(r"[-_]", str(letter.get("content-language") or "").lower())[0],
        language_sure=False,
        published=published,
        outlet=written or address or None,
        title=" ".join(subject.split()) or None,
        path=shown,
        format="mail",
        raw=raw,
        notes=(*said, *notes),
    )


def _body(shown: str, letter: EmailMessage) -> tuple[str, tuple[str, ...]]:
    """The words of the letter: its plain part, or its HTML as text; attachments are counted."""
    attached = sum(1 for _ in letter.iter_attachments()) if letter.is_multipart() else 0
    notes = (f"has {attached} attachments, which are not read",) if attached else ()
    part = letter.get_body(("plain", "html"))
    if part is None:
        return "", notes
    raw = cast(bytes, part.get_payload(decode=True) or b"")
    if not raw.strip():
        return "", notes
    text, told = _decoded(shown, raw, part.get_content_charset())
    plain = part.get_content_subtype() == "plain"
    return (text.replace("\r\n", "\n") if plain else as_plain(shown, text)), (*notes, *told)


def _decoded(shown: str, raw: bytes, charset: str | None) -> tuple[str, tuple[str, ...]]:
    """The letter's characters in the encoding that it says, or where they do not fit it, in the one that is found."""
    try:
        return raw.decode(charset or "utf-8"), ()
    except (UnicodeDecodeError, LookupError):
        decoded = decode(shown, raw)
        return decoded.text, decoded.notes
