"""Bad dumps and builds in trouble: what is wrong is said, the rest is built, the old file stays."""

from __future__ import annotations

import io
import resource
import sqlite3
import subprocess
import sys
import threading
import zipfile
from pathlib import Path

import pytest

from selon.model.errors import StopRun
from selon.resolve.gazetteer import build_gazetteer, open_gazetteer
from selon.resolve.gazetteer.dump_files import MAX_LINE, SHOWN
from selon.resolve.gazetteer.lock import locked
from selon.resolve.gazetteer.names import MAX_NAME
from selon.resolve.gazetteer.store import StoredGazetteer, default_path


def place(number: object = 1, name: str = "Aldara", **cells: str) -> str:
    given = {"others": "", "lat": "10.0", "lon": "20.0", "class": "P", "code": "PPL", "region": "07"} | cells
    row = [str(number), name, name, given["others"], given["lat"], given["lon"], given["class"], given["code"]]
    return "\t".join([*row, "TD", "", given["region"], "", "", "", "1200", "", "", "Africa/Ndjamena", "2025-01-01"])


def alternate(number: object, name: str, language: str = "en", *, preferred: str = "", historic: str = "") -> str:
    return "\t".join(["9", str(number), language, name, preferred, "", "", historic, "", ""])


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def built(folder: Path, *dumps: Path) -> StoredGazetteer:
    build_gazetteer(dumps, folder / "out.sqlite", packaged=False)
    return StoredGazetteer(folder / "out.sqlite")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (place(lat="90.5"), "no coordinate within 90 degrees: '90.5'"),
        (place(lon="-181"), "no coordinate within 180 degrees: '-181'"),
        (place(lat="nan"), "no coordinate"),
        (place(lon="east"), "no coordinate"),
        (place("none"), "no GeoNames number: 'none'"),
        (place(10**30), "no GeoNames number"),
        (place(name=" "), "no name"),
        (place(name="x" * 10_000), f"a name of 10000 characters, at most {MAX_NAME}"),
        (place() + "\tmore", "20 columns and not 19"),
        ("words alone", "1 columns and not 19"),
        (place() + "x" * MAX_LINE, "columns"),
    ],
)
def test_a_broken_line_is_counted_with_its_place_and_reason(tmp_path: Path, line: str, said: str) -> None:
    dump = write(tmp_path / "TD.txt", place(2, "Bekoul"), line, "", place(3, "Kormey"))
    broken = build_gazetteer([dump], tmp_path / "out.sqlite", packaged=False).broken
    gazetteer = StoredGazetteer(tmp_path / "out.sqlite")
    if line.endswith("x" * MAX_LINE):  # cut, it still has its columns, and its last cell is not read
        assert broken.count == 0
    else:
        assert broken.count == 1
        assert broken.first[0].startswith("TD.txt, line 2: ") and said in broken.first[0]
        assert not gazetteer.knows("Aldara")
    assert gazetteer.knows("Bekoul") and gazetteer.knows("Kormey")


def test_the_first_ten_broken_lines_are_kept(tmp_path: Path) -> None:
    dump = write(tmp_path / "TD.txt", place(), *["broken"] * 25)
    broken = build_gazetteer([dump], tmp_path / "out.sqlite", packaged=False).broken
    assert (broken.count, len(broken.first)) == (25, SHOWN)


def test_a_line_that_is_not_in_utf_8_is_broken(tmp_path: Path) -> None:
    dump = tmp_path / "TD.txt"
    dump.write_bytes(b"\xef\xbb\xbf" + place().encode() + b"\r\n" + place(2, "Corm\xe9").encode("latin-1") + b"\r\n")
    broken = build_gazetteer([dump], tmp_path / "out.sqlite", packaged=False).broken
    assert broken.first == ["TD.txt, line 2: not in UTF-8, byte 7"]
    assert StoredGazetteer(tmp_path / "out.sqlite").knows("Aldara")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "an empty file"),
        (b"\n\n", "no GeoNames dump"),
        (b"<html>\n<body>Not found</body>\n</html>\n", "no GeoNames dump"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "no GeoNames dump"),
        (b"PK\x03\x04 and no more", "a broken zip file"),
        (place().encode("utf-16"), "can be read"),
        (place(lat="here").encode(), "can be read"),
    ],
)
def test_what_is_no_dump_stops_the_build_and_the_old_file_stays(tmp_path: Path, content: bytes, said: str) -> None:
    output = tmp_path / "out.sqlite"
    build_gazetteer([write(tmp_path / "TD.txt", place())], output, packaged=False)
    before = output.read_bytes()
    (tmp_path / "bad").write_bytes(content)
    with pytest.raises(StopRun, match=said):
        build_gazetteer([tmp_path / "TD.txt", tmp_path / "bad"], output, packaged=False)
    assert output.read_bytes() == before
    assert not list(tmp_path.glob(".out.sqlite.*.part*"))


def test_a_zip_cut_short_or_spoilt_stops_the_build(tmp_path: Path) -> None:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("TD.txt", "\n".join(place(number, f"Aldara{number}") for number in range(1, 20_000)))
    content = whole.getvalue()
    spoilt = bytearray(content)
    spoilt[len(content) // 2] ^= 0xFF
    for bad in (content[: len(content) // 2], bytes(spoilt)):
        (tmp_path / "TD.zip").write_bytes(bad)
        with pytest.raises(StopRun, match=r"TD\.zip: a broken zip file"):
            built(tmp_path, tmp_path / "TD.zip")
    assert not (tmp_path / "out.sqlite").exists()


def test_many_dumps_at_once_and_alternate_names_in_any_order(tmp_path: Path) -> None:
    names = tmp_path / "alternateNamesV2.zip"
    with zipfile.ZipFile(names, "w") as archive:
        archive.writestr("iso-languagecodes.txt", "ISO 639-3\tISO 639-2\tISO 639-1\tLanguage Name\n")
        lines = [
            alternate(1, "Vieux Aldara", "fr", historic="1"),
            alternate(1, "https://example.org/Aldara", "link"),
            alternate(1, "Q42", "wkdt"),
            alternate(1, "12345", "post"),
            alternate(2, "Grand Bekoul", "fr", preferred="1"),
            alternate(99, "Nowhere"),
        ]
        archive.writestr("alternateNamesV2.txt", "\n".join(lines))
    one = write(tmp_path / "TD.txt", place(1, "Aldara"), place(7, "Kanem", code="ADM1", **{"class": "A"}))
    two = write(tmp_path / "allCountries.txt", place(1, "Aldara"), place(2, "Bekoul"), place(3, "Vieux Aldara"))
    gazetteer = built(tmp_path, names, one, two)
    assert [found.name for found in gazetteer.find("vieux aldara")] == ["Vieux Aldara", "Aldara"]
    assert [found.id for found in gazetteer.find("Grand-Bekoul")] == ["geonames:2"]
    assert len(gazetteer.find("Aldara")) == 1
    assert gazetteer.find("Aldara")[0].region == "Kanem"
    assert not any(gazetteer.knows(name) for name in ("Q42", "12345", "Nowhere", "https://example.org/Aldara"))


def test_nothing_but_a_gazetteer_is_written_over(tmp_path: Path) -> None:
    dump = write(tmp_path / "TD.txt", place())
    with pytest.raises(StopRun, match="is no gazetteer"):
        build_gazetteer([dump], dump, packaged=False)
    with pytest.raises(StopRun, match="a folder"):
        build_gazetteer([dump], tmp_path, packaged=False)
    assert dump.read_text(encoding="utf-8").startswith("1\tAldara")


def test_two_builds_of_one_file_wait_for_each_other(tmp_path: Path) -> None:
    output, said = tmp_path / "out.sqlite", threading.Event()
    dump = write(tmp_path / "TD.txt", place())

    def tell(what: str, done: int, total: int) -> None:
        if what.startswith("waiting"):
            said.set()

    second = threading.Thread(target=lambda: build_gazetteer([dump], output, packaged=False, progress=tell))
    with locked(output):
        second.start()
        assert said.wait(10)
        assert not output.exists()
    second.join(20)
    assert StoredGazetteer(output).knows("Aldara")


FULL = """
import resource, sys
from pathlib import Path
from selon.model.errors import StopRun
from selon.resolve.gazetteer import build_gazetteer
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    build_gazetteer([Path(sys.argv[1])], Path(sys.argv[2]), packaged=False)
except StopRun as stop:
    print(stop)
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="the limit stands for a full disk")
def test_where_nothing_more_can_be_written_the_old_file_stays(tmp_path: Path) -> None:
    output = tmp_path / "out.sqlite"
    build_gazetteer([write(tmp_path / "TD.txt", place())], output, packaged=False)
    before = output.read_bytes()
    big = write(tmp_path / "big.txt", *(place(number, f"Aldara {number}") for number in range(1, 9_000)))
    done = subprocess.run([sys.executable, "-c", FULL, big, output], capture_output=True, text=True, check=True)
    assert "could not be written" in done.stdout and "the old one stays" in done.stdout
    assert output.read_bytes() == before
    assert not list(tmp_path.glob(".out.sqlite.*.part*"))


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    left = tmp_path / ".out.sqlite.1.part-keys"
    left.write_bytes(b"left")
    built(tmp_path, write(tmp_path / "TD.txt", place()))
    assert not left.exists()


def test_an_index_of_an_older_format_is_built_anew(tmp_path: Path) -> None:
    dump = write(tmp_path / "TD.txt", place())
    open_gazetteer(dump, folder=tmp_path)
    for index in (default_path(tmp_path), next(tmp_path.glob("dump-*.sqlite"))):
        database = sqlite3.connect(index)
        database.execute("PRAGMA user_version = 1")
        database.close()
    steps: list[str] = []
    gazetteer = open_gazetteer(dump, folder=tmp_path, progress=lambda what, done, total: steps.append(what))
    assert gazetteer.knows("Aldara") and gazetteer.knows("Bakhmut")
    assert "packaged places" in steps and "TD.txt" in steps


def test_an_sqlite_file_of_another_program_is_no_gazetteer(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "other.sqlite")
    database.execute("CREATE TABLE place (name TEXT)")
    database.close()
    with pytest.raises(StopRun, match="no gazetteer"):
        open_gazetteer(tmp_path / "other.sqlite")
