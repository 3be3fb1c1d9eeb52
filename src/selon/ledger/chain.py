"""The chain: each entry's hash covers the entry before it and every value of the rows that it adds.

row digest   sha256 of the canonical JSON of [table, value, value …], bytes as the sha256 of themselves
entry hash   sha256 of the canonical JSON of [hash before, number, at, what, subject, digests of its rows]
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Table

Row = Mapping[Any, Any]

BEGINNING = bytes(32)
DIGEST = 32  # bytes


def digest_row(table: Table, row: Row) -> bytes:
    """The digest of one row: of all its columns, in the table's order."""
    return _hash([table.name, *(row[column.name] for column in table.columns)])


def hash_entry(before: bytes, entry: Row) -> bytes:
    """The hash of an entry, the hash of the one before it given."""
    return _hash([before.hex(), entry["number"], entry["at"], entry["what"], entry["subject"], entry["rows"].hex()])


def make_entry(
    before: bytes, number: int, *, at: str, what: str, subject: str, rows: Iterable[bytes]
) -> dict[str, Any]:
    """The entry that adds the rows of those digests."""
    entry = {"number": number, "at": at, "what": what, "subject": subject, "rows": b"".join(rows)}
    return entry | {"hash": hash_entry(before, entry)}


def identity(prefix: str, *parts: bytes | str | None) -> str:
    """A content-addressed id: the same parts give the same id, wherever and whenever."""
    content = json.dumps([part.hex() if isinstance(part, bytes) else part for part in parts])
    return f"{prefix}_{sha256(content.encode('ascii')).hexdigest()[:24]}"


def _hash(values: list[Any]) -> bytes:
    canonical = json.dumps(values, ensure_ascii=True, separators=(",", ":"), default=_as_json)
    return sha256(canonical.encode("ascii")).digest()


def _as_json(value: bytes) -> str:
    return sha256(value).hexdigest()
