"""The names that a document gives: persons, bodies, their titles and their abbreviations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache

from selon.languages.base import Language
from selon.model.document import Document, Token

PLAIN = (
    *("masculine", "feminine", "neuter", "plural", "relative", "first_person", "definite", "articles"),
    *("documents", "pictures", "bodies", "people", "titles", "male", "female", "generic", "author"),
    *("countries", "possessive", "possessive_plural"),
)
HYPHENS = frozenset("-‐‑")
SHORT = re.compile(r"^[A-Z]{2,8}$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands somewhere: its tokens, its words, and the titles that the text puts beside it."""

    first: int
    last: int
    text: str
    entity: str
    titles: frozenset[str]
    near: frozenset[str]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name, folded."""
        return tuple(fold(word) for word in self.text.split())


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """All names of a document, and its abbreviations with what they stand for."""

    all: tuple[Name, ...]
    short: Mapping[str, str]
    at: Mapping[int, Name]
    by_text: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    full: dict[str, str] = field(default_factory=dict)


_SPELLINGS = re.compile(r"ense$|iz(?=ations?$)")


@cache
def word_lists(language: Language) -> Mapping[str, frozenset[str]]:
    """The lists of `titles.toml`, folded."""
    return {key: frozenset(fold(word) for word in language.titles[key]) for key in PLAIN}


def fold(text: str) -> str:
    """A word for comparing: case folded, one kind of apostrophe, no possessive, one spelling (*defense*, *defence*)."""
    folded = text.casefold().replace("’", "'").removesuffix("'s")
    return _SPELLINGS.sub(lambda match: "ence" if match[0] == "ense" else f"is{match[0][2:]}", folded)


def find_names(document: Document, language: Language) -> Names:
    """Every run of proper nouns that the parser took for a person or a body, with the titles beside it."""
    lists = word_lists(language)
    found: list[Name] = []
    index = 0
    while index < len(document.tokens):
        last = _run(document, index, lists)
        if last is None:
            index += 1
            continue
        first = index
        while first < last and fold(document.tokens[first].text) in lists["titles"]:
            first += 1
        if document.tokens[last].entity == "PER":
            first = max(
                (i + 1 for i in range(first, last) if fold(document.tokens[i].text) in lists["titles"]), default=first
            )
        found.append(_name(document, first, last, lists))
        index = last + 1
    at = {i: name for name in found for i in range(name.first, name.last + 1)}
    by_text: dict[str, tuple[Name, ...]] = {}
    for name in found:
        by_text[name.text] = (*by_text.get(name.text, ())[:20], name)
    return Names(tuple(found), _abbreviations(document), at, by_text)


def _run(document: Document, first: int, lists: Mapping[str, frozenset[str]]) -> int | None:
    token = document.tokens[first]
    if not _is_namely(token, lists):
        return None
    last = first
    while True:
        if _is_hyphened(document, last, lists):
            last += 2
        elif last + 1 < len(document.tokens) and _continues(document, first, last + 1, lists):
            last += 1
        else:
            return last


def _is_hyphened(document: Document, last: int, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether a hyphen without spaces joins token `last` to another name (*Jean-Pierre*)."""
    if last + 2 >= len(document.tokens):
        return False
    name, hyphen, other = document.tokens[last : last + 3]
    joined = name.end == hyphen.start and hyphen.end == other.start
    return hyphen.text in HYPHENS and joined and name.entity == other.entity == "PER" and _is_namely(other, lists)


def _is_namely(token: Token, lists: Mapping[str, frozenset[str]]) -> bool:
    return token.pos == "PROPN" or (
        bool(token.entity) and token.text[:1].isupper() and (token.entity == "PER" or token.pos in ("NOUN", "ADJ", "X"))
    )


def _continues(document: Document, first: int, index: int, lists: Mapping[str, frozenset[str]]) -> bool:
    token, start = document.tokens[index], document.tokens[first]
    if token.sentence != start.sentence or not _is_namely(token, lists):
        return False
    before = document.tokens[index - 1]
    if fold(before.text) in lists["titles"]:
        return True
    if token.entity != before.entity and "PER" in (token.entity, before.entity):
        return token.head == index - 1 or before.head == index
    return True


def _name(document: Document, first: int, last: int, lists: Mapping[str, frozenset[str]]) -> Name:
    text = document.text[document.tokens[first].start : document.tokens[last].end]
    entity = next((document.tokens[i].entity for i in range(last, first - 1, -1) if document.tokens[i].entity), "")
    titles = _titles(document, first, last, lists)
    if entity == "MISC" and first < last and titles and _before_comma(document, first):
        entity = "PER"  # *le gouverneur de la région, NAME*: no thing stands beside a title
    return Name(
        first,
        last,
        re.sub(r"['’]s$", "", text),
        entity,
        titles,
        _near(document, first, last, lists),
    )


def _near(document: Document, first: int, last: int, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The words before a name and in its apposition, with a comma or without (*said X head of the mission*)."""
    tokens = document.tokens
    before = [i for i in range(max(0, first - 8), first) if tokens[i].sentence == tokens[first].sentence]
    beside = [i for c in document.of_role(first, "appos") for i in document.descendants(c)]
    after = (
        [i for i in range(last + 1, min(last + 9, len(tokens))) if _is_beside(document, last, lists)]
        if last + 1 < len(tokens)
        else []
    )
    return frozenset(fold(tokens[i].text) for i in (*before, *beside, *after))


def _is_beside(document: Document, last: int, lists: Mapping[str, frozenset[str]]) -> bool:
    """Whether what follows a name may say what the person is: behind a comma, or a title right behind it."""
    after = document.tokens[last + 1]
    name = document.tokens[last]
    titled = name.pos == "PROPN" and after.pos == "NOUN" and after.sentence == name.sentence
    return after.text == "," or (titled and fold(after.lemma) in lists["titles"])


def _titles(document: Document, first: int, last: int, lists: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The functions beside a name: before it, in its apposition, or above it."""
    near: set[int] = set()
    for index in range(first, last + 1):
        near |= {
            c
            for c in document.children[index]
            if document.tokens[c].role in ("appos", "compound", "nmod", "flat", "amod", "flat:name")
        }
        token = document.tokens[index]
        if token.role in ("appos", "flat", "flat:name", "compound", "nmod"):
            near.add(token.head)
            if token.role != "nmod":  # *le colonel NOM, porte-parole de l'armée*
                near |= {c for c in document.of_role(token.head, "appos") if c > last}
            if token.role == "appos" and document.tokens[token.head].role == "nmod":
                near.add(document.tokens[token.head].head)  # *the president of X, NAME,*
    near |= set(range(max(0, first - 3), first)) | _before_comma(document, first)
    if last + 1 < len(document.tokens) and document.tokens[last + 1].text != "," and _is_beside(document, last, lists):
        near.add(last + 1)
    found = {document.tokens[i].lemma for i in near if i < len(document.tokens)} | {
        fold(document.tokens[i].text) for i in near
    }
    return frozenset(word for word in found if word in lists["titles"])


def _before_comma(document: Document, first: int) -> set[int]:
    """*le gouverneur de la région (est), NAME*: the nouns whose phrase ends at the comma before a name."""
    tokens = document.tokens
    here = first - 1
    if here < 1 or tokens[here].text != ",":
        return set()
    here -= 1
    if tokens[here].text == ")":
        here = next((i - 1 for i in range(here, max(0, here - 5), -1) if tokens[i].text == "("), here)
    found = {here}
    while tokens[here].role in ("nmod", "amod", "flat:name", "flat") and first - 12 < tokens[here].head < here:
        here = tokens[here].head
        found.add(here)
    return found


def _abbreviations(document: Document) -> dict[str, str]:
    """What abbreviations stand for: words elsewhere in the document whose initials they are."""
    short: dict[str, str] = {}
    starts: dict[str, list[int]] = {}
    for token in document.tokens:
        if token.text[:1].isupper() and len(token.text) > 2:
            starts.setdefault(_initial(token.text), []).append(token.index)
    for token in document.tokens:
        letters = token.text.replace(".", "")
        if letters not in short and SHORT.match(letters):
            full = next((f for i in starts.get(letters[0], ()) if (f := _spelled(document, i, letters))), None)
            if full:
                short[letters] = full
    return short


def _spelled(document: Document, first: int, letters: str) -> str | None:
    """The words from token `first` on whose initials are `letters`; words of grammar are skipped."""
    start = document.tokens[first]
    wanted = letters[1:]
    for token in document.tokens[first + 1 : first + 12]:
        if token.sentence != start.sentence:
            return None
        if token.pos in ("ADP", "DET", "CCONJ", "PART") and not token.text[:1].isupper():
            continue
        if _initial(token.text) != wanted[0] or len(token.text) < 2:
            return None
        wanted = wanted[1:]
        if not wanted:
            return document.text[start.start : token.end]
    return None


def _initial(word: str) -> str:
    return unicodedata.normalize("NFD", word[:1]).upper()[:1]


def fullest(name: str, names: Names) -> str:
    """The longest form that the document gives of a name; looked for once."""
    if name not in names.full:
        names.full[name] = _fullest(name, names)
    return names.full[name]


def _fullest(name: str, names: Names) -> str:
    words = [fold(word) for word in name.split()]
    if not words:
        return name
    if name in names.short:
        return names.short[name]
    known = [other for other in names.all if other.entity == "PER"]
    best = name
    for other in known:
        theirs = other.words
        if len(theirs) <= len(best.split()) or len(theirs) > 5:
            continue
        if _same_end(words, theirs) and len(words) < len(theirs):
            best = other.text
    return best


def _same_end(words: list[str], theirs: tuple[str, ...]) -> bool:
    if tuple(words) == theirs[-len(words) :]:
        return True
    if len(words) != 1:
        return False
    mine, other = words[0], theirs[-1]
    return len(mine) > 5 and mine[:3] == other[:3] and SequenceMatcher(None, mine, other).ratio() > 0.7
