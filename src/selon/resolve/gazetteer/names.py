"""Keys under which names of places are found: folded, by sound, by consonants."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

MAX_NAME = 200  # characters; GeoNames' own limit for a place's name, and longer strings are not looked up
SPELT = 0.8  # of the letters, for two spellings of one name in one alphabet
LIKENESS = 0.7  # of the letters of two spellings (difflib's ratio); Rubejnoe and Rubizhne have 0.75
_DROPPED = "'’‘ʼʻʹʾʿ`´′ьъ."
_SPELLED = {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}


class _Plain(dict[int, str]):
    """What each character becomes, worked out when it is first met: a letter itself, a mark nothing, else a blank."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = "" if sign in _DROPPED or unicodedata.combining(sign) else sign if sign.isalnum() else " "
        return self.setdefault(code, plain)


_PLAIN = _Plain({ord(sign): plain for sign, plain in _SPELLED.items()})
# The same for letters of ASCII, whose case goes with it: one pass over the name.
_PLAIN_ASCII = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | {
    ord(sign): None for sign in _DROPPED if sign.isascii()
}

# Cyrillic letters as BGN/PCGN writes them, made plain as `fold` does (й is и, ї is і, ё is е, soft signs are gone).
_CYRILLIC = str.maketrans(
    dict(zip("абвгґдезиіклмнопрстуфыэјћ", "abvggdeziiklmnoprstufyejc", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "є": "ye"}
    | {"љ": "lj", "њ": "nj", "ђ": "dj", "џ": "dzh"}
)

# Transliterations of Russian, Ukrainian and Arabic names in French and in English that stand for one
# sound; BGN/PCGN and the French press's habits, made into the same letter. Longer ones first.
_HISSES = (
    ("shch", "s"),
    ("chtch", "s"),
    ("sch", "s"),
    ("tch", "s"),
    ("ch", "s"),
    ("sh", "s"),
    ("dzh", "z"),
    ("zh", "z"),
    ("kh", "h"),
    ("ph", "f"),
    ("th", "t"),
)
# The rest letter by letter: what they make of digraphs (ou, oo, ie, ee, ye, gh, ck) is one letter said twice.
_LETTERS = str.maketrans(dict(zip("jgqcwoye", "zhkkvuii", strict=True)) | {"x": "ks"})
_ENDINGS = ("uv", "iv", "av", "if", "uf")
# The Arabic article, alone or made like the letter after it (*ash-Sham*); Arabic names are written with and without.
_ARTICLES = frozenset(("al", "el", "ul", "as", "es", "ash", "ar", "er", "ad", "ed", "an", "en", "at", "az", "ez"))
_VOWELS = str.maketrans(dict.fromkeys("aiuh"))


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """`name` without case, accents, apostrophes, full stops and hyphens; empty where nothing is left."""
    return fold_once(name)


def fold_once(name: str) -> str:
    """The same, and not remembered: for names that are met once."""
    if len(name) > MAX_NAME:
        return ""
    if name.isascii():
        return " ".join(name.translate(_PLAIN_ASCII).split())
    return " ".join(unicodedata.normalize("NFKD", name.casefold()).translate(_PLAIN).split())


@lru_cache(maxsize=65536)
def sound(folded: str) -> str:
    """A key that spellings of one name share (Bakhmout, Bakhmut; Kharkov, Kharkiv); empty if too short."""
    text = folded if folded.isascii() else folded.translate(_CYRILLIC)
    if " " in text:
        *words, last = text.split()
        if any(len(word) > 3 for word in (*words, last)):  # *bu er sa* are syllables
            words = [word for word in words if word not in _ARTICLES]
        text = "".join(words) + last
    if len(text) < 4 or not text.isascii():
        return ""
    if "h" in text:
        for written, heard in _HISSES:
            text = text.replace(written, heard)
    text = text.replace("dj", "z").replace("ts", "s").translate(_LETTERS)
    text = _said_once(text)
    if text.endswith(_ENDINGS):
        text = text[:-2] + "iv"
    bare = text.rstrip("iu")  # mute endings: Bakhmoute, Izioumi
    return bare if bare and not bare.endswith("a") else text


@lru_cache(maxsize=65536)
def skeleton(folded: str) -> str:
    """The consonants of a name by their sound, for names whose vowels nobody writes alike; empty if under 3."""
    heard = sound(folded)
    if not heard:
        return ""
    bones = _said_once(heard[0] + heard[1:].translate(_VOWELS))
    return bones if len(bones) >= 4 else ""


def _said_once(text: str) -> str:
    """`text` with one letter for each run of the same."""
    return "".join([letter for letter, before in zip(text, f" {text}", strict=False) if letter != before])


def alike(one: str, other: str) -> bool:
    """Whether two spellings share most letters, or most sounds; `one` may go on (*Luhanska oblast*)."""
    asked = fold(other)
    cut = fold(one)[: len(asked) + 2]
    pairs = ((cut, asked), (sound(cut), sound(asked)))
    return any(SequenceMatcher(None, left, right).ratio() >= LIKENESS for left, right in pairs if left and right)


def spelt_alike(one: str, other: str) -> bool:
    """Whether two spellings share four letters in five."""
    return SequenceMatcher(None, fold(one), fold(other)).ratio() >= SPELT
