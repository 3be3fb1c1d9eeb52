"""Every page in a browser: both languages, both sizes, light and dark; no fault of access, no error, no other host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.serve.browser import Watched, open_page, serve
from tests.serve.desk import cheap

from selon.ledger.ledger import Ledger
from selon.model.review import Review
from selon.serve.auth.accounts import Accounts
from selon.serve.interface import speak
from selon.serve.publish import publish

PASSWORD = "a long password"


def paths(ledger: Ledger) -> dict[str, str]:
    """One address of each page."""
    incident = max(ledger.incidents(), key=lambda incident: len(incident.disputes))
    return {
        "overview": "/",
        "filtered": "/?kind=kill&from=2024-03",
        "search": "/search?q=depot",
        "nothing": "/search?q=nothingatall",
        "wrong filter": "/search?from=yesterday",
        "reports": "/reports",
        "report": f"/reports/{incident.reports[0]}",
        "incident": f"/incidents/{incident.id}?open=0,2",
        "source": "/source?name=The%20army",
        "place": "/place?name=El%20Obeid",
        "review": "/review",
        "login": "/login",
        "missing": "/incidents/i_none",
    }


PAGES = (
    "overview",
    "filtered",
    "search",
    "nothing",
    "wrong filter",
    "reports",
    "report",
    "incident",
    "source",
    "place",
    "review",
    "login",
    "missing",
)


def test_a_french_reader_meets_no_reason_in_english(ledger: Ledger) -> None:
    french, told = speak("fr"), list(ledger.readings())
    for held in told:
        for claim in held.reading.claims:
            reasons = [*claim.reasons, *(claim.place.reasons if claim.place else ())]
            for reason in (*reasons, *(claim.time.reasons if claim.time else ())):
                assert french.reason(reason) != reason, reason
    for incident in ledger.incidents():
        for dispute in incident.disputes:
            for reason in dispute.reasons:
                assert french.reason(reason) != reason, reason


def faults(page: Any) -> list[str]:
    """What axe finds wrong by WCAG 2.2 A and AA, and its best practices."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - only where it is installed

    found = Axe().run(page).response["violations"]
    return [f"{item['id']}: {node['html'][:160]}" for item in found for node in item["nodes"]]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("form", [("en", 1280, "light"), ("fr", 360, "dark")], ids=["en-wide", "fr-narrow-dark"])
def test_a_page_is_whole_and_open_to_all(
    ledger: Ledger, address: str, browser: Any, name: str, form: tuple[str, int, str]
) -> None:
    language, width, scheme = form
    with open_page(browser, address, language, width, color_scheme=scheme) as watched:
        answer = watched.go(paths(ledger)[name])
        wanted = {"missing": 404, "wrong filter": 422}.get(name, 200)
        assert answer.status == wanted
        # A page that is not there is an error in the browser's own words.
        assert [told for told in watched.trouble if wanted == 200 or "status of" not in told] == []
        page = watched.page
        assert page.get_attribute("html", "lang") == language
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert faults(page) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_other_size_and_scheme_of_each_language(ledger: Ledger, address: str, browser: Any, language: str) -> None:
    known = paths(ledger)
    width = 360 if language == "en" else 3840
    with open_page(browser, address, language, width) as watched:
        for name in ("overview", "incident", "report", "review", "place"):
            watched.go(known[name])
            assert watched.page.evaluate("document.documentElement.scrollWidth") <= width, name
        assert watched.trouble == []


def test_days_filter_the_map_and_the_address_restores_the_view(address: str, browser: Any) -> None:
    with open_page(browser, address) as watched:
        watched.go("/")
        page = watched.page
        before = page.inner_text("#view-count")
        box = page.locator(".days canvas").bounding_box()
        page.mouse.move(box["x"] + 15, box["y"] + 30)
        page.mouse.down()
        page.mouse.move(box["x"] + 120, box["y"] + 30, steps=4)
        page.mouse.up()
        watched.wait(f"document.getElementById('view-count').textContent !== {before!r}")
        assert "from=2024-" in page.url and "to=2024-" in page.url
        after = page.inner_text("#view-count")
        watched.go(page.url)
        watched.wait(f"document.getElementById('view-count').textContent === {after!r}")
        assert watched.trouble == []


def test_moving_the_map_filters_the_days_and_the_list(address: str, browser: Any) -> None:
    with open_page(browser, address) as watched:
        watched.go("/?at=13.18,30.21,7")
        page = watched.page
        watched.wait("!document.getElementById('cards').textContent.includes('Verkhnia Balka')")
        assert "El Obeid" in page.inner_text("#cards")
        page.locator(".map canvas").focus()
        for _ in range(30):
            page.keyboard.press("ArrowLeft")
        watched.wait("document.getElementById('view-count').textContent.startsWith('0 ')")
        watched.wait("document.querySelectorAll('#cards [data-incident]').length === 0")
        page.get_by_role("button", name="Show all").click()
        watched.wait("document.querySelectorAll('#cards [data-incident]').length > 5")


def test_a_cluster_opens_with_its_claims(address: str, browser: Any) -> None:
    with open_page(browser, address) as watched:
        watched.go("/?at=13.184,30.217,9")
        page = watched.page
        box = page.locator(".map canvas").bounding_box()
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_selector(".card-panel .claim-row")
        assert "El Obeid" in page.inner_text(".card-panel")
        page.keyboard.press("Escape")
        assert page.locator(".card-panel").count() == 0


def test_the_dispute_is_found_and_both_sentences_are_read(address: str, browser: Any) -> None:
    with open_page(browser, address) as watched:
        watched.go("/")
        page = watched.page
        page.locator("#cards .card a").first.click()
        sides = page.locator(".dispute .both").first.locator("section blockquote")
        assert sides.count() >= 2
        words = sides.last.locator("mark").inner_text()
        page.locator(".dispute .both").first.locator("section a").last.click()
        page.wait_for_url("**/reports/*")
        assert words in page.inner_text(".report-text")


def test_a_cell_opens_its_words(ledger: Ledger, address: str, browser: Any) -> None:
    with open_page(browser, address) as watched:
        watched.go(paths(ledger)["incident"].split("?")[0])
        page = watched.page
        cell = page.locator(".versions .cell summary").nth(2)
        cell.focus()
        page.keyboard.press("Enter")
        assert page.locator(".versions .cell[open] blockquote mark").count() >= 1
        page.wait_for_url("**open=2**", timeout=5000)  # told by an event that comes after the key


def test_words_and_claims_of_a_report_lead_to_each_other(ledger: Ledger, address: str, browser: Any) -> None:
    with open_page(browser, address) as watched:
        watched.go(paths(ledger)["report"])
        page = watched.page
        word = page.locator("a.word").first
        word.click()
        target = page.locator(".claim-entry:target")
        assert target.count() == 1
        target.locator("a.to-words").click()
        assert page.locator("a.word:target").count() == 1


def test_without_scripts_the_pages_read_as_lists_and_tables(ledger: Ledger, address: str, browser: Any) -> None:
    with open_page(browser, address, java_script_enabled=False) as watched:
        for name in ("overview", "incident", "report", "search"):
            watched.page.goto(address + paths(ledger)[name])
            assert watched.page.locator(".sentence, .claim-row, .claim-entry").count() >= 1, name
        watched.page.goto(f"{address}/")
        assert watched.page.locator(".map img").evaluate("(image) => image.naturalWidth") > 300
        watched.page.goto(f"{address}/?kind=capture")
        assert "Verkhnia Balka" in watched.page.inner_text("#cards")


def test_the_language_is_the_browser_s_until_another_is_chosen(address: str, browser: Any) -> None:
    with open_page(browser, address, "fr") as watched:
        watched.go("/search?q=depot")
        assert watched.page.inner_text("h1") == "Recherche"
        watched.page.get_by_role("link", name="English").click()
        assert watched.page.inner_text("h1") == "Search"
        assert watched.page.url.endswith("/search?q=depot")


def test_the_map_and_the_days_are_saved_as_pictures(address: str, browser: Any, tmp_path: Path) -> None:
    with open_page(browser, address) as watched:
        watched.go("/")
        for what in ("map", "timeline"):
            watched.page.locator(".exports summary").click()
            with watched.page.expect_download() as download:
                watched.page.locator(f"[data-png={what}]").click()
            download.value.save_as(tmp_path / "drawn.png")
            assert (tmp_path / "drawn.png").read_bytes().startswith(b"\x89PNG")
            watched.page.locator(".exports summary").click()


@pytest.fixture
def signed_in(own: Ledger, browser: Any, tmp_path: Path) -> Iterator[Watched]:
    """A reviewer's browser at a server with accounts, over a ledger of its own."""
    Accounts(own, cheap()).add("ana", "reviewer", PASSWORD)
    with serve(tmp_path / "own.db", auth=True) as address, open_page(browser, address) as watched:
        watched.go("/review")
        watched.page.fill("#name", "ana")
        watched.page.fill("#password", PASSWORD)
        watched.page.keyboard.press("Enter")
        watched.page.wait_for_url("**/review")
        yield watched


def test_the_desk_is_worked_by_keys_and_taken_back(signed_in: Watched) -> None:
    page = signed_in.page
    before = int(page.inner_text(".queue .badge"))
    page.keyboard.press("a")
    page.wait_for_url("**done=v_*")
    assert int(page.inner_text(".queue .badge")) == before - 1
    page.keyboard.press("z")
    page.wait_for_url("**undone=v_*")
    assert int(page.inner_text(".queue .badge")) == before
    page.keyboard.press("d")
    page.wait_for_url("**done=j_*")
    assert "Different" in page.inner_text(".desk-main")
    assert faults(page) == []
    assert signed_in.trouble == []


def test_a_correction_leaves_the_old_reading_in_sight(signed_in: Watched) -> None:
    page = signed_in.page
    claim, before = page.get_attribute("input[name=claim]", "value"), page.input_value("#part-place")
    page.keyboard.press("c")
    page.fill("#part-place", "Kosti")
    page.fill("#why", "the headline says so")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**done=v_*")
    signed_in.go(f"/review?claim={claim}")
    told = page.inner_text(".reading-of >> nth=0")
    assert "Kosti" in told and "ana" in told and "the headline says so" in told
    assert page.inner_text(".reviewed del") == (before or "∅")
    page.locator("summary[data-key=c]").click()
    assert page.input_value("#part-place") == "Kosti"


def test_what_is_typed_presses_no_keys_and_they_can_be_turned_off(signed_in: Watched) -> None:
    page = signed_in.page
    page.fill("#why", "a reason with a, r and d")
    assert "done=" not in page.url
    page.locator("#keys").uncheck()
    page.locator("h1").click()
    page.keyboard.press("a")
    page.wait_for_timeout(300)
    assert "done=" not in page.url


def test_the_published_site_opens_from_a_file(own: Ledger, browser: Any, tmp_path: Path) -> None:
    incident = max(own.incidents(), key=lambda incident: len(incident.disputes))
    for claim in incident.claims:
        own.review(Review(claim, "accept", "ana", "read", "2024-06-01T12:00:00Z"))
    assert publish(own, tmp_path / "site").incidents == 1
    with open_page(browser, "file:") as watched:
        watched.go((tmp_path / "site" / "index.html").as_uri())
        watched.page.locator(".card a").first.click()
        assert watched.page.locator(".dispute").count() >= 1
        watched.page.get_by_role("link", name="Français").click()
        assert watched.page.get_attribute("html", "lang") == "fr"
        assert watched.trouble == []
        assert faults(watched.page) == []
