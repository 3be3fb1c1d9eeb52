"""The ledger's contract, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError
from tests.ledger.conftest import same_moment
from tests.ledger.reports import FRENCH, NEWER, RUN, english, french

from selon.ledger.find import Circle, Query
from selon.ledger.ledger import Ledger
from selon.model.errors import StopRun
from selon.model.judgement import Judgement
from selon.show.held import as_held_row


def names(ledger: Ledger, query: Query) -> list[str]:
    return [claim.id for held in ledger.find(query) for claim in held.reading.claims]


def test_a_reading_comes_out_as_it_went_in(ledger: Ledger) -> None:
    assert ledger.add(french(), english(), run=RUN) == 2
    one, two = ledger.readings()
    assert one.reading.claims == french().claims
    assert two.reading.claims == english().claims
    assert two.reading.report == replace(english().report, obtained="2024-05-01T12:00:00Z")
    assert (one.reading.report, one.obtained_at) == (french().report, "2023-06-06T08:00:00Z")
    assert (one.reading.report.raw, two.reading.report.raw) == (FRENCH.encode(), english().report.raw)
    assert ledger.show(one.report_id)[0].reading.attributions == french().attributions
    assert (one.run, one.obtained_from, two.obtained_at) == (RUN, "brief-fr.txt", "2024-05-01T12:00:00Z")


def test_the_same_report_twice_adds_nothing_whatever_its_name(ledger: Ledger) -> None:
    ledger.add(french(), run=RUN)
    before = ledger.entries()
    assert ledger.add(french(), french("other-name"), run=RUN) == 0
    assert ledger.has(french("third-name").report, RUN)
    assert not ledger.has(french().report, NEWER)
    assert ledger.entries() == before


def test_another_outlet_or_day_is_another_report(ledger: Ledger) -> None:
    ledger.add(french(), french(outlet="La Gazette"), french(published="2023-06"), run=RUN)
    assert len(ledger.reports()) == 3


def test_a_new_version_stands_beside_the_old_and_is_the_view(ledger: Ledger) -> None:
    ledger.add(french(), english(), run=RUN)
    old = ledger.readings().__next__()
    newer = replace(french(), claims=(replace(french().claims[0], certainty="certain"),))
    assert [report.name for report in ledger.unread(NEWER)] == ["brief-fr", "brief-1"]
    assert ledger.add(newer, run=NEWER) == 1
    assert [report.name for report in ledger.unread(NEWER)] == ["brief-1"]
    assert names(ledger, Query(certainties=("reported",))) == []
    assert names(ledger, Query(certainties=("certain",), kinds=("kill",))) == ["c_0123456789abcdef"]
    both = ledger.show(old.report_id)
    assert [(held.run.version, held.in_view) for held in both] == [("2.0", True), ("1.0", False)]
    assert both[1].reading == replace(old.reading, attributions=french().attributions)
    assert [held.run.version for held in ledger.show("c_0123")] == ["2.0", "1.0"]
    assert ledger.stats().rows["claims"] == 4 and ledger.stats().standing == 3
    assert not ledger.verify().findings


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(words="soldats"), 1),
        (Query(words="TUES état-major"), 1),
        (Query(words='"etat major au moins"'), 1),
        (Query(words='"major etat"'), 0),
        (Query(words="bakhmut"), 1),  # the name that the place was given
        (Query(words="russes"), 1),  # the name that a pronoun was given
        (Query(words="sold*"), 1),
        (Query(words="sold"), 0),
        (Query(words="oeil"), 1),
        (Query(words="?!"), 0),
        (Query(source="Etat-Major"), 1),
        (Query(source="courier"), 3),  # the outlet in its own voice
        (Query(source="mayor"), 3),
        (Query(kinds=("seize", "kill")), 4),
        (Query(certainties=("possible",)), 3),
        (Query(outlet="l’echo"), 1),
        (Query(near=Circle(48.6, 38.0, 1)), 1),
        (Query(near=Circle(48.6, 38.0, 0.4)), 0),
        (Query(near=Circle(49.2, 37.3, 5)), 2),
        (Query(near=Circle(48.6, 38.0, 20_000)), 4),
        (Query(near=Circle(0, 179.99, 20)), 1),
        (Query(days=(738676, 738676)), 1),
        (Query(days=(738000, 739000), kinds=("seize",)), 0),
        (Query(words="depot", kinds=("seize",), near=Circle(49.2, 37.3, 5), outlet="the courier", limit=1), 1),
        (Query(), 7),
        (Query(limit=3), 3),
        (Query(limit=None), 7),
    ],
)
def test_find(ledger: Ledger, query: Query, found: int, monkeypatch: pytest.MonkeyPatch) -> None:
    over_the_date_line = english(3, place=(0.0, -179.9))
    ledger.add(french(), english(1), english(2), over_the_date_line, run=RUN)
    assert len(names(ledger, query)) == found
    monkeypatch.setattr("selon.ledger.find.RECENT", 1)  # so that what is older is found by its index
    assert len(names(ledger, query)) == found


def test_what_is_found_is_newest_first_and_can_be_gone_on_with(ledger: Ledger) -> None:
    ledger.add(*(english(number) for number in range(1, 6)), run=RUN)
    first = ledger.find(Query(kinds=("seize",), limit=2))
    assert [held.reading.report.name for held in first] == ["brief-5", "brief-4"]
    rest = ledger.find(Query(kinds=("seize",), before=first[-1].keys[0]))
    assert [held.reading.report.name for held in rest] == ["brief-3", "brief-2", "brief-1"]


def test_what_is_retired_leaves_the_view_and_stays_in_the_record(ledger: Ledger) -> None:
    ledger.add(french(), english(1), run=RUN)
    report = ledger.show("c_0123456789abcdef")[0].report_id
    ledger.retire("c_0000000000000001", by="an editor", why="misread")
    assert names(ledger, Query()) == ["c_a000000000000001", "c_0123456789abcdef"]
    ledger.retire(report, by="an editor", why="a forgery")
    assert names(ledger, Query()) == ["c_a000000000000001"]
    assert [held.in_view for held in ledger.show(report)] == [False]
    assert [(gone.by, gone.why) for gone in ledger.retirements(report)] == [("an editor", "a forgery")]
    assert [listed.claims for listed in ledger.reports()] == [1]
    assert not ledger.verify().findings
    with pytest.raises(StopRun, match="no such report"):
        ledger.retire("r_nothing", by="an editor", why="")


def test_judgements_are_added_and_retired(ledger: Ledger) -> None:
    ledger.add(french(), english(1), run=RUN)
    judgement = Judgement("c_0123456789abcdef", "c_0000000000000001", "different", "a rule", "places", "2024-05-02")
    name = ledger.judge(judgement)
    assert ledger.judge(judgement) == name
    assert ledger.judgements() == [replace(judgement, left=judgement.right, right=judgement.left)]
    assert ledger.judgements("c_a000000000000001") == []
    ledger.retire(name, by="an editor", why="they are the same")
    assert ledger.judgements() == []
    assert not ledger.verify().findings
    with pytest.raises(StopRun, match="must be one of same, different, unsure"):
        ledger.judge(replace(judgement, verdict="maybe"))


@pytest.mark.parametrize("subject", ["c_", "x", "c_ffff", "r_"])
def test_an_id_must_name_one_thing(ledger: Ledger, subject: str) -> None:
    ledger.add(french(), english(), run=RUN)
    with pytest.raises(StopRun, match=subject):
        ledger.show(subject)


def test_rows_cannot_be_changed_by_the_way(url: str) -> None:
    with Ledger(url, clock=same_moment) as ledger:
        ledger.add(french(), run=RUN)
    engine = create_engine(url)
    for statement in ("UPDATE claims SET id = 'c_1'", "DELETE FROM reports", "UPDATE entries SET at = ''"):
        with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
            connection.execute(text(statement))
    engine.dispose()


def test_an_archive_is_the_same_after_a_round_trip(url: str, tmp_path: Path) -> None:
    first, second, copy = (tmp_path / name for name in ("one.jsonl", "two.jsonl", "copy.db"))
    with Ledger(url, clock=same_moment) as ledger, Ledger(str(copy)) as other:
        ledger.add(french(), english(1), run=RUN)
        ledger.add(french(), run=NEWER)
        ledger.retire("c_0000000000000001", by="an editor", why="misread")
        assert ledger.export_archive(first) == 6
        assert other.import_archive(first) == 6
        assert other.import_archive(first) == 0
        other.export_archive(second)
        assert first.read_bytes() == second.read_bytes()
        assert list(other.readings()) == list(ledger.readings())
        assert not other.verify().findings
        ledger.add(english(2), run=NEWER)
        ledger.export_archive(first)
        assert other.import_archive(first) == 1
        other.add(english(3), run=NEWER)
        ledger.add(english(4), run=NEWER)
        ledger.export_archive(first)
        with pytest.raises(StopRun, match="is another one in this ledger"):
            other.import_archive(first)


def test_an_altered_archive_is_not_taken(url: str, tmp_path: Path) -> None:
    archive = tmp_path / "archive.jsonl"
    with Ledger(str(tmp_path / "source.db"), clock=same_moment) as source:
        source.add(french(), english(1), run=RUN)
        source.export_archive(archive)
    lines = archive.read_text().splitlines(keepends=True)
    harmed = {
        "altered": [*lines[:2], lines[2].replace("tu", "tv").replace("kill", "hold"), *lines[3:]],
        "is lost": [*lines[:2], *lines[3:]],
        "cut off": [*lines[:3], lines[3][:100]],
        "is no archive": lines[1:],
        "with its rows": [lines[0], '{"entry": 1}\n'],
    }
    with Ledger(url) as ledger:
        for said, changed in harmed.items():
            archive.write_text("".join(changed))
            with pytest.raises(StopRun, match=said):
                ledger.import_archive(archive)
            assert ledger.entries() == []


@pytest.mark.parametrize("made", ["mysql://x/y", "sqlite://", "nowhere/ledger.db", "postgresql://nobody@localhost:1/x"])
def test_what_is_no_ledger_is_said(made: str) -> None:
    with pytest.raises(StopRun, match="--ledger"):
        Ledger(made)


def test_a_ledger_is_not_made_by_looking_for_it(tmp_path: Path, url: str) -> None:
    with pytest.raises(StopRun, match="there is no ledger"):
        Ledger(url, make=False)
    (tmp_path / "text.db").write_text("no database " * 500)
    with pytest.raises(StopRun, match="not a database"):
        Ledger(str(tmp_path / "text.db"))


def test_rows_of_long_lists_are_those_by_way_of_the_model(ledger: Ledger) -> None:
    ledger.add(french(), *(english(number) for number in range(1, 5)), run=RUN)
    ledger.add(english(9, place=None), run=RUN)
    for query in (Query(), Query(limit=3), Query(kinds=("seize",)), Query(words="nothing")):
        held = ledger.find(query)
        found = ledger.find_rows(query)
        assert list(found.rows) == [as_held_row(one, claim) for one in held for claim in one.reading.claims]
        assert sorted(found.keys) == sorted(key for one in held for key in one.keys)
        assert list(found.keys) == sorted(found.keys, reverse=True)
