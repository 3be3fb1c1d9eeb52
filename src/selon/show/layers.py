"""The layers that claims are built from, as plain rows in the output contract's own keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from selon.model.document import Document
from selon.show.claims import Row, as_attribution, as_event, as_place, as_quantity, as_time

LAYERS = ("attribution", "event", "place", "time", "quantity")
NOT_IN_LAYER = {"place": ("relation", "rivals")}


def as_layer_rows(document: Document, layer: str, items: Iterable[Any]) -> Iterator[Row]:
    """One row an item, in the items' order; every span is checked against the document's text."""
    for item in items:
        row = _as_row(document, layer, item)
        for key in NOT_IN_LAYER.get(layer, ()):
            del row[key]
        yield {"document": document.report.name, "layer": layer} | row


def _as_row(document: Document, layer: str, item: Any) -> Row:
    match layer:
        case "attribution":
            return as_attribution(item, document.text)
        case "event":
            return as_event(item, document)
        case "place":
            return as_place(item, document.text)
        case "time":
            row = as_time(item, document.text)
            return {key: value for key, value in row.items() if key != ("edtf" if item.type == "DURATION" else "value")}
        case _:
            return as_quantity(item, document.text)
