"""Visits: what robots.txt permits, no more often than the host bears, redirects followed with every check, retries."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from protego import Protego

from selon.model.errors import SkipReport
from selon.read.fetch.request import Answer, Manners, World, ask
from selon.read.formats.http_body import unwrap

MOST_REDIRECTS = 5
MOST_WAIT = 120.0  # seconds; a server that wants more is asked in another run
TRY_AGAIN = (0, 429, 500, 502, 503, 504)
REDIRECTS = (301, 302, 303, 307, 308)
ROBOTS_READ = 500_000  # bytes of robots.txt (RFC 9309, 2.5)


class Visitor:
    """Asks servers, and remembers what each permits and when it was asked last."""

    def __init__(self, manners: Manners, world: World) -> None:
        self._manners, self._world = manners, world
        self._robots: dict[str, Protego | None] = {}
        self._free_at: dict[str, float] = {}

    def wait_for(self, url: str) -> float:
        """Seconds until the host may be asked again."""
        return max(0.0, self._free_at.get(_host(url), 0.0) - self._world.clock())

    def visit(self, url: str, headers: Mapping[str, str]) -> Answer:
        """The answer, at the end of its redirects; SkipReport where it may not be asked or does not answer."""
        asked = url
        for _ in range(MOST_REDIRECTS + 1):
            try:
                self._check_robots(asked)
                answer = self._ask(asked, headers)
            except SkipReport as skipped:
                if asked == url:
                    raise
                raise SkipReport(url, f"leads to {asked}: {skipped.reason}") from skipped
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                break
            asked = urljoin(asked, answer.headers["location"])
        else:
            raise SkipReport(url, f"leads on more than {MOST_REDIRECTS} times")
        if answer.trouble:
            raise SkipReport(url, answer.trouble)
        if answer.status not in (200, 304):
            raise SkipReport(url, f"answered {answer.status} {answer.reason}".strip())
        return answer

    def _ask(self, url: str, headers: Mapping[str, str]) -> Answer:
        """One answer, tried again where the trouble may pass."""
        for attempt in range(self._manners.retries + 1):
            self._wait(url)
            answer = ask(url, headers, self._manners, self._world)
            self._free_at[_host(url)] = self._world.clock() + self._delay(url)
            pause = _seconds(answer.headers.get("retry-after")) or self._manners.delay * 2**attempt
            final = attempt == self._manners.retries or pause > MOST_WAIT or "longer than" in answer.trouble
            if answer.status not in TRY_AGAIN or final:
                return answer
            self._world.sleep(pause)
        raise AssertionError("the last attempt returns")

    def _wait(self, url: str) -> None:
        if (seconds := self.wait_for(url)) > 0:
            self._world.sleep(seconds)

    def _delay(self, url: str) -> float:
        robots = self._robots.get(_origin(url))
        asked = robots.crawl_delay(self._manners.agent) if robots else None
        return max(self._manners.delay, min(float(asked or 0), MOST_WAIT))

    def _check_robots(self, url: str) -> None:
        origin = _origin(url)
        if origin not in self._robots:
            try:
                self._robots[origin] = self._load_robots(origin)
            except SkipReport as skipped:
                raise SkipReport(url, skipped.reason) from skipped  # the host, or where it leads, may not be asked
        robots = self._robots[origin]
        if robots is None:
            raise SkipReport(url, "its robots.txt cannot be read now, so it is not known what is permitted")
        if not robots.can_fetch(url, self._manners.agent):
            raise SkipReport(url, "its robots.txt does not permit it")

    def _load_robots(self, origin: str) -> Protego | None:
        """The rules of a host: none where it has no robots.txt, None where it cannot say (RFC 9309, 2.3.1)."""
        asked = f"{origin}/robots.txt"
        for _ in range(MOST_REDIRECTS):
            answer = self._ask(asked, {})
            if answer.status not in REDIRECTS or not answer.headers.get("location"):
                break
            asked = urljoin(asked, answer.headers["location"])
        self._free_at.pop(_host(origin), None)  # the rules are asked for with the first page
        if answer.status == 200:
            try:
                rules = unwrap(answer.body, answer.headers, ROBOTS_READ)
            except ValueError:
                return None
            return Protego.parse(rules[:ROBOTS_READ].decode("utf-8", "replace"))
        return Protego.parse("") if 300 <= answer.status < 500 and answer.status != 429 else None


def _host(url: str) -> str:
    return urlsplit(url).netloc.lower()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _seconds(written: str | None) -> float | None:
    return float(written) if written and written.isdecimal() and len(written) < 9 else None
