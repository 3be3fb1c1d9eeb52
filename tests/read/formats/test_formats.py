"""Each format: what becomes a report, and what is known of it."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from tests.read.formats.format_samples import (
    ENGLISH,
    FRENCH,
    PARAGRAPHS,
    ROW,
    feed,
    letter,
    message,
    one_report,
    page,
    parquet_table,
    read_bytes,
    split,
    telegram,
    warc,
    warc_record,
    zipped,
)

from selon.languages.load import load_language
from selon.parse.regions import find_regions
from selon.read.given import load_metadata
from selon.read.reports import read


def test_page(tmp_path: Path) -> None:
    report = one_report(tmp_path, "station.html", page())
    assert (report.name, report.title, report.outlet, report.author) == (
        *("station", "Station shelled", "The Courier", "Ann Smith"),
    )
    assert (report.published, report.edited) == ("2023-06-05", "2023-06-06T10:00:00+02:00")
    assert (report.url, report.language, report.format) == ("https://courier.example/station", "en", "html")
    assert all(words in report.text for words in PARAGRAPHS)
    assert "rights reserved" not in report.text and report.raw.startswith(b"<!DOCTYPE")


def test_a_piece_of_a_page_is_read_too(tmp_path: Path) -> None:
    block = f'<div id="page-1">{"".join(f"<p>{words}</p>" for words in PARAGRAPHS)}</div>'
    report = one_report(tmp_path, "piece.html", block)
    assert report.text == "\n\n".join(PARAGRAPHS) and report.raw == block.encode()


def test_captions_and_credits_are_kept_as_such(tmp_path: Path) -> None:
    report = one_report(tmp_path, "station.html", page())
    (caption,) = report.captions
    assert caption.span.text == "The station on Monday. Jo Bloggs / Agency"
    assert caption.credit and caption.credit.text == "Jo Bloggs / Agency"
    for span in (caption.span, caption.credit):
        assert report.text[span.start : span.end] == span.text
    (region,) = find_regions(report, [(0, len(report.text))], load_language("en"))
    assert (region.kind, region.span, region.credit) == ("caption", caption.span, caption.credit)


def test_a_credit_in_brackets_is_told_by_the_mark_between_name_and_agency(tmp_path: Path) -> None:
    figure = "<figure><figcaption>Troops (a dozen) at the bridge. (Jo Bloggs/Agency)</figcaption></figure></article>"
    (caption,) = one_report(
        tmp_path, "a.html", page().replace("<figcaption>", "<i>").replace("</article>", figure)
    ).captions
    assert caption.credit and caption.credit.text == "Jo Bloggs/Agency"
    plain = figure.replace(" (Jo Bloggs/Agency)", "")
    (caption,) = one_report(
        tmp_path, "b.html", page().replace("<figcaption>", "<i>").replace("</article>", plain)
    ).captions
    assert caption.credit is None


@pytest.mark.parametrize(
    ("written", "kept"), [("2023", "2023"), ("2023-06", "2023-06"), ("2023-06-05T01", "2023-06-05")]
)
def test_a_page_is_as_exact_about_its_date_as_it_says(tmp_path: Path, written: str, kept: str) -> None:
    assert one_report(tmp_path, "a.html", page(written)).published == kept


def test_format_is_told_by_content_and_not_by_name(tmp_path: Path) -> None:
    assert one_report(tmp_path, "a.txt", page()).format == "html"
    assert one_report(tmp_path, "b.html", ENGLISH).format == "text"
    assert one_report(tmp_path, "c", gzip.compress(feed(f"<title>{ENGLISH}</title>").encode())).format == "feed"
    assert one_report(tmp_path, "d.txt", letter()).format == "mail"
    assert one_report(tmp_path, "e.txt", f'title,text\nA,"{ENGLISH}"\n').format == "table"
    assert one_report(tmp_path, "f.csv", parquet_table({"text": [ENGLISH]})).format == "parquet"
    assert one_report(tmp_path, "g.txt", telegram(message(1))).format == "telegram"


def test_a_page_whose_charset_is_a_lie_is_read_as_it_is(tmp_path: Path) -> None:
    latin = page().replace("utf-8", "iso-8859-1").replace("warehouse", "entrepôt")
    assert "entrepôt" in one_report(tmp_path, "utf8.html", latin.encode("utf-8")).text
    assert "entrepôt" in one_report(tmp_path, "latin.html", latin.encode("latin-1")).text
    lie = one_report(tmp_path, "lie.html", latin.replace("iso-8859-1", "utf-8").encode("cp1252"))
    assert "entrepôt" in lie.text and "not UTF-8" in lie.notes[0]


def test_feed(tmp_path: Path) -> None:
    full = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    found = read_bytes(
        tmp_path,
        "feed.xml",
        feed(
            f"<title>Village retaken</title><description>{ENGLISH}</description><link>https://a.example/1</link>"
            "<pubDate>Sun, 04 Jun 2023 23:30:00 -0500</pubDate><author>Ann Smith</author>"
            '<media:content url="a.jpg"><media:description>A tank.</media:description>'
            "<media:credit>Jo Bloggs</media:credit></media:content>",
            f"<title>Station shelled</title><description>Short.</description><content:encoded><![CDATA[{full}]]>"
            "</content:encoded>",
        ),
    )
    (first, second), skipped = split(found)
    assert not skipped
    assert (first.name, first.outlet, first.published) == ("feed.xml#1", "The Courier", "2023-06-04")
    assert first.text == f"Village retaken\n\n{ENGLISH}\n\nA tank. Jo Bloggs"
    assert first.captions[0].credit and first.captions[0].credit.text == "Jo Bloggs"
    assert first.url == "https://a.example/1"
    assert (second.text, second.title) == ("\n\n".join(PARAGRAPHS), "Station shelled")


def test_atom(tmp_path: Path) -> None:
    report = one_report(
        tmp_path,
        "a.atom",
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title><entry><title>Village</title>'
        f"<summary>{ENGLISH}</summary><published>2023-06-04T01:00:00+02:00</published>"
        "<updated>2023-06-05T01:00:00Z</updated></entry></feed>",
    )
    assert (report.published, report.edited) == ("2023-06-04", "2023-06-05T01:00:00+00:00")


@pytest.mark.parametrize("packed", [False, True])
def test_web_archive(tmp_path: Path, packed: bool) -> None:
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (page().encode()[:700], page().encode()[700:]))
    content = warc(
        warc_record("x:info", b"software: x\r\n", kind="warcinfo", type="application/warc-fields"),
        warc_record("https://a.example/1", page().encode()),
        warc_record("https://a.example/2", b"\x89PNG", type="image/png"),
        warc_record("https://a.example/3", gzip.compress(page().encode()), head="Content-Encoding: gzip\r\n"),
        warc_record("https://a.example/4", chunked + b"0\r\n\r\n", head="Transfer-Encoding: chunked\r\n"),
        warc_record("https://a.example/5", feed(f"<title>{ENGLISH}</title>").encode(), type="application/rss+xml"),
        warc_record("https://a.example/6", ENGLISH.encode(), kind="resource", type="text/plain"),
        packed=packed,
    )
    name = "pages.warc.gz" if packed else "pages.warc"
    reports, skipped = split(read_bytes(tmp_path, name, content))
    assert not skipped
    assert [report.name for report in reports] == [f"{name}#{mark}" for mark in ("2", "4", "5", "6#1", "7")]
    assert {report.obtained for report in reports} == {"2023-06-07T01:02:03Z"}
    assert reports[0].url == "https://a.example/1" and reports[1].text == reports[2].text == reports[0].text
    assert reports[4].text == ENGLISH


def test_arc(tmp_path: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + ENGLISH.encode()
    about = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    content = b"filedesc://a.arc 127.0.0.1 20080216050221 text/plain %d\n%s\n" % (len(about), about)
    content += b"http://a.example/ 192.0.2.1 20080216050221 text/plain %d\n%s\n" % (len(answer), answer)
    report = one_report(tmp_path, "a.arc", content)
    assert (report.name, report.text, report.obtained) == ("a.arc#2", ENGLISH, "2008-02-16T05:02:21Z")


def test_telegram(tmp_path: Path) -> None:
    entities = ["Troops have ", {"type": "bold", "text": "retaken"}, " the village, the general staff said."]
    found = read_bytes(
        tmp_path,
        "result.json",
        telegram(
            {"id": 1, "type": "service", "action": "create_channel", "text": ""},
            message(2, entities, edited="2023-06-04T11:00:00", forwarded_from="Other Channel", author="Ann"),
            message(3, "", photo="a.jpg"),
            message(4),
        ),
    )
    (first, second), skipped = split(found)
    assert not skipped
    assert first.text == "Troops have retaken the village, the general staff said."
    assert (first.name, first.outlet, first.author) == ("result.json#2", "War Channel", "Ann")
    assert (first.published, first.edited, first.origin) == ("2023-06-04", "2023-06-04T11:00:00", "Other Channel")
    assert first.url == "https://t.me/c/12345/2"
    assert (second.name, second.edited, second.origin, second.author) == ("result.json#4", None, None, None)


def test_all_chats_of_an_account(tmp_path: Path) -> None:
    chats = [json.loads(telegram(message(1), name=name, id=number)) for number, name in enumerate("AB", start=1)]
    reports, skipped = split(read_bytes(tmp_path, "result.json", json.dumps({"about": "…", "chats": {"list": chats}})))
    assert not skipped
    assert [report.outlet for report in reports] == ["A", "B"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("t.jsonl", json.dumps(ROW) + "\n\n" + json.dumps(ROW) + "\n"),
        ("t.json", json.dumps([ROW, ROW])),
        ("t.csv", f"{','.join(ROW)}\n" + f'Village retaken,"{ENGLISH}",2023/06/04,The Courier,1\n' * 2),
        ("t.tsv", "\t".join(ROW) + "\n" + "\t".join(map(str, ROW.values())) + "\n" + "\t".join(map(str, ROW.values()))),
        ("t.parquet", parquet_table({key: [value, value] for key, value in ROW.items()})),
    ],
)
def test_tables(tmp_path: Path, name: str, content: str | bytes) -> None:
    reports, skipped = split(read_bytes(tmp_path, name, content))
    assert not skipped and len(reports) == 2
    first = reports[0]
    assert (first.text, first.title, first.outlet) == (ENGLISH, "Village retaken", "The Courier")
    assert (first.published, first.name) == ("2023-06-04", f"{name}#1")
    assert json.loads(first.raw)["headline"] == "Village retaken"


def test_columns_are_mapped_by_options_and_guessed_otherwise(tmp_path: Path) -> None:
    content = f"fr_text,other,when\n{FRENCH.replace(',', ';')},{ENGLISH.replace(',', ';')},2023-06\n"
    assert one_report(tmp_path, "a.csv", content).language == "fr"
    mapped = one_report(tmp_path, "a.csv", content, columns={"text": "other", "published": "when"})
    assert (mapped.language, mapped.published) == ("en", "2023-06")
    unnamed = one_report(tmp_path, "b.tsv", f"12\t7\t{FRENCH}\n")
    assert unnamed.text == FRENCH and "column '3' is read as the text" in unnamed.notes[0]
    (wrong,) = read_bytes(tmp_path, "a.csv", content, columns={"text": "none"})
    assert "has no column 'none' for text; it has 'fr_text', 'other', 'when'" in str(wrong)


def test_quotation_marks_in_a_table_are_words_where_they_hold_nothing_together(tmp_path: Path) -> None:
    loose = one_report(tmp_path, "a.tsv", f'title\ttext\nA\t"We advance, {ENGLISH}\n')
    assert loose.text == f'"We advance, {ENGLISH}'
    held = one_report(tmp_path, "b.csv", f'title,text\nA,"We ""advance"",\n\n{ENGLISH}"\n')
    assert held.text == f'We "advance",\n\n{ENGLISH}'


def test_xml_records(tmp_path: Path) -> None:
    articles = f"<article><title>A</title><description>{FRENCH}</description></article>" * 2
    reports, skipped = split(read_bytes(tmp_path, "a.xml", f'<?xml version="1.0"?><list><day>{articles}</day></list>'))
    assert not skipped
    assert [report.name for report in reports] == ["a.xml#1", "a.xml#2"]
    assert reports[1].text == f"A\n\n{FRENCH}" and reports[1].language == "fr"


def test_letters(tmp_path: Path) -> None:
    html = letter(f"<p>{ENGLISH}</p><p>{ENGLISH}</p>", **{"Content-Type": "text/html; charset=utf-8"})
    postmark = b"From news@courier.example Sun Jun  4 23:30:00 2023\n"
    reports, skipped = split(read_bytes(tmp_path, "a.mbox", postmark + letter() + b"\n" + postmark + html + b"\n"))
    assert not skipped
    first, second = reports
    assert (first.name, first.outlet, first.title) == ("a.mbox#1", "The Courier", "Village retaken")
    assert (first.published, first.text.strip()) == ("2023-06-04", ENGLISH)
    assert second.text == f"{ENGLISH}\n\n{ENGLISH}"
    assert one_report(tmp_path, "b.eml", letter()).name == "b"


def test_archives_and_what_is_in_them(tmp_path: Path) -> None:
    inner = zipped({"c.txt": FRENCH.encode(), "picture.png": b"\x89PNG"})
    content = zipped(
        {"a.txt": ENGLISH.encode(), "b/feed.xml": feed(f"<title>{ENGLISH}</title>").encode(), "d.zip": inner}
    )
    reports, skipped = split(read_bytes(tmp_path, "all.zip", content))
    assert not skipped
    assert [report.name for report in reports] == ["all.zip/a.txt", "all.zip/b/feed.xml#1", "all.zip/d.zip/c.txt"]
    assert (reports[0].path or "").endswith("/all.zip/a.txt")
    assert one_report(tmp_path, "e.txt.gz", gzip.compress(f"date: 2023\n\n{ENGLISH}".encode())).name == "e"


def test_metadata_may_name_one_of_several(tmp_path: Path) -> None:
    from_file = tmp_path / "about.jsonl"
    rows = [{"file": "feed.xml#2", "published": "2021"}, {"file": "feed.xml", "outlet": "Other"}]
    from_file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    items = [f"<title>{ENGLISH}</title><pubDate>2020-01-01</pubDate>"] * 2
    reports, _ = split(read_bytes(tmp_path, "feed.xml", feed(*items), metadata=load_metadata(from_file)))
    assert [report.published for report in reports] == ["2020-01-01", "2021"]
    assert [report.outlet for report in reports] == ["Other", "The Courier"]


def test_a_folder_is_read_with_its_folders(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name, content in (
        ("b.html", page()),
        ("a.txt", ENGLISH),
        ("x.json", "{\n}"),
        (".c.txt", ENGLISH),
        ("d.md", "x"),
    ):
        (tmp_path / "in" / name).write_text(content, encoding="utf-8")

    reports, skipped = split(list(read([str(tmp_path)])))
    assert [report.name for report in reports] == ["a", "b"] and not skipped
