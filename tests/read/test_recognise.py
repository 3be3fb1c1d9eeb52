"""Telling formats: what the bytes say, in little time, without the libraries of any format."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from selon.read.recognise import HEAD, recognise


@pytest.mark.parametrize(
    ("head", "ending", "format"),
    [
        ("<!-- a --><!DOCTYPE html>", "", "page"),
        ('<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', ".xml", "page"),
        ("\ufeff  <html>", ".txt", "page"),
        ("<p>words", ".txt", "plain"),
        ("<p>words", ".htm", "page"),
        ("<?xml version='1.0'?><!-- b --><rdf:RDF>", "", "feed"),
        ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>", "", "records"),
        ("<sitemapindex>", "", "sitemap"),
        ('{"about": "x", "chats": {"list": []}}', "", "telegram"),
        ('{"a": 1}\n{"a": 2}', "", "json_lines"),
        ("[\n {", "", "json_list"),
        ("{\n}", ".json", "json"),
        ("[Kyiv] The army said", ".txt", "plain"),
        ("Date: 2023\noutlet: x\n\ntext", ".txt", "plain"),
        ("Received: from a\n by b\nSubject: x\n\ntext", ".txt", "letter"),
        ("From here, in 2023\n", ".txt", "plain"),
        ("Monday, the army, and text\nmore", ".txt", "plain"),
        ("id;text\n1;a", ".txt", "table"),
    ],
)
def test_formats(head: str, ending: str, format: str) -> None:
    assert recognise(head.encode(), ending) == format
    assert recognise(head.lstrip("\ufeff").encode("utf-16"), ending) == format


@pytest.mark.parametrize(
    "unit", ["<!-- a -->", "<!--", "<?a?>", "<!doctype a [", " ", "a:\n", "From:\n", "{", '"', ",", "<a"]
)
def test_no_head_takes_long(unit: str) -> None:
    begun = time.monotonic()
    recognise((unit * HEAD)[:HEAD].encode(), "")
    assert time.monotonic() - begun < 0.5


def test_text_is_read_without_the_libraries_of_formats() -> None:
    libraries = set(
        ["lxml", "trafilatura", "feedparser", "fastwarc", "ijson", "pyarrow", "defusedxml", "zipfile", "protego"]
    )
    code = (
        "import sys; from selon.read.given import Given; from selon.read.reports import read;"
        "(found,) = read(['-'], given=Given('2023', None, 'en'));"
        f"print(*sorted({libraries} & sys.modules.keys()), found.text)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=b"The army said so.", capture_output=True, check=True)
    assert done.stdout.decode().strip() == "The army said so."
