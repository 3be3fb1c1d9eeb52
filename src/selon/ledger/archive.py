"""A whole ledger as one file, and back: a line of JSON an entry, with its rows, in the order of the chain.

The file is the same for the same ledger, byte for byte, whichever database holds it. Each line is checked as it comes
in: what was altered on the way is not taken.
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, LargeBinary, Table, select

from selon.ledger import standing
from selon.ledger.chain import Row, digest_row, hash_entry
from selon.ledger.engine import writing
from selon.ledger.record import read_record
from selon.ledger.tables import RECORDED, entries
from selon.ledger.writing import Rows, Writer
from selon.model.errors import StopRun

HEAD = {"selon_archive": 1}
TABLES = {table.name: table for table in RECORDED}

Line = tuple[int, Row, Rows]


def export_archive(connection: Connection, path: Path) -> int:
    """Write the record to `path`, which is there only once it is whole; how many entries."""
    part, count = path.with_name(f"{path.name}.part"), 0
    try:
        with part.open("w", encoding="ascii", newline="\n") as file, closing(read_record(connection)) as record:
            file.write(json.dumps(HEAD) + "\n")
            for recorded in record:
                if recorded.entry is None:
                    raise StopRun(f"entry {recorded.number} is lost; `selon verify` tells more")
                rows = [[table.name, *_as_json(table, row)] for table, row in recorded.rows]
                line = {"entry": _as_json(entries, recorded.entry), "rows": rows}
                file.write(json.dumps(line, separators=(",", ":")) + "\n")
                count += 1
        os.replace(part, path)
    except OSError as error:
        raise StopRun(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def import_archive(engine: Engine, path: Path) -> int:
    """Add the entries that the archive has beyond the ledger, all or none; how many.

    The ledger must be empty or begin as the archive does. StopRun where a line is altered, lost or of another ledger.
    """
    added = 0
    with writing(engine) as connection:
        writer = Writer(connection, str)
        last = writer.number
        for line, entry, rows in _load_lines(path):
            if entry["number"] <= last:
                known = select(entries.c.hash).where(entries.c.number == entry["number"])
                if connection.execute(known).scalar() != entry["hash"]:
                    raise StopRun(f"{path}, line {line}: entry {entry['number']} is another one in this ledger")
                continue
            _check(f"{path}, line {line}", writer, entry, rows)
            writer.append(entry, rows)
            added += 1
        if added:
            standing.rebuild(connection)
    return added


def _load_lines(path: Path) -> Iterator[Line]:
    try:
        with path.open(encoding="ascii") as file:
            if _parse(path, 1, next(file, "")) != HEAD:
                raise StopRun(f"{path}: is no archive of a ledger; `selon export --archive` makes one")
            for number, written in enumerate(file, start=2):
                yield _load_line(path, number, _parse(path, number, written))
    except OSError as error:
        raise StopRun(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise StopRun(f"{path}: was altered: byte {error.start} is none of an archive") from error


def _parse(path: Path, number: int, written: str) -> Any:
    try:
        return json.loads(written)
    except ValueError as error:
        raise StopRun(f"{path}, line {number}: is no JSON; the archive was altered or cut off") from error


def _load_line(path: Path, number: int, line: Any) -> Line:
    try:
        rows = [(TABLES[name], _as_row(TABLES[name], values)) for name, *values in line["rows"]]
        return number, _as_row(entries, line["entry"]), rows
    except (TypeError, KeyError, ValueError) as error:
        raise StopRun(f"{path}, line {number}: is no entry with its rows; the archive was altered") from error


def _check(where: str, writer: Writer, entry: Row, rows: Rows) -> None:
    digests = b"".join(digest_row(table, row) for table, row in rows)
    if entry["number"] != writer.number + 1:
        raise StopRun(f"{where}: entry {entry['number']} stands where {writer.number + 1} should; one is lost")
    if digests != entry["rows"] or hash_entry(writer.hash, entry) != entry["hash"]:
        raise StopRun(f"{where}: entry {entry['number']} or its rows were altered; nothing was imported")


def _as_json(table: Table, row: Row) -> list[Any]:
    return [_encode(row[column.name]) for column in table.columns]


def _encode(value: Any) -> Any:
    return base64.b64encode(value).decode("ascii") if isinstance(value, bytes) else value


def _as_row(table: Table, values: list[Any]) -> dict[str, Any]:
    return {
        column.name: base64.b64decode(value, validate=True) if isinstance(column.type, LargeBinary) else value
        for column, value in zip(table.columns, values, strict=True)
    }
