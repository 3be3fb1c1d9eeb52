"""The same words printed by two outlets on two days: two claims, each with its own day, whatever is done with one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.ledger.conftest import same_moment

from selon import Ledger, Query, read
from selon.cli.main import load_command
from selon.ledger.days import days_of
from selon.ledger.held import Held
from selon.model.claim import Claim

WORDS = "Rebel forces shelled the town of Kramatorsk on Monday, killing three people, the governor said.\n"
DAYS = {"The Courier": ("2023-06-06", "2023-06-05"), "The Gazette": ("2023-06-20", "2023-06-19")}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The report as each outlet has it."""
    for number, (outlet, (published, _)) in enumerate(DAYS.items()):
        head = f"date: {published}\noutlet: {outlet}\nlanguage: en\n\n"
        (tmp_path / f"{number}.txt").write_text(head + WORDS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def database(folder: Path) -> str:
    """A ledger that holds both."""
    path = str(folder / "war.db")
    with Ledger(path, clock=same_moment) as ledger:
        assert ledger.add(*read([folder / "0.txt", folder / "1.txt"])) == 2
    return path


def shelled(ledger: Ledger, query: Query) -> dict[str | None, tuple[Held, Claim]]:
    """Outlets to their claim of the shelling."""
    found = ledger.find(query)
    return {held.reading.report.outlet: (held, c) for held in found for c in held.reading.claims if c.kind == "shell"}


def test_each_has_its_own_id_and_its_own_day(database: str) -> None:
    with Ledger(database) as ledger:
        found = shelled(ledger, Query(limit=None))
        assert {outlet: claim.time and claim.time.edtf for outlet, (_, claim) in found.items()} == {
            outlet: happened for outlet, (_, happened) in DAYS.items()
        }
        ids = {claim.id for held in ledger.readings() for claim in held.reading.claims}
        assert len(ids) == sum(len(held.reading.claims) for held in ledger.readings())
        for outlet, (_, happened) in DAYS.items():
            days = days_of(happened)
            assert set(shelled(ledger, Query(days=days, limit=None))) == {outlet}
            (shown,) = ledger.show(found[outlet][1].id)
            assert shown.reading.report.outlet == outlet and shown.reading.claims == (found[outlet][1],)


def test_what_is_done_with_one_is_not_done_with_the_other(database: str, tmp_path: Path) -> None:
    with Ledger(database, clock=same_moment) as ledger:
        found = shelled(ledger, Query(limit=None))
        ledger.retire(found["The Courier"][1].id, by="an editor", why="read wrongly")
        assert set(shelled(ledger, Query(limit=None))) == {"The Gazette"}
        assert not ledger.verify().findings
        ledger.export_archive(tmp_path / "one.jsonl.gz")
    with Ledger(str(tmp_path / "other.db"), clock=same_moment) as other:
        other.import_archive(tmp_path / "one.jsonl.gz")
        assert set(shelled(other, Query(limit=None))) == {"The Gazette"} and not other.verify().findings
        other.export_archive(tmp_path / "two.jsonl.gz")
    assert (tmp_path / "one.jsonl.gz").read_bytes() == (tmp_path / "two.jsonl.gz").read_bytes()


@pytest.mark.parametrize("format", ["csv", "geojson", "jsonld", "acled", "ucdp"])
def test_other_tools_get_two_of_them(database: str, tmp_path: Path, format: str) -> None:
    out = tmp_path / "out"
    command = load_command("export")
    options = ["--ledger", database, "--format", format, "--output", str(out)]
    assert not command.main(options, standalone_mode=False)
    written = out.read_text(encoding="utf-8")
    with Ledger(database) as ledger:
        ids = {outlet: claim.id for outlet, (_, claim) in shelled(ledger, Query(limit=None)).items()}
    if format == "ucdp":  # deaths alone
        assert sum(day in line for line in written.splitlines() for _, day in DAYS.values()) == 2
        return
    assert len(set(ids.values())) == 2
    if format in ("csv", "acled"):
        rows = [line for line in written.splitlines() if any(line.startswith(name) for name in ids.values())]
        assert len(rows) == 2
        return
    nodes = json.loads(written)["features" if format == "geojson" else "@graph"]
    for outlet, name in ids.items():
        (node,) = [node for node in nodes if str(node.get("id") or node.get("@id")).endswith(name)]
        assert DAYS[str(outlet)][1] in json.dumps(node)
