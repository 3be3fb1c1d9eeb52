"""Reading: what becomes a report, what is skipped and how that is said."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selon.model.errors import SkipReport, StopRun
from selon.model.report import Report
from selon.read.given import Given, as_given, load_metadata
from selon.read.reports import read

FRENCH = "Les forces ukrainiennes ont repris le village, a déclaré jeudi l’état-major. « Nous avançons », dit-il."
ENGLISH = "Ukrainian troops have retaken the village, the general staff said on Thursday."


def read_file(folder: Path, content: bytes | str, **options: object) -> Report | SkipReport:
    path = folder / "report.txt"
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    (found,) = read([str(path)], **options)  # type: ignore[arg-type]
    return found


def read_report(folder: Path, content: bytes | str, **options: object) -> Report:
    found = read_file(folder, content, **options)
    assert isinstance(found, Report), found
    return found


def read_skip(folder: Path, content: bytes | str, **options: object) -> str:
    found = read_file(folder, content, **options)
    assert isinstance(found, SkipReport), found
    assert str(found).startswith(str(folder))
    return found.reason


def test_language_is_found(tmp_path: Path) -> None:
    assert read_report(tmp_path, FRENCH).language == "fr"
    assert read_report(tmp_path, ENGLISH).language == "en"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_header_lines_are_taken_off_and_the_text_is_left_alone(tmp_path: Path, ending: str) -> None:
    head = ending.join(
        ["url: https://example.org/1", "Date: 2023-06-04T10:00:00Z", "outlet: The Courier", "title: A: b"]
    )
    text = f"First line.{ending}{ending}{ENGLISH}{ending}"
    report = read_report(tmp_path, f"{head}{ending}{ending}{text}")
    assert report.text == text
    assert (report.published, report.outlet, report.title) == ("2023-06-04", "The Courier", "A: b")
    assert report.url == "https://example.org/1"


@pytest.mark.parametrize(
    "text", [f"{ENGLISH}\ndate: 2023-06-04\n\n{ENGLISH}", f"url: x\n{ENGLISH}\n\nMore.", "Note: a b c."]
)
def test_what_is_no_header_stays_in_the_text(tmp_path: Path, text: str) -> None:
    report = read_report(tmp_path, text, given=Given(language="en"))
    assert report.text == text
    assert report.published is None


def test_header_may_hold_other_keys_and_say_that_a_thing_is_unknown(tmp_path: Path) -> None:
    report = read_report(tmp_path, f"outlet: unknown\nlicence: none of ours\ndate: 2021-10 (inferred)\n\n{ENGLISH}")
    assert (report.outlet, report.published, report.text) == (None, "2021-10", ENGLISH)


def test_leading_date_stays_in_the_text(tmp_path: Path) -> None:
    report = read_report(tmp_path, f" date 2023-06 {FRENCH}")
    assert report.published == "2023-06"
    assert report.text.startswith(" date 2023-06 Les")


@pytest.mark.parametrize(
    ("metadata", "header", "leading", "option", "expected"),
    [
        ("2001", "2002", "2003-01", "2004", "2001"),
        (None, "2002", "2003-01", "2004", "2002"),
        (None, None, "2003-01", "2004", "2003-01"),
        (None, None, None, "2004", "2004"),
        (None, None, None, None, None),
    ],
)
def test_the_nearest_word_goes_first(
    tmp_path: Path,
    metadata: str | None,
    header: str | None,
    leading: str | None,
    option: str | None,
    expected: str | None,
) -> None:
    text = (f"date: {header}\n\n" if header else "") + (f"date {leading} " if leading else "") + ENGLISH
    own = {"report.txt": Given(published=metadata)}
    assert read_report(tmp_path, text, given=Given(published=option), metadata=own).published == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    report = read_report(tmp_path, FRENCH.encode(encoding))
    assert report.text == FRENCH
    assert any("not UTF-8" in note for note in report.notes) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"   \n\n ", "no text"),
        (b"date: 2023-06-04\n\n", "no text"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a PNG"),
        (b"some text\0more", "null byte at byte 9"),
        ("text \0 more".encode("utf-16"), "null character"),
        ("é".encode() * 9 + b"\n\xff broken", "line 2: broken utf-8 at byte 19"),
        (b"\xff\xfe\x00\xd8", "broken utf-16"),
        (bytes(range(1, 256)), "encoding"),
        ("\u2014 \u00ab \u00bb 12 34 ...", "no words"),
        ("Войска вернули село, сообщил в четверг генеральный штаб.", "'ru', which is not known"),
        ("date: 2023-02-31\n\nText.", "line 1: date '2023-02-31' is not in the calendar"),
        ("outlet: A\ndate: 2023-13\n\nText.", "line 2: date '2023-13'"),
        ("date 2023-02-30 Some text", "opens with the date '2023-02-30'"),
        ("language: tlh\n\nText.", "'tlh', which is not known"),
        (b"x" * 501, "longer than 500 bytes"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes | str, words: str) -> None:
    assert words in read_skip(tmp_path, content, limit=500)


def test_a_date_in_words_is_noted_and_the_report_read(tmp_path: Path) -> None:
    report = read_report(tmp_path, f"date: 4 June 2023\n\n{ENGLISH}")
    assert report.published is None
    assert "line 1: date '4 June 2023' is not understood" in report.notes[0]


def test_hidden_characters_are_noted_and_kept(tmp_path: Path) -> None:
    text = f"{ENGLISH}\nA bell \x07 and \u200f a mark \u202e."
    report = read_report(tmp_path, text)
    assert report.text == text
    assert len(report.notes) == 2
    assert "1 control characters, the first on line 2 (U+0007)" in report.notes[0]
    assert "2 marks of writing direction" in report.notes[1] and "right-to-left mark" in report.notes[1]


def test_other_files_are_read_and_each_once(tmp_path: Path) -> None:
    for name, content in (("a.txt", ENGLISH), ("b.txt", ""), ("c.txt", FRENCH), ("d.md", ENGLISH)):
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "bare").mkdir()
    found = list(read([str(tmp_path), str(tmp_path / "*.txt"), str(tmp_path / "none"), str(tmp_path / "bare"), "*.no"]))
    assert [item.name if isinstance(item, Report) else Path(item.name).name for item in found] == [
        "a", "b.txt", "c", "none", "bare", "*.no",
    ]  # fmt: skip
    assert (
        "no such file" in str(found[3])
        and "without files that are read" in str(found[4])
        and "named like this" in str(found[5])
    )


def test_reading_yields_as_it_goes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ENGLISH, encoding="utf-8")
    reports = read([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert isinstance(next(reports), Report)
    (tmp_path / "b.txt").write_text(ENGLISH, encoding="utf-8")
    assert isinstance(next(reports), Report)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(ENGLISH.encode())))
    (report,) = read(["-"])
    assert isinstance(report, Report) and (report.name, report.text) == ("stdin", ENGLISH)


def test_two_reports_of_one_name_are_noted(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.txt").write_text(ENGLISH, encoding="utf-8")
    first, second = read([str(tmp_path / "a"), str(tmp_path / "b")])
    assert isinstance(first, Report) and isinstance(second, Report)
    assert not first.notes and "called 'same' too" in second.notes[0]


def test_metadata(tmp_path: Path) -> None:
    rows = [
        {"file": "report.txt", "published": "2023-06", "outlet": None, "language": "fr"},
        {"file": "wrong.txt", "published": "2023-02-31"},
    ]
    path = tmp_path / "about.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    known = load_metadata(path)
    report = read_report(tmp_path, f"outlet: A\n\n{ENGLISH}", metadata=known)
    assert (report.published, report.outlet, report.language) == ("2023-06", "A", "fr")
    assert "line 2: published '2023-02-31' is no date" in (known["wrong.txt"].fault or "")


@pytest.mark.parametrize(
    ("line", "words"), [("{", "is no JSON"), ("[1]", 'has no "file"'), ('{"file": 3}', 'no "file"')]
)
def test_metadata_that_is_none_stops_the_run(tmp_path: Path, line: str, words: str) -> None:
    path = tmp_path / "about.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(StopRun, match=f"about.jsonl, line 2: .*{words}"):
        load_metadata(path)


def test_options_are_checked() -> None:
    with pytest.raises(StopRun, match="--published: '2023-02-31' is no date"):
        as_given("2023-02-31", None, None)
    with pytest.raises(StopRun, match="--language: 'xx' is not known"):
        as_given(None, None, "xx")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace")))
)
def test_no_bytes_make_reading_crash_and_twice_is_the_same(tmp_path: Path, content: bytes) -> None:
    first, second = read_file(tmp_path, content), read_file(tmp_path, content)
    assert str(first) == str(second)
    if isinstance(first, Report) and first.encoding == "utf-8":
        assert content.decode("utf-8-sig").endswith(first.text)
