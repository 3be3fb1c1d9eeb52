"""The documentation keeps up with the code."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from selon.cli.main import EXIT_STATUSES, load_all
from selon.languages.known import KNOWN
from selon.model.attribution import FORMS, STANCES
from selon.model.claim import CERTAINTIES, KINDS, POLARITIES
from selon.settings import SETTINGS
from selon.show.layers import LAYERS

HOME = Path(__file__).parents[1]
PAGES = sorted([*HOME.glob("*.md"), *(HOME / "docs").rglob("*.md"), HOME / "examples" / "README.md"])
README = (HOME / "README.md").read_text(encoding="utf-8")
REFERENCE = (HOME / "docs" / "reference.md").read_text(encoding="utf-8")
MODEL = (HOME / "docs" / "data-model.md").read_text(encoding="utf-8")


def test_the_reference_is_what_the_code_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HOME / "scripts"))
    make_reference = __import__("make_reference")
    try:
        assert make_reference.as_reference() == REFERENCE, "run scripts/make_reference.py"
    finally:
        sys.modules.pop("make_reference")


def test_the_page_of_the_api_is_what_the_code_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(HOME / "scripts"))
    make_api = __import__("make_api")
    try:
        assert make_api.as_page() == (HOME / "docs" / "api.md").read_text(encoding="utf-8"), "run scripts/make_api.py"
    finally:
        sys.modules.pop("make_api")


@pytest.mark.parametrize("name", load_all())
def test_every_command_and_option_is_told_with_an_example(name: str) -> None:
    command = load_all()[name]
    assert f"### `selon {name}" in REFERENCE
    assert f"selon {name}" in command.epilog
    for parameter in command.params:
        assert parameter.help
        told = parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[0]
        assert f"`{told}`" in REFERENCE


def test_every_setting_and_exit_status_is_told() -> None:
    assert all(f"| `{setting.variable}` |" in REFERENCE for setting in SETTINGS)
    assert all(f"| {status} | {meaning} |" in REFERENCE for status, meaning in EXIT_STATUSES.items())


def test_every_word_of_the_output_is_told() -> None:
    for word in (*KINDS, *POLARITIES, *CERTAINTIES, *STANCES, *FORMS, *LAYERS):
        assert f"`{word}`" in MODEL, word


def test_the_readme_is_short_and_opens_with_the_two_commands() -> None:
    assert len(README.splitlines()) < 120
    blocks = re.findall(r"^```\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert blocks[0].split("\n")[:2] == ["make demo", "make test"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOME)))
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert link.startswith("https://") or (page.parent / link).exists(), link


def test_every_language_has_examples_and_the_changelog_tells_the_version() -> None:
    for code in KNOWN:
        assert len(list((HOME / "examples").glob(f"*-{code}.txt"))) >= 3
    version = re.search(r'^version = "(.+)"', (HOME / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert version and f"## {version[1]}" in (HOME / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_lock_pins_by_hash_and_names_no_host() -> None:
    lock = (HOME / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"https?:|file:|index-url|find-links", lock)
    pins = re.findall(r"^[\w.-]+==\S+ \\\n    --hash=sha256:", lock, re.MULTILINE)
    assert len(pins) == len(re.findall(r"^[^\s#]", lock, re.MULTILINE))
