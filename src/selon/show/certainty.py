"""How a certainty looks: a sign and a colour, so that colour never carries it alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """A sign, what it means in a few words, a colour of the terminal, and two of the page (light, dark)."""

    sign: str
    meaning: str
    terminal: str
    light: str
    dark: str


LOOKS = {
    "certain": Look("●", "told as plain fact", "green", "#1b7f3b", "#6fd08c"),
    "reported": Look("≈", "hearsay, by the source's own words", "yellow", "#8a5a00", "#f0b84a"),
    "possible": Look("?", "may be", "cyan", "#00697a", "#5cc8d8"),
    "planned": Look("→", "to come, meant or promised", "blue", "#1f4fbf", "#8fb2ff"),
    "urged": Look("!", "asked for or ordered", "magenta", "#96239b", "#e694ea"),
    "unclear": Look("∅", "said to be unknown or unconfirmed", "bright_black", "#5a5a5a", "#b5b5b5"),
    "conditional": Look("⇒", "inside an if", "red", "#ad2a1a", "#ff9a8b"),
}
