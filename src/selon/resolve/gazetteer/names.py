"""Keys under which names of places are found: folded, by sound, by consonants."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MAX_NAME = 120  # no place's name in GeoNames is longer; longer strings are not looked up
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "a",
        "'": "",
        "’": "",
        "‘": "",
        "ʼ": "",
        "ʻ": "",
        "ʹ": "",
        "ʾ": "",
        "ʿ": "",
        "`": "",
        "´": "",
        "′": "",
        "ь": "",
        "ъ": "",
        ".": "",
    }
)
_BREAKS = re.compile(r"[^\w]+|_+")

# Transliterations of Russian, Ukrainian and Arabic names in French and in English that stand for one
# sound; BGN/PCGN and the French press's habits, made into the same letter.
_SOUNDS = (
    ("shch", "s"),
    ("chtch", "s"),
    ("sch", "s"),
    ("tch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("dzh", "z"),
    ("dj", "z"),
    ("zh", "z"),
    ("j", "z"),
    ("kh", "h"),
    ("gh", "h"),
    ("g", "h"),
    ("ts", "s"),
    ("ph", "f"),
    ("th", "t"),
    ("ck", "k"),
    ("q", "k"),
    ("c", "k"),
    ("x", "ks"),
    ("w", "v"),
    ("ou", "u"),
    ("oo", "u"),
    ("o", "u"),
    ("y", "i"),
    ("ie", "i"),
    ("ee", "i"),
    ("e", "i"),
)
_RUNS = re.compile(r"(.)\1+")
_ENDING = re.compile(r"(?:uv|iv|av|if|uf)$")
_MUTE = re.compile(r"(?<=[^iuao])[iu]+$")
_ARABIC_ARTICLE = re.compile(r"^(?:al|el|ul|as|es|ash|ar|er|ad|ed|an|en|at|az|ez) (?=\w{3})")
_VOWELS = re.compile(r"[aiuh]")


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """`name` without case, accents, apostrophes, full stops and hyphens; empty where nothing is left."""
    if len(name) > MAX_NAME:
        return ""
    if name.isascii():
        plain = name.lower().translate(_PLAIN)
    else:
        cut = unicodedata.normalize("NFKD", name.casefold())
        plain = "".join(c for c in cut if not unicodedata.combining(c)).translate(_PLAIN)
    return _BREAKS.sub(" ", plain).strip()


@lru_cache(maxsize=65536)
def sound(folded: str) -> str:
    """A key that spellings of one name share (Bakhmout, Bakhmut; Kharkov, Kharkiv); empty if too short."""
    text = _ARABIC_ARTICLE.sub("", folded).replace(" ", "")
    if len(text) < 4 or not text.isascii():
        return ""
    for written, heard in _SOUNDS:
        text = text.replace(written, heard)
    text = _RUNS.sub(r"\1", text)
    text = _ENDING.sub("iv", text)
    return _MUTE.sub("", text) or text


@lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """The consonants of a name by their sound, for names whose vowels nobody writes alike; empty if under 3."""
    heard = sound(folded)
    if not heard:
        return ""
    bones = heard[0] + _VOWELS.sub("", heard[1:])
    bones = _RUNS.sub(r"\1", bones)
    return bones if len(bones) >= 4 else ""
