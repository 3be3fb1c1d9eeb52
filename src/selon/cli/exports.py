"""A ledger's claims written for other tools, each form as it goes, so that a large ledger needs no more memory."""

from __future__ import annotations

import csv
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from selon.ledger.held import Held
from selon.model.claim import Claim
from selon.model.errors import StopRun
from selon.show import acled, ucdp
from selon.show.claims import Row
from selon.show.columns import COLUMNS, as_flat_row
from selon.show.geojson import as_feature
from selon.show.linked import CONTEXT, as_claim_node, as_report_nodes

GROUP = 20_000  # rows of Parquet that are written together

Readings = Iterable[Held]
AsRow = Callable[[Held, Claim], Row | None]


def export_claims(readings: Readings, format: str, path: Path | None) -> tuple[int, int]:
    """Write every claim in the form of that name; how many were written, how many left out by a codebook."""
    with _open(path) as file:
        return FORMS[format](readings, file)


def _write_csv(readings: Readings, file: BinaryIO) -> tuple[int, int]:
    return _write_table(readings, file, [column.name for column in COLUMNS], as_flat_row)


def _write_acled(readings: Readings, file: BinaryIO) -> tuple[int, int]:
    return _write_table(readings, file, acled.COLUMNS, acled.as_acled_row, acled.HEADER)


def _write_ucdp(readings: Readings, file: BinaryIO) -> tuple[int, int]:
    return _write_table(readings, file, ucdp.COLUMNS, ucdp.as_ucdp_row, ucdp.HEADER)


def _write_table(
    readings: Readings, file: BinaryIO, columns: Sequence[str], as_row: AsRow, header: Sequence[str] = ()
) -> tuple[int, int]:
    written = left_out = 0
    with _as_text(file) as text:
        text.writelines(f"# {line}\n" for line in header)
        table = csv.DictWriter(text, columns, lineterminator="\n")
        table.writeheader()
        for held, claim in _claims(readings):
            row = as_row(held, claim)
            if row is None:
                left_out += 1
            else:
                table.writerow(row)
                written += 1
    return written, left_out


def _write_parquet(readings: Readings, file: BinaryIO) -> tuple[int, int]:
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    types = {"text": arrow.string(), "whole": arrow.int64(), "number": arrow.float64()}
    fields = [arrow.field(column.name, types[column.type], metadata={"meaning": column.meaning}) for column in COLUMNS]
    schema, count, rows = arrow.schema(fields), 0, (as_flat_row(held, claim) for held, claim in _claims(readings))
    with parquet.ParquetWriter(file, schema, compression="zstd") as table:
        while group := list(islice(rows, GROUP)):
            table.write_table(arrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count, 0


def _write_geojson(readings: Readings, file: BinaryIO) -> tuple[int, int]:
    head = '{"type": "FeatureCollection", "features": ['
    return _write_list(head, (as_feature(held, claim) for held, claim in _claims(readings)), "]}\n", file), 0


def _write_jsonld(readings: Readings, file: BinaryIO) -> tuple[int, int]:
    head, count = f'{{"@context": {json.dumps(CONTEXT)}, "@graph": [', 0

    def nodes() -> Iterator[Row]:
        nonlocal count
        for held in readings:
            yield from as_report_nodes(held)
            yield from (as_claim_node(held, claim) for claim in held.reading.claims)
            count += len(held.reading.claims)

    _write_list(head, nodes(), "]}\n", file)
    return count, 0


def _write_list(head: str, rows: Iterable[Any], foot: str, file: BinaryIO) -> int:
    count = 0
    with _as_text(file) as text:
        text.write(head)
        for count, row in enumerate(rows, start=1):
            text.write(",\n" if count > 1 else "\n")
            text.write(json.dumps(row, ensure_ascii=False, allow_nan=False))
        text.write("\n" + foot)
    return count


def _claims(readings: Readings) -> Iterator[tuple[Held, Claim]]:
    return ((held, claim) for held in readings for claim in held.reading.claims)


@contextmanager
def _as_text(file: BinaryIO) -> Iterator[TextIO]:
    text = TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        yield text
    finally:
        text.detach()  # flushed, and left open for its owner


@contextmanager
def _open(path: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that is there only once it is whole."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        os.replace(part, path)
    except OSError as error:
        raise StopRun(f"--output: {path}: cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


FORMS = {
    "csv": _write_csv,
    "parquet": _write_parquet,
    "geojson": _write_geojson,
    "jsonld": _write_jsonld,
    "acled": _write_acled,
    "ucdp": _write_ucdp,
}
