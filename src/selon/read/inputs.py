"""Inputs as a person writes them: files, folders, patterns, and `-` for standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from selon.model.errors import SkipReport
from selon.read.recognise import HEAD, recognise

STANDARD_INPUT = "-"
# What is read in a folder or archive; a file that is named by itself may have any name.
FILE_ENDINGS = frozenset(
    {
        *(".txt", ".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".warc", ".arc", ".json", ".jsonl", ".ndjson"),
        *(".csv", ".tsv", ".tab", ".parquet", ".eml", ".mbox", ".zip", ".gz"),
    }
)


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read: `path` None is standard input; `shown` is its name in messages."""

    path: Path | None
    shown: str

    @property
    def file(self) -> str:
        """The file's own name, as metadata names it."""
        return printable(self.path.name) if self.path else "stdin"

    @property
    def stem(self) -> str:
        """The file's name without its ending: the report's name."""
        return printable(self.path.stem) if self.path else "stdin"


def is_address(written: str) -> bool:
    """Whether an input is written as an address of the web."""
    return "://" in written


def printable(name: str) -> str:
    """A file name that can be written as UTF-8, also where the disk's bytes cannot."""
    return os.fsencode(name).decode("utf-8", "replace")


def find_inputs(inputs: Iterable[str]) -> Iterator[Input | SkipReport]:
    """Every file named, in order and each once; SkipReport for a name that leads nowhere."""
    seen: set[Path | None] = set()
    for written in inputs:
        for found in _find(written):
            if isinstance(found, Input):
                key = found.path.resolve() if found.path else None
                if key in seen:
                    continue
                seen.add(key)
            yield found


def _find(written: str) -> Iterator[Input | SkipReport]:
    path = Path(written)
    if written == STANDARD_INPUT:
        yield Input(None, "standard input")
    elif "\0" in written:
        yield SkipReport(written.replace("\0", "\\0"), "no such file")
    elif path.is_dir():
        yield from _in_folder(path)
    elif path.exists():
        yield Input(path, printable(written))
    elif any(sign in written for sign in "*?["):
        names = [Path(name) for name in sorted(glob.glob(written, recursive=True)) if Path(name).is_file()]
        yield from (Input(name, printable(str(name))) for name in names)
        if not names:
            yield SkipReport(printable(written), "no file is named like this")
    elif is_address(written):
        advice = "add it with selon add, or fetch it with selon fetch and read the folder"
        yield SkipReport(printable(written), f"is an address of the web: {advice}")
    else:
        yield SkipReport(printable(written), "no such file")


def _in_folder(folder: Path) -> Iterator[Input | SkipReport]:
    """The files of a folder and of the folders in it whose names end like files that are read, in order."""
    found = False
    for item in _walk(folder, folder.resolve()):
        found = True
        yield item
    if not found:
        yield SkipReport(printable(str(folder)), f"is a folder without files that are read: {_endings()}")


def _walk(folder: Path, top: Path) -> Iterator[Input | SkipReport]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        yield SkipReport(printable(str(folder)), f"cannot be opened: {error.strerror}")
        return
    for path in paths:
        wanted = path.suffix.lower() in FILE_ENDINGS
        shown = printable(str(path))
        if path.name.startswith("."):
            continue
        if path.is_symlink() and not path.resolve().is_relative_to(top):
            if wanted or path.is_dir():
                yield SkipReport(shown, "is a link that leads out of the folder; name what it leads to, to read it")
        elif path.is_dir():
            if not path.is_symlink():
                yield from _walk(path, top)
        elif wanted and path.is_file() and _may_hold_reports(path):
            yield Input(path, shown)


def _may_hold_reports(path: Path) -> bool:
    """Whether the file is worth naming: JSON lies in folders for many reasons, so its bytes are asked."""
    if path.suffix.lower() != ".json":
        return True
    try:
        with path.open("rb") as file:
            return recognise(file.read(HEAD), ".json") != "json"
    except OSError:
        return True  # to be told when it is read


def _endings() -> str:
    return " ".join(sorted(FILE_ENDINGS))
