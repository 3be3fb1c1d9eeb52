"""Lists of addresses: OPML files of feeds, feeds, sitemaps."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from selon.model.errors import SkipReport, StopRun
from selon.read.formats.feed import parse_feed


def feeds_in(path: Path) -> list[str]:
    """The feeds of an OPML file, each once; StopRun where it is none."""
    try:
        found = [element.get("xmlUrl") for element in _parse(str(path), path.read_bytes()).iter("outline")]
    except OSError as error:
        raise StopRun(f"{path}: cannot be opened: {error.strerror}") from error
    except SkipReport as skipped:
        raise StopRun(str(skipped)) from skipped
    feeds = list(dict.fromkeys(address for address in found if address))
    if not feeds:
        raise StopRun(f"{path}: names no feeds: an OPML file has <outline xmlUrl=…> elements")
    return feeds


def pages_in_feed(url: str, raw: bytes) -> list[str]:
    """The pages that a feed's entries point to, in order and each once."""
    links = (entry.get("link") for entry in parse_feed(url, raw).entries)
    return list(dict.fromkeys(urljoin(url, link.strip()) for link in links if link and link.strip()))


def pages_in_sitemap(url: str, raw: bytes) -> tuple[list[str], list[str]]:
    """The pages, and the further sitemaps, that a sitemap lists."""
    root = _parse(url, raw)
    found = [
        urljoin(url, (element.text or "").strip())
        for element in root.iter()
        if str(element.tag).endswith("}loc") or element.tag == "loc"
    ]
    return ([], found) if str(root.tag).endswith("sitemapindex") else (found, [])


def _parse(name: str, raw: bytes) -> Element:
    try:
        root: Element = fromstring(raw)
    except DefusedXmlException as error:
        raise SkipReport(name, "declares entities of its own, which may grow without end; it is not read") from error
    except (ParseError, ValueError, LookupError) as error:
        raise SkipReport(name, f"is no XML that can be read: {error}") from error
    return root
