"""parse(report, language) -> Document: a seam over well-kept parsers."""

from selon.parse.parser import Parser, load_parser

__all__ = ["Parser", "load_parser"]
