"""The table and the page: what stands in them, and that nothing in a report can break out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from selon.cli.formats import FORMATS, Screen, as_line
from selon.model.attribution import Source
from selon.model.claim import CERTAINTIES, Claim
from selon.model.reading import Reading
from selon.model.report import Report
from selon.model.span import Span
from selon.show.certainty import LOOKS

TEXT = '<script>alert("1")</script> Kyiv & co \x1b[31m took & held [bold]Izium[/bold] said </div>'


def reading(certainty: str = "certain", polarity: str = "affirmed") -> Reading:
    def span(words: str) -> Span:
        return Span(TEXT.index(words), TEXT.index(words) + len(words), words)

    sources = (Source('<b>"Kyiv"', "say", "indirect", None, span("said")),)
    whole = Span(0, len(TEXT), TEXT)
    claims = tuple(
        Claim(f"c_{words}", "r", whole, span(words), "capture", polarity, certainty, sources)
        for words in ("took", "held")
    )
    return Reading(Report("r", TEXT, "en", outlet="<i>Outlet</i>", notes=("a <note>",)), claims)


def as_page(certainty: str = "certain", polarity: str = "affirmed") -> str:
    form = FORMATS["html"]
    return form.head(Screen()) + form.one(reading(certainty, polarity), Screen()) + form.foot(Screen())


class Page(HTMLParser):
    """Collects ids, links and text, and checks that tags close in order."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ("meta",):
            self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on")
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


def test_the_page_is_whole_escaped_and_links_both_ways() -> None:
    html = as_page()
    page = Page()
    page.feed(html)
    assert page.open == []
    assert len(page.ids) == len(set(page.ids)) == 4
    assert sorted(page.links) == sorted(f"#{name}" for name in page.ids)
    assert "<script" not in html and "<i>Outlet" not in html and "<b>&quot;" not in html
    assert not re.search(r"https?://|@import|url\(", html)
    assert "alert(" in page.words and "a <note>" in page.words
    assert "\x1b" not in html


@pytest.mark.parametrize("certainty", CERTAINTIES)
def test_certainty_never_shows_by_colour_alone(certainty: str) -> None:
    sign = LOOKS[certainty].sign
    assert f'class="claim {certainty}"' in as_page(certainty) and f'data-sign="{sign}"' in as_page(certainty)
    table = FORMATS["table"].one(reading(certainty), Screen())
    assert f"{sign} {certainty}" in table
    assert len({look.sign for look in LOOKS.values()}) == len(LOOKS) == len(CERTAINTIES)


def test_the_table_is_grouped_and_takes_nothing_from_the_text_as_a_command() -> None:
    table = FORMATS["table"].one(reading(polarity="negated"), Screen(width=80))
    assert table.count('<b>"Kyiv"') == 1
    assert table.count("not capture") == 2
    assert "[bold]" in table and "\x1b" not in table
    assert all(len(line) <= 80 for line in table.split("\n"))
    assert "\x1b[" in FORMATS["table"].one(reading(), Screen(colour=True))


def test_a_line_of_json_is_one_line_to_every_reader() -> None:
    line = as_line({"text": "a\u2028b\x85c\nd é"})
    assert len(line.splitlines()) == 1 and "é" in line
