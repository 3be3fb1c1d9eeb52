"""Fetching from a server of this machine: what is kept, what is not asked for, what goes wrong."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.read.fetch.site import Site, answer, running_site
from tests.read.formats.format_samples import feed, page, split

from selon.cli.main import load_command
from selon.model.errors import SkipReport, StopRun
from selon.read.fetch import addresses
from selon.read.fetch.request import Manners, World
from selon.read.fetch.run import Fetched, fetch
from selon.read.reports import read

SITE = running_site  # a fixture is found where its name stands
MANNERS = Manners(delay=0, seconds=5, retries=1, allow_private=True)


class Clock:
    """Time that passes only by sleeping."""

    def __init__(self) -> None:
        self.seconds, self.slept = 0.0, list[float]()

    def world(self, **more: Any) -> World:
        return World(clock=lambda: self.seconds, sleep=self.sleep, now=lambda: datetime(2023, 6, 4, tzinfo=UTC), **more)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


def run(folder: Path, *urls: str, manners: Manners = MANNERS, **more: Any) -> tuple[list[Fetched], list[str]]:
    found = list(fetch(urls, folder, manners, more.pop("world", Clock().world()), **more))
    return [item for item in found if isinstance(item, Fetched)], [str(i) for i in found if isinstance(i, SkipReport)]


def test_feed_and_pages_become_an_archive_that_is_read(site: Site, tmp_path: Path) -> None:
    items = [f"<title>{name}</title><link>{site.url}/{name}</link>" for name in "ab"]
    site.give("/rss", feed(*items), ETag='"1"', Content_Type="application/rss+xml")
    for name in "ab":
        site.give(f"/{name}", gzip.compress(page().encode()), Content_Encoding="gzip")
    fetched, skipped = run(tmp_path, f"{site.url}/rss")
    assert not skipped
    assert [item.url for item in fetched] == [f"{site.url}/{path}" for path in ("rss", "a", "b")]
    reports, skips = split(list(read([str(tmp_path)])))
    assert not skips
    assert [report.name for report in reports] == [f"20230604T000000Z.warc.gz#{number}" for number in (1, 2)]
    assert reports[0].url == f"{site.url}/a" and reports[0].obtained == "2023-06-04T00:00:00Z"
    assert reports[0].outlet == "The Courier"
    again, _ = run(tmp_path, f"{site.url}/rss")
    assert [item.outcome for item in again] == ["has not changed"]
    assert site.times_asked() == {"/robots.txt": 2, "/rss": 2, "/a": 1, "/b": 1}
    assert len(list(tmp_path.glob("*.gz"))) == 1


def test_a_feed_by_itself_a_list_of_feeds_and_a_sitemap(site: Site, tmp_path: Path) -> None:
    site.give("/rss", feed(f"<title>A village was retaken</title><link>{site.url}/a</link>"))
    site.give("/map", f"<urlset xmlns='x'><url><loc>{site.url}/a</loc></url></urlset>")
    site.give("/maps", f"<sitemapindex><sitemap><loc>{site.url}/map</loc></sitemap></sitemapindex>")
    site.give("/a", page())
    opml = tmp_path / "feeds.opml"
    opml.write_text(f'<opml><body><outline text="x"><outline xmlUrl="{site.url}/rss"/></outline></body></opml>')
    run(tmp_path / "one", str(opml), pages=False)
    (report,) = read([str(tmp_path / "one")])
    assert report.name.endswith(".warc.gz#1#1")
    fetched, skipped = run(tmp_path / "two", f"{site.url}/maps")
    assert [item.url.rsplit("/")[-1] for item in fetched] == ["maps", "map", "a"] and not skipped


def test_robots_are_obeyed(site: Site, tmp_path: Path) -> None:
    site.give("/robots.txt", "User-agent: *\nDisallow: /private\nCrawl-delay: 7\n")
    for path in ("/private/a", "/b", "/c"):
        site.give(path, page())
    clock = Clock()
    fetched, skipped = run(tmp_path, *(site.url + path for path in ("/private/a", "/b", "/c")), world=clock.world())
    assert [item.url for item in fetched] == [f"{site.url}/b", f"{site.url}/c"]
    assert skipped == [f"{site.url}/private/a: its robots.txt does not permit it"]
    assert clock.slept == [7.0]
    site.give("/robots.txt", "error", 500)
    assert "robots.txt cannot be read now" in run(tmp_path / "new", f"{site.url}/b")[1][0]


def test_one_host_is_asked_slowly_and_others_meanwhile(site: Site, tmp_path: Path) -> None:
    other = Site()
    for one in (site, other):
        for path in ("/a", "/b"):
            one.give(path, page())
    clock = Clock()
    urls = [site.url + "/a", site.url + "/b", other.url + "/a", other.url + "/b"]
    fetched, _ = run(tmp_path, *urls, manners=Manners(delay=5, allow_private=True), world=clock.world())
    other.server.shutdown()
    other.server.server_close()
    assert [item.url for item in fetched] == [urls[0], urls[2], urls[1], urls[3]]
    assert clock.seconds == 5.0


def test_trouble_that_may_pass_is_tried_again(site: Site, tmp_path: Path) -> None:
    site.give("/a", page())
    good = site.paths["/a"]
    tries = iter([503, 429, 200])
    site.paths["/a"] = lambda handler: (
        good(handler) if (status := next(tries)) == 200 else answer(handler, status, b"", Retry_After="3")
    )
    clock = Clock()
    fetched, skipped = run(
        tmp_path, f"{site.url}/a", manners=Manners(delay=0, retries=2, allow_private=True), world=clock.world()
    )
    assert len(fetched) == 1 and not skipped and clock.slept == [3.0, 3.0]
    site.give("/gone", "x", 410)
    assert "answered 410" in run(tmp_path, f"{site.url}/gone")[1][0]
    assert site.times_asked()["/gone"] == 1


def drip(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(40):
        handler.wfile.write(b"X: y\r\n")
        time.sleep(0.05)


def endless(handler: Any) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(2000):
        handler.wfile.write(b"400\r\n" + b"x" * 1024 + b"\r\n")


def quietly(does: Callable[[Any], None]) -> Callable[[Any], None]:
    def answering(handler: Any) -> None:
        with suppress(OSError):  # the other end has had enough, as the test wants
            does(handler)

    return answering


@pytest.mark.parametrize(
    ("does", "words"),
    [
        (drip, "no answer in 1 seconds"),
        (endless, "is longer than 100,000 bytes"),
        (lambda handler: answer(handler, 200, b"x" * 50, Content_Length="90"), "cut off: 40 bytes less"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), "nonsense"),
        (lambda handler: answer(handler, 302, b"", Location="/a"), "leads on more than 5 times"),
        (lambda handler: answer(handler, 302, b"", Location="file:///etc/passwd"), "no address of the web"),
        (lambda handler: answer(handler, 200, b"\x89PNG", Content_Type="image/png"), "'image/png', which is not read"),
        (lambda handler: answer(handler, 200, b"\x1f\x8bxx", Content_Encoding="gzip"), "packed and broken"),
    ],
)
def test_servers_that_do_harm(site: Site, tmp_path: Path, does: Callable[[Any], None], words: str) -> None:
    site.paths["/a"] = quietly(does)
    site.give("/b", page())
    # The short limit is for the server that drips: on a busy machine honest answers may take as long.
    manners = Manners(delay=0, seconds=1 if does is drip else 20, size=100_000, retries=0, allow_private=True)
    fetched, skipped = run(tmp_path, f"{site.url}/a", f"{site.url}/b", manners=manners)
    assert [item.url for item in fetched] == [f"{site.url}/b"]
    assert len(skipped) == 1 and words in skipped[0]


def test_private_addresses_are_not_asked_also_not_after_a_redirect(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.give("/a", page())
    strict = Manners(delay=0, retries=0)
    assert "127.0.0.1, which is no public address" in run(tmp_path, f"{site.url}/a", manners=strict)[1][0]
    assert not site.asked
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
    for number, target in enumerate(("http://10.0.0.1/x", "http://[::1]/x", "http://inner.test/x")):
        site.give(f"/{number}", "", 302, Location=target)
    port = site.server.server_port

    def resolve(host: str, *_: object, **__: object) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        known = {"inner.test": "169.254.169.254", "public.test": "127.0.0.1"}
        return [(2, 1, 6, "", (known.get(host, host), port))]

    urls = [f"http://public.test:{port}/{number}" for number in range(3)]
    _, skipped = run(tmp_path, *urls, manners=strict, world=Clock().world(resolve=resolve))
    assert ["which is no public address" in reason for reason in skipped] == [True] * 3
    fetched, _ = run(tmp_path, f"http://public.test:{port}/a", manners=strict, world=Clock().world(resolve=resolve))
    assert len(fetched) == 1 and site.asked[-1][1]["Host"] == f"public.test:{port}"


def test_what_was_fetched_is_kept_when_the_run_is_broken_off(site: Site, tmp_path: Path) -> None:
    for path in ("/a", "/b"):
        site.give(path, page())
    running = fetch([site.url + "/a", site.url + "/b"], tmp_path, MANNERS, Clock().world())
    next(running)
    running.close()
    assert len(list(read([str(tmp_path)]))) == 1
    assert not list(tmp_path.glob("*.part"))


def test_wrong_lists_stop_the_run(tmp_path: Path) -> None:
    for content, words in (("<opml/>", "names no feeds"), ("x", "is no XML"), (None, "cannot be opened")):
        path = tmp_path / "feeds.opml"
        path.unlink(missing_ok=True)
        if content is not None:
            path.write_text(content, encoding="utf-8")
        with pytest.raises(StopRun, match=words):
            run(tmp_path, str(path))
    (tmp_path / ".fetched.json").write_text("[]", encoding="utf-8")
    with pytest.raises(StopRun, match="remove it to fetch everything again"):
        run(tmp_path, "http://a.example")


def test_the_command_tells_and_ends_with_a_status(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.give("/a", page())
    command = load_command("fetch")
    options = ["--folder", str(tmp_path), "--delay", "0", "--retries", "0"]
    assert command.main([f"{site.url}/a", *options, "--allow-private"], standalone_mode=False) == 0
    assert command.main([f"{site.url}/a", *options], standalone_mode=False) == 3
    assert "skipped 1:" in capsys.readouterr().err


def test_what_is_said_names_the_address_that_was_given(site: Site, tmp_path: Path) -> None:
    strict = Manners(delay=0, retries=0)
    reason = "127.0.0.1 is at 127.0.0.1, which is no public address; --allow-private permits it"
    assert run(tmp_path, f"{site.url}/a", manners=strict)[1] == [f"{site.url}/a: {reason}"]
    site.give("/robots.txt", "User-agent: *\nDisallow: /closed\n")
    site.give("/a", "", 302, Location="/closed")
    (skipped,) = run(tmp_path, f"{site.url}/a")[1]
    assert skipped == f"{site.url}/a: leads to {site.url}/closed: its robots.txt does not permit it"
