"""Bytes to text: the encoding is found, the characters are never changed."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from selon.model.errors import SkipReport

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)
SINGLE_BYTE = ("cp1252", "iso8859_15", "mac_roman", "cp1251", "koi8_r", "cp1256", "cp1250", "cp1253")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and what a reader should know about that."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(name: str, raw: bytes) -> Decoded:
    """The text of `raw` without its byte order mark; SkipReport for what is no text."""
    if not raw:
        raise SkipReport(name, "is empty")
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _checked(name, _strict(name, raw, encoding, skip=len(mark)))
    for signature, kind in SIGNATURES:
        if raw.startswith(signature):
            raise SkipReport(name, f"is {kind}, not a text file")
    if (null := raw.find(b"\0")) >= 0:
        raise SkipReport(name, f"has a null byte at byte {null}: it is no text, or UTF-16 without a byte order mark")
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(raw):
            raise SkipReport(name, _broken("utf-8", error, raw)) from error
    return _guess(name, raw)


def _strict(name: str, raw: bytes, encoding: str, *, skip: int) -> Decoded:
    try:
        return Decoded(raw[skip:].decode(encoding), encoding)
    except UnicodeDecodeError as error:
        raise SkipReport(name, _broken(encoding, error, raw)) from error


def _broken(encoding: str, error: UnicodeDecodeError, raw: bytes) -> str:
    line = raw.count(b"\n", 0, error.start) + 1
    return f"line {line}: broken {encoding} at byte {error.start}; save it again as UTF-8"


def _mostly_utf8(raw: bytes) -> bool:
    """Whether well-formed UTF-8 sequences outnumber the bytes that fit none."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(1 for character in text if character > "\x7f") - broken > broken


def _guess(name: str, raw: bytes) -> Decoded:
    best = from_bytes(raw, cp_isolation=list(SINGLE_BYTE)).best()
    if best is None:
        raise SkipReport(name, "is in no encoding that is known here, or no text; save it again as UTF-8")
    # Western pages share nearly all letters; the widest of them is the one that people use.
    encoding = "cp1252" if "cp1252" in best.could_be_from_charset else best.encoding
    note = f"is not UTF-8; read as {encoding}"
    return _checked(name, Decoded(raw.decode(encoding), encoding, (note,)))


def _checked(name: str, decoded: Decoded) -> Decoded:
    if (null := decoded.text.find("\0")) >= 0:
        raise SkipReport(name, f"has a null character at character {null}: it is no text")
    if not decoded.text:
        raise SkipReport(name, "is empty")
    return decoded
