"""What was fetched before: a small file beside the archives, so that nothing is asked for twice."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path

from selon.model.errors import StopRun
from selon.read.fetch.request import Answer

FILE = ".fetched.json"


@dataclass(frozen=True, slots=True)
class Memory:
    """Addresses to what their servers said of the version that was fetched last."""

    path: Path
    known: dict[str, dict[str, str]] = field(default_factory=dict)

    def __contains__(self, url: object) -> bool:
        return url in self.known

    def headers_for(self, url: str) -> dict[str, str]:
        """Header lines that ask for a newer version only."""
        said = self.known.get(url, {})
        asked = {"If-None-Match": said.get("etag"), "If-Modified-Since": said.get("last-modified")}
        return {name: value for name, value in asked.items() if value}

    def note(self, url: str, answer: Answer, when: str) -> None:
        """Remember an answer."""
        said = {name: answer.headers[name] for name in ("etag", "last-modified") if name in answer.headers}
        self.known[url] = {"fetched": when, **said}

    def save(self) -> None:
        """Write it, whole or not at all."""
        part = self.path.with_name(f"{self.path.name}.part")
        part.write_text(json.dumps(self.known, ensure_ascii=False, indent=0, sort_keys=True), encoding="utf-8")
        os.replace(part, self.path)


def load_memory(folder: Path) -> Memory:
    """What the folder remembers; StopRun where that cannot be read."""
    path = folder / FILE
    if not path.exists():
        return Memory(path)
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StopRun(f"{path}: cannot be read: {error}; remove it to fetch everything again") from error
    if not isinstance(known, dict) or not all(isinstance(said, dict) for said in known.values()):
        raise StopRun(f"{path}: is no memory of what was fetched; remove it to fetch everything again")
    return Memory(path, known)
