"""`selon add URL…`: fetched politely, kept as obtained, once."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from tests.read.fetch.site import Site, answer, running_site
from tests.read.formats.format_samples import PARAGRAPHS, feed, page

from selon import Ledger
from selon.cli.main import load_command
from selon.ledger.held import Held

SITE = running_site  # a fixture is found where its name stands
QUICK = ("--delay", "0", "--retries", "0", "--time-limit", "5")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Where the ledger is to be; the time is that of SOURCE_DATE_EPOCH."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1717243200")
    monkeypatch.setenv("SELON_LEDGER", str(tmp_path / "war.db"))
    return str(tmp_path / "war.db")


def add(*words: str, private: bool = True) -> int:
    """The exit status of adding them."""
    options = [*QUICK, *(["--allow-private"] if private else [])]
    return int(load_command("add").main([*words, *options], standalone_mode=False))


def kept(database: str) -> dict[str, Held]:
    """What the ledger holds, by where it was obtained."""
    with Ledger(database, make=False) as ledger:
        assert not ledger.verify().findings
        return {held.obtained_from: held for held in ledger.readings()}


def test_a_page_is_kept_as_obtained_and_once(site: Site, database: str, capsys: pytest.CaptureFixture[str]) -> None:
    raw = page().encode()
    site.give("/station", gzip.compress(raw), Content_Encoding="gzip")
    site.give("/old", "", 301, Location="/station")
    assert add(f"{site.url}/old") == 0
    ((found_at, held),) = kept(database).items()
    report = held.reading.report
    assert found_at == f"{site.url}/old" and report.url == f"{site.url}/station"
    assert (report.raw, held.obtained_at) == (raw, "2024-06-01T12:00:00Z")
    assert (report.outlet, report.published, report.format) == ("The Courier", "2023-06-05", "html")
    assert PARAGRAPHS[0] in report.text and held.reading.claims
    assert add(f"{site.url}/old") == 0
    assert "added 0 reports with 0 claims; 1 were there already" in capsys.readouterr().out


def test_pages_of_a_feed_are_asked_for_once_and_the_rest_goes_on(
    site: Site, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [f"<title>{name}</title><link>{site.url}/{name}</link>" for name in ("a", "b", "none")]
    site.give("/rss", feed(*items), Content_Type="application/rss+xml")
    for name in "ab":
        site.give(f"/{name}", page().replace("Station shelled", f"Station {name} shelled"))
    assert add(f"{site.url}/rss") == 3
    told = capsys.readouterr()
    assert told.out.startswith("added 2 reports with ")
    assert f"{site.url}/rss: lists 3" in told.err and f"{site.url}/none: answered 404" in told.err
    assert set(kept(database)) == {f"{site.url}/a", f"{site.url}/b"}
    assert add(f"{site.url}/rss") == 3
    assert site.times_asked() == {"/robots.txt": 2, "/rss": 2, "/a": 1, "/b": 1, "/none": 2}
    assert f"{site.url}/rss: lists 3, 2 fetched before" in capsys.readouterr().err


def test_a_feed_by_itself_a_sitemap_and_files_beside_them(site: Site, database: str, tmp_path: Path) -> None:
    site.give("/rss", feed(f"<title>{PARAGRAPHS[0]}</title><link>{site.url}/a</link>"))
    site.give("/map", f"<urlset xmlns='x'><url><loc>{site.url}/a</loc></url></urlset>")
    site.give("/a", page())
    file = tmp_path / "own.txt"
    file.write_text(PARAGRAPHS[1], encoding="utf-8")
    assert add(f"{site.url}/rss", "--feeds-only") == 0
    assert set(kept(database)) == {f"{site.url}/rss#1"}
    assert "/a" not in site.times_asked()
    assert add(str(file), f"{site.url}/map") == 0
    assert set(kept(database)) == {f"{site.url}/rss#1", str(file), f"{site.url}/a"}


def test_what_was_fetched_into_a_folder_is_the_same_report(
    site: Site, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.give("/a", page())
    assert add(f"{site.url}/a") == 0
    options = [*QUICK, "--allow-private", "--folder", str(tmp_path / "fetched")]
    assert load_command("fetch").main([f"{site.url}/a", *options], standalone_mode=False) == 0
    assert add(str(tmp_path / "fetched")) == 0
    assert "added 0 reports with 0 claims; 1 were there already" in capsys.readouterr().out


def test_what_is_known_of_an_address_goes_first(site: Site, database: str, tmp_path: Path) -> None:
    site.give("/a", page())
    about = tmp_path / "about.jsonl"
    about.write_text(f'{{"file": "{site.url}/a", "published": "2023-06", "outlet": "Other"}}\n', encoding="utf-8")
    assert add(f"{site.url}/a", "--metadata", str(about)) == 0
    report = kept(database)[f"{site.url}/a"].reading.report
    assert (report.published, report.outlet) == ("2023-06", "Other")


def test_addresses_that_may_not_be_asked_are_skipped(
    site: Site, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site.give("/robots.txt", "User-agent: *\nDisallow: /closed\n")
    site.give("/closed/a", page())
    site.give("/a", page())
    site.paths["/picture"] = lambda handler: answer(handler, 200, b"\x89PNG", Content_Type="image/png")
    site.give("/empty", "<!DOCTYPE html><title>x</title><body></body>")
    assert add(f"{site.url}/a", private=False) == 3
    assert not site.asked and "127.0.0.1, which is no public address; --allow-private" in capsys.readouterr().err
    paths = ("/closed/a", "/picture", "/empty", "/a")
    assert add(*(site.url + path for path in paths), "ftp://a.example/b") == 3
    told = capsys.readouterr().err
    reasons = (
        "robots.txt does not permit",
        "'image/png', which is not read",
        "holds no main text",
        "no address of the",
    )
    assert "skipped 4:" in told and all(reason in told for reason in reasons)
    assert set(kept(database)) == {f"{site.url}/a"}


def test_reading_an_address_says_the_way(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert load_command("read").main([f"{site.url}/a"], standalone_mode=False) == 3
    assert f"{site.url}/a: is an address of the web: add it with selon add" in capsys.readouterr().err
