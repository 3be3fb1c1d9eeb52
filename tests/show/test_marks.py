"""Marks as columns, and marks out of a ledger."""

from __future__ import annotations

from pathlib import Path

from tests.show.told import KILL, SEIZE, dispute, fill, incident, mark

from selon.ledger.ledger import Ledger
from selon.show.marks import NOWHERE, as_columns, mark_days


def test_a_ledger_tells_what_is_drawn(tmp_path: Path) -> None:
    with Ledger(str(tmp_path / "ledger.db")) as ledger:
        fill(ledger)
        keys = ledger.mark_keys()
        marks = {item.id: item for item in ledger.marks(keys)}
        assert len(keys) == len(marks) == 5
        kill = marks[KILL]
        assert (kill.source, kill.place, kill.latitude, kill.radius_km) == ("l'état-major", "Bakhmut", 48.5956, 10)
        assert (kill.kind, kill.certainty, kill.negated, kill.outlet) == ("kill", "reported", False, "L'Écho")
        assert kill.first_day == kill.last_day is not None
        # The outlet speaks where nobody else does.
        assert next(item for item in marks.values() if item.kind == "comment").source == "The Courier"
        ledger.retire(SEIZE, by="ana", why="wrong")
        assert SEIZE not in {item.id for item in ledger.marks(keys)}


def test_columns_have_one_length_and_give_back_what_was_put_in() -> None:
    marks = [
        mark(3),
        mark(70, latitude=None, longitude=None, place=None, first_day=None, last_day=None, source=None),
        mark(71, first_day=None, last_day=None, published=None, certainty="urged", negated=True),
    ]
    columns = as_columns(marks)
    assert {len(columns[name]) for name in ("key", "lat", "first", "told", "kind", "incident", "place")} == {3}
    assert columns["key"] == [3, 67, 1]
    assert columns["lat"] == [492_000, NOWHERE, 492_000]
    assert columns["radius"] == [50, 50, 50]
    assert columns["places"] == ["Izium"] and columns["place"] == [0, -1, 0]
    assert columns["told"] == [1, 0, 0]
    # Without a time told the claim is drawn on the day of publication, and nowhere without that.
    assert columns["first"][1] == columns["last"][1] == mark_days(marks[1])[0]  # type: ignore[index]
    assert columns["first"][2] == NOWHERE
    assert columns["certainties"][columns["certainty"][2]] == "urged"


def test_columns_say_which_incident_and_whether_it_is_disputed() -> None:
    marks = [mark(1), mark(2), mark(3)]
    ids = [item.id for item in marks]
    found = incident(*ids[:2], disputes=(dispute((ids[0],), (ids[1],), strength=0.004),), reports=("r_1", "r_2"))
    columns = as_columns(marks, [found])
    assert columns["incident"] == [0, 0, -1]
    assert columns["disputed"] == [1, 1, 0]
    assert columns["strength"] == [1], "a weak dispute is one all the same"
    assert columns["tellers"] == [2]
