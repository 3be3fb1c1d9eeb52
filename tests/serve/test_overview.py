"""The overview in a browser: what it shows is what its address and its exports hold, by hand and by keys."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.serve.browser import Watched, open_page, serve

from selon.ledger.ledger import Ledger

# A picture of one point.
POINT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
PIXEL = """() => {
  const canvas = document.querySelector('.map canvas');
  return [...canvas.getContext('2d').getImageData(canvas.width - 20, canvas.height - 20, 1, 1).data];
}"""


def seen(watched: Watched) -> tuple[int, int]:
    """How many claims are in view, and how many of them on the map, as the page says."""
    count, placed = re.findall(r"\d+", watched.page.inner_text("#view-count"))
    return int(count), int(placed)


def exported(watched: Watched, what: str = "claims.csv") -> str:
    """What the page's export holds."""
    address = watched.page.locator(f".exports a[href*='{what}']").first.evaluate("(link) => link.href")
    text: str = watched.page.request.get(address).text()
    return text


def rows(watched: Watched) -> int:
    """How many claims the page's export as CSV holds."""
    return len(list(csv.DictReader(io.StringIO(exported(watched)))))


def test_exports_hold_what_the_page_shows(address: str, browser: Any) -> None:
    with open_page(browser, address) as watched:
        watched.go("/")
        assert rows(watched) == seen(watched)[0]
        watched.go("/?from=2024-03-10&to=2024-03-20")
        assert rows(watched) == seen(watched)[0] > 0
        watched.go("/?at=13.18,30.21,8")
        count, placed = seen(watched)
        assert rows(watched) == count == placed > 0
        drawn = exported(watched, "map.svg")
        assert "El Obeid" in drawn and "Verkhnia" not in drawn


def test_a_filter_that_fits_nothing_offers_to_let_go_of_each(address: str, browser: Any) -> None:
    with open_page(browser, address) as watched:
        watched.go("/?kind=strike")
        page = watched.page
        page.fill("#f-q", "zebra")
        page.get_by_role("button", name="without “zebra”").wait_for()
        assert page.locator("#cards > *").count() == 0
        assert page.get_by_role("button", name="without “strike”").count() == 1
        page.get_by_role("button", name="without “zebra”").click()
        page.wait_for_selector("#cards .card")
        assert page.locator("#no-cards").is_hidden() and page.input_value("#f-q") == ""
        assert "q=" not in page.url and "kind=strike" in page.url
        watched.go("/?kind=strike&at=-60,0,5")
        page.locator("#no-cards").get_by_role("button", name="the whole map").click()
        page.wait_for_selector("#cards .card")
        assert watched.trouble == []


def test_the_stretch_of_days_that_is_shown_stands_in_the_address(address: str, browser: Any) -> None:
    with open_page(browser, address) as watched:
        watched.go("/")
        page, label = watched.page, "document.querySelector('.days canvas').getAttribute('aria-label')"
        before = page.evaluate(label)
        box = page.locator(".days canvas").bounding_box()
        page.mouse.move(box["x"] + 60, box["y"] + 40)
        page.mouse.wheel(0, -300)
        watched.wait(f"{label} !== {before!r}")
        watched.wait("location.search.includes('span=2024-')")
        after = page.evaluate(label)
        watched.go(page.url)
        assert page.evaluate(label) == after


def test_a_cluster_is_opened_by_keys(address: str, browser: Any) -> None:
    with open_page(browser, address) as watched:
        watched.go("/?at=13.19,30.22,9")
        page = watched.page
        page.locator(".map canvas").focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".card-panel .claim-row")
        assert "El Obeid" in page.inner_text(".card-panel")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement === document.querySelector('.map canvas')")


def test_the_pictures_of_an_incident_are_saved_and_its_link_is_copied(
    ledger: Ledger, address: str, browser: Any, tmp_path: Path
) -> None:
    incident = max(ledger.incidents(), key=lambda incident: len(incident.disputes))
    with open_page(browser, address, permissions=["clipboard-read", "clipboard-write"]) as watched:
        watched.go(f"/incidents/{incident.id}?open=0")
        page = watched.page
        page.locator(".exports summary").click()
        for what in ("map", "timeline"):
            with page.expect_download() as download:
                page.locator(f"[data-png={what}]").click()
            download.value.save_as(tmp_path / "drawn.png")
            assert (tmp_path / "drawn.png").read_bytes().startswith(b"\x89PNG")
        page.get_by_role("button", name="Copy the link").click()
        page.get_by_role("button", name="Copied").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == f"{address}/incidents/{incident.id}?open=0"
        assert watched.trouble == []


def test_in_a_minute_the_dispute_is_found_both_sentences_read_and_the_link_shared(address: str, browser: Any) -> None:
    with open_page(browser, address) as watched:
        watched.go("/")
        page = watched.page
        page.locator("#cards .card.differs a").first.click()
        shared = page.url
        sides = page.locator(".dispute .both").first.locator("section")
        for number in range(2):
            words = sides.nth(number).locator("blockquote mark").first.inner_text()
            sides.nth(number).locator("a").first.click()
            page.wait_for_url("**/reports/*")
            assert words in page.locator(".report-text a.word:target, .report-text :target + a.word").first.inner_text()
            page.go_back()
        sentence = page.locator(".dispute .sentence").first.inner_text()
    with open_page(browser, address, "fr", 360) as other:
        other.go(shared)
        assert other.page.locator(".dispute .both blockquote").count() >= 2
        assert other.page.locator(".dispute .sentence").first.inner_text() != sentence, "in the other's language"


@contextmanager
def tile_server(status: int) -> Iterator[str]:
    """A server of tiles, all of which are one red point, or none of which there is; the address of a tile."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "image/png")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(POINT if status == 200 else b"")

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png"
    server.shutdown()
    server.server_close()


@contextmanager
def map_of_tiles(examples: Path, browser: Any, status: int, credit: str) -> Iterator[Any]:
    """The overview over tiles of a server that answers so."""
    with (
        tile_server(status) as tiles,
        serve(examples, tiles=tiles, tiles_credit=credit) as address,
        open_page(browser, address) as watched,
    ):
        watched.go("/")
        yield watched


def test_tiles_of_the_settings_are_drawn_with_their_credit(examples: Path, browser: Any) -> None:
    with map_of_tiles(examples, browser, 200, "© OpenStreetMap contributors") as watched:
        assert "© OpenStreetMap contributors" in watched.page.inner_text(".map-note")
        assert "Natural Earth" not in watched.page.inner_text(".map-note")
        watched.wait(f"(({PIXEL})())[0] > 200 && (({PIXEL})())[1] < 60")


def test_where_no_tile_can_be_had_the_own_map_stands_in(examples: Path, browser: Any) -> None:
    with map_of_tiles(examples, browser, 404, "© Somebody") as watched:
        watched.wait("document.querySelector('.map-note').textContent.includes('Natural Earth')")
        assert "© Somebody" not in watched.page.inner_text(".map-note")
