#!/usr/bin/env python3
"""Main text of saved pages: Selon's reader against trafilatura alone, as F1 of words against texts cut by hand.

    python eval/pages.py [FOLDER]

The folder holds pages and what is expected of them as fundus, readability, newspaper4k and the article extraction
benchmark have it. Of a page without, the expected text is what its publisher gives as `articleBody` in JSON-LD; of a
page that is nothing but a headline and paragraphs, those. Of pages of which only strings are known that must and must
not be found (`trafilatura_evaldata_excerpt.json`), these are counted. Exit status 1 where Selon is lower.

F1 is over the bag of words (https://github.com/scrapinghub/article-extraction-benchmark counts shingles of four; both
are shown). Captions, which Selon keeps apart, are counted once without and once with.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from typing import Any

import trafilatura
from lxml import html

from selon.model.report import Report
from selon.read.given import Given
from selon.read.reports import read

SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "formats" / "html"
SHINGLE = 4


def main() -> int:
    """One line a page, then the means."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SAMPLES
    print(f"{'page':40}  trafilatura      selon            selon with captions   (F1 of words, of shingles)")
    rows, lower = list[list[float]](), list[str]()
    for page, expected in find_pairs(folder):
        # A language is given, for pages in those that Selon does not know are measured too.
        report = next(iter(read([str(page)], given=Given(language="en"))))
        if not isinstance(report, Report):
            print(f"{page.name:40}  {report.reason[:60]}")
            continue
        alone = trafilatura.extract(page.read_bytes(), include_comments=False) or ""
        row = [score(text, expected) for text in (alone, without_captions(report), report.text)]
        rows.append([value for pair in row for value in pair])
        lower += [page.name] if row[1] < row[0] else []
        print(f"{page.name:40}  " + "   ".join(f"{words:.4f} {shingles:.4f}" for words, shingles in row))
    means = [mean(column) for column in zip(*rows, strict=True)]
    print(
        f"{f'mean of {len(rows)}':40}  "
        + "   ".join(f"{a:.4f} {b:.4f}" for a, b in zip(means[::2], means[1::2], strict=True))
    )
    lower += count_strings(folder)
    print(f"lower than trafilatura alone: {', '.join(lower) or 'none'}")
    return 1 if lower else 0


def count_strings(folder: Path) -> list[str]:
    """Print how many strings that must, and must not, be found are; the pages where Selon finds less, or more."""
    known, lower = folder / "trafilatura_evaldata_excerpt.json", list[str]()
    if not known.exists():
        return lower
    for address, wanted in json.loads(known.read_text(encoding="utf-8")).items():
        host = address.split("/")[2].removeprefix("www.")
        for page in sorted(folder.glob(f"trafilatura_{host}*.html")):
            report = next(iter(read([str(page)], given=Given(language="en"))))
            alone = trafilatura.extract(page.read_bytes(), include_comments=False) or ""
            texts = [alone, without_captions(report) if isinstance(report, Report) else ""]
            found, wrong = (
                [sum(part in text for part in wanted[key]) for text in texts] for key in ("with", "without")
            )
            if found[0] + wrong[0] == 0:
                continue  # another article of that outlet
            lower += [page.name] if found[1] < found[0] or wrong[1] > wrong[0] else []
            most, worst = len(wanted["with"]), len(wanted["without"])
            print(
                f"{page.name:40}  trafilatura {found[0]} of {most}, {wrong[0]} of {worst} wrong; "
                f"selon {found[1]} of {most}, {wrong[1]} of {worst} wrong"
            )
    return lower


def find_pairs(folder: Path) -> Iterator[tuple[Path, str]]:
    """Pages with the text that is expected of them: by hand where there is one, else by the publisher's own data."""
    by_hand = dict(pairs_by_hand(folder))
    yield from by_hand.items()
    for page in sorted(folder.glob("*.html")):
        if page not in by_hand and not page.name.endswith("_expected.html"):
            tree = html.fromstring(page.read_bytes())
            if text := linked_body(tree) or bare_body(tree):
                yield page, text


def linked_body(tree: Any) -> str | None:
    """The longest `articleBody` in the page's JSON-LD."""
    found: list[str] = []
    for block in tree.xpath('//script[@type="application/ld+json"]'):
        try:
            waiting: list[Any] = [json.loads(block.text or "", strict=False)]
        except ValueError:
            continue
        while waiting:
            item = waiting.pop()
            waiting += item if isinstance(item, list) else item.values() if isinstance(item, dict) else ()
            if isinstance(item, dict) and isinstance(item.get("articleBody"), str):
                found.append(item["articleBody"])
    return max(found, key=len, default=None)


def bare_body(tree: Any) -> str | None:
    """The words of a page whose body is headlines and paragraphs alone."""
    elements = tree.xpath("//body/*")
    if not elements or any(element.tag not in ("h1", "h2", "p") for element in elements):
        return None
    return "\n".join(" ".join(element.itertext()) for element in elements)


def pairs_by_hand(folder: Path) -> Iterator[tuple[Path, str]]:
    """Pages with the texts that people cut for them."""
    for path in sorted(folder.iterdir()):
        if path.name.endswith(".expected.json"):
            data = json.loads(path.read_text(encoding="utf-8"))
            stem = path.name.removesuffix(".expected.json")
            for page in sorted(folder.glob(f"{stem}*.html")):
                if body := data.get("articleBody") or fundus_body(data, page):
                    yield page, body
        elif path.name.endswith(".expected.txt"):
            yield path.with_name(path.name.replace(".expected.txt", ".html")), path.read_text(encoding="utf-8")
        elif path.name.endswith("_expected.html"):
            body = html.fromstring(path.read_text(encoding="utf-8"))
            yield path.with_name(path.name.replace("_expected", "_source")), " ".join(body.itertext())


def fundus_body(data: dict[str, Any], page: Path) -> str | None:
    """The text of the version whose words stand in the page most: the files hold all versions of a publisher."""
    raw = " ".join(page.read_text(encoding="utf-8", errors="replace").split())
    texts = []
    for version in data.values():
        body = version.get("body") or {}
        parts = [*body.get("summary", [])]
        for section in body.get("sections", []):
            parts += [*section.get("headline", []), *section.get("paragraphs", [])]
        texts.append((sum(" ".join(part.split())[:40] in raw for part in parts) / max(1, len(parts)), "\n".join(parts)))
    share, text = max(texts, default=(0.0, ""))
    return text if share > 0.5 else None


def without_captions(report: Report) -> str:
    """The main text alone."""
    text = report.text
    for caption in reversed(report.captions):
        text = text[: caption.span.start] + text[caption.span.end :]
    return text


def score(text: str, expected: str) -> tuple[float, float]:
    """F1 of the bag of words, and of the bag of shingles."""
    return f1(words_of(text), words_of(expected)), f1(shingles_of(text), shingles_of(expected))


def words_of(text: str) -> Counter[str]:
    """Words in small letters."""
    return Counter(re.findall(r"\w+", text.lower()))


def shingles_of(text: str) -> Counter[str]:
    """Every four words that follow each other."""
    words = re.findall(r"\w+", text.lower())
    return Counter(" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def f1(found: Counter[str], wanted: Counter[str]) -> float:
    """Harmonic mean of precision and recall."""
    both = sum((found & wanted).values())
    return 2 * both / (sum(found.values()) + sum(wanted.values())) if both else 0.0


if __name__ == "__main__":
    sys.exit(main())
