"""The answer of a web server as archives keep it: status, header lines, and the body without its wrappings."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace

from selon.model.errors import SkipReport
from selon.read.piece import How, Piece
from selon.read.streams import buffered

READ = ("text/html", "application/xhtml", "text/plain", "xml", "json", "csv", "message/rfc822", "parquet")
_STATUS = re.compile(rb"HTTP/[0-9.]+ ([0-9]{3})[^\r\n]*\r?\n")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w-]+)""", re.I)
_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]*\r?\n")


def split_answer(raw: bytes) -> tuple[int, dict[str, str], bytes]:
    """Status, header lines by small name, body; status 0 where the bytes are no answer of a server."""
    status = _STATUS.match(raw)
    if status is None:
        return 0, {}, raw
    head, _, body = raw[status.end() :].partition(b"\r\n\r\n" if b"\r\n\r\n" in raw else b"\n\n")
    lines = (line.partition(":") for line in head.decode("latin-1").splitlines())
    return int(status[1]), {name.strip().lower(): value.strip() for name, _, value in lines}, body


def is_read(type: str) -> bool:
    """Whether a body of that media type may hold reports; one without a type may."""
    return not type or any(part in type.lower() for part in READ)


def charset_of(type: str) -> str | None:
    """The encoding that a media type names."""
    match = _CHARSET.search(type)
    return match[1] if match else None


def unwrap(body: bytes, headers: Mapping[str, str], most: int) -> bytes:
    """The body out of its chunks and uncompressed; ValueError where it is broken or longer than `most` bytes."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _without_chunks(body)
    coding = headers.get("content-encoding", "").strip().lower()
    if coding in ("", "identity"):
        return body
    if coding in ("gzip", "x-gzip", "deflate"):
        return _inflate(body, most)
    raise ValueError(f"is packed with {coding!r}, which is not known")


def read_answer(record: Piece, raw: bytes, how: How) -> Piece | None:
    """What a server answered as a piece; None for errors, redirects and media; SkipReport for a broken body."""
    status, headers, body = split_answer(raw)
    type = headers.get("content-type", "")
    if status and (status != 200 or not is_read(type)) or not body.strip():
        return None
    try:
        plain = unwrap(body, headers, how.page_limit)
    except ValueError as error:
        raise SkipReport(record.shown, f"{record.url}: {error}") from error
    return replace(record, stream=buffered(io.BytesIO(plain)), charset=charset_of(type))  # type: ignore[arg-type]


def _without_chunks(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while match := _SIZE.match(body, at):
        size = int(match[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 0
    # Archives often keep the header line of chunks after taking them off.
    return b"".join(parts) if parts else body


def _inflate(body: bytes, most: int) -> bytes:
    if body[:2] != b"\x1f\x8b" and not (body and body[0] & 0x0F == 8):
        return body  # said to be packed, and is not: many archives keep bodies unpacked
    unpacker = zlib.decompressobj(wbits=47)
    try:
        plain = unpacker.decompress(body, most + 1)
    except zlib.error as error:
        raise ValueError(f"is packed and broken: {error}") from error
    if len(plain) > most:
        raise ValueError(f"is longer than {most:,} bytes")
    if not unpacker.eof:
        raise ValueError("is packed and cut off before its end")
    return plain
