"""A half-open range of code points in a report's text, with the words that stand there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where some words stand: `text == report.text[start:end]`, offsets in Unicode code points."""

    start: int
    end: int
    text: str

    @staticmethod
    def cut(text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` to `end`, without white space at its borders."""
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end, text[start:end])

    def whole_word(self, text: str) -> Span:
        """The span with the front of a hyphenated word that it begins inside (*état-major*)."""
        start = self.start
        while start > 1 and text[start - 1] == "-" and text[start - 2].isalnum():
            start -= 1
            while start > 0 and text[start - 1].isalnum():
                start -= 1
        return self if start == self.start else Span(start, self.end, text[start : self.end])

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end
