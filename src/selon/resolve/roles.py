"""Who stands behind a title or a common noun: *the minister*, *le patron de Wagner*, *the ministry*."""

from __future__ import annotations

from bisect import bisect_left
from itertools import islice

from selon.resolve.cast import Cast, phrase
from selon.resolve.names import Name, fold, fullest

MEMORY = 200
BESIDE = 9  # tokens behind a name whose own words these may be
DETAILS = frozenset({"nmod", "nmod:poss", "appos", "flat:name", "conj", "nummod", "obl"})


def is_bare(cast: Cast, index: int) -> bool:
    """A definite noun without details: *the ministry*, *le général*."""
    document = cast.document
    definite = cast.lists["definite"] | cast.lists["first_person"]
    if not any(cast.word(c) in definite for c in document.children[index]):
        return False
    ours = cast.lists["first_person"]
    if any(document.tokens[c].role in DETAILS and cast.word(c) not in ours for c in document.children[index]):
        return False
    first = document.sentences[document.tokens[index].sentence].first
    before = [i for i in document.descendants(index) if first < i < index]
    return not any(document.tokens[i].text[:1].isupper() and cast.word(i) not in cast.lists["definite"] for i in before)


def is_common(cast: Cast, index: int) -> bool:
    """Whether token `index` is a title or a word for a body."""
    words = {fold(cast.document.tokens[index].lemma), cast.word(index)}
    return bool(words & (cast.lists["titles"] | cast.lists["bodies"]))


def known_as(cast: Cast, index: int) -> str | None:
    """What a bare title or body stands for: a person of that title, or the body named in full."""
    document = cast.document
    lemma, word = fold(document.tokens[index].lemma), cast.word(index)
    modifiers = {fold(document.tokens[c].text) for c in document.of_role(index, "amod", "compound")}
    if {lemma, word} & cast.lists["titles"]:
        found = _titled(cast, index, {lemma, word}, modifiers)
        if found is not None:
            return fullest(found.text, cast.names)
    if lemma in cast.lists["generic"]:
        body = _last_body(cast)
        if body is not None:
            return body
    for speaker in islice(reversed(cast.speakers), MEMORY):
        words = {fold(w) for w in speaker.name.split()}
        same = fold(document.tokens[speaker.token].lemma) == lemma or word in words
        if (
            same
            and _same_number(cast, index, speaker.token)
            and len(speaker.name.split()) > len(modifiers) + 2
            and modifiers <= words
        ):
            return speaker.name
    return _fuller_phrase(cast, index, lemma, modifiers)


def _same_number(cast: Cast, index: int, other: int) -> bool:
    """Whether two nouns are not one of many and many (*the expert*, *the experts*)."""
    numbers = {cast.document.tokens[i].features.get("Number", "") for i in (index, other)} - {""}
    return len(numbers) < 2


def _last_body(cast: Cast) -> str | None:
    """The last body that spoke or acted under a name of its own."""
    for speaker in islice(reversed(cast.speakers), MEMORY):
        token = cast.document.tokens[speaker.token]
        named = token.pos == "PROPN" or sum(w[:1].isupper() for w in speaker.name.split()) > 1
        if not speaker.person and named and token.entity != "LOC":
            return speaker.name
    return None


def country_before(cast: Cast, index: int) -> str | None:
    """*The country*, *le pays d'Afrique de l'Ouest*: the place named last, here or a sentence before."""
    tokens, document = cast.document.tokens, cast.document
    singular = tokens[index].features.get("Number") != "Plur"
    definite = any(cast.word(c) in cast.lists["definite"] for c in document.of_role(index, "det"))
    if fold(tokens[index].lemma) not in cast.lists["countries"] or not singular or not definite:
        return None
    for token in reversed(tokens[:index]):
        if tokens[index].sentence - token.sentence > 1:
            return None
        if token.entity == "LOC" and token.pos == "PROPN" and token.role != "flat:name":
            return phrase(cast, token.index)
    return None


def by_details(cast: Cast, index: int) -> Name | None:
    """*The Wagner boss*, *le patron de l'ONU*: the one person beside whose name those details stand."""
    document = cast.document
    words = {fold(document.tokens[index].lemma), cast.word(index)}
    if not words & cast.lists["titles"] or not any(
        cast.word(c) in cast.lists["definite"] for c in document.children[index]
    ):
        return None
    details = _named_details(cast, index)
    if not details:
        return _by_description(cast, index, words)
    people = {name.words[-1]: name for name in cast.names.all if name.entity == "PER" and details <= name.near}
    return next(iter(people.values())) if len(people) == 1 else None


def _named_details(cast: Cast, index: int) -> set[str]:
    """The names and the capitalised adjectives around a title: whose it is (*the Canadian prime minister*)."""
    tokens = cast.document.tokens
    parts = cast.document.of_role(index, "nmod", "compound", "nmod:poss", "amod")
    return {
        fold(tokens[c].text)
        for c in parts
        if tokens[c].pos == "PROPN" or (tokens[c].role == "amod" and tokens[c].text[:1].isupper())
    }


def _by_description(cast: Cast, index: int, words: set[str]) -> Name | None:
    """*Le ministre russe des affaires étrangères*: the one person of that title beside whom all those words stand."""
    document = cast.document
    wanted = {
        fold(document.tokens[i].text)
        for child in document.of_role(index, "amod", "nmod", "compound")
        for i in document.descendants(child)
        if document.tokens[i].pos in ("ADJ", "NOUN", "PROPN")
    }
    if not wanted or document.tokens[index].features.get("Number") == "Plur":
        return None
    apart = [n for n in cast.names.all if n.entity == "PER" and not n.last < index <= n.last + BESIDE]
    fitting = [n for n in apart if n.titles & words and wanted <= n.near]
    return fitting[0] if len({name.words[-1] for name in fitting}) == 1 else None


def _titled(cast: Cast, index: int, words: set[str], details: set[str]) -> Name | None:
    """The person nearest before, or else after, whose title is among `words`, with the same details."""
    if cast.document.tokens[index].features.get("Number") == "Plur":
        return None  # *the experts* are not one of them
    people = [name for name in cast.names.all if name.titles & words and name.entity == "PER" and details <= name.near]
    before = [name for name in people if name.last < index]
    return before[-1] if before else next(iter(people), None)


def _fuller_phrase(cast: Cast, index: int, lemma: str, modifiers: set[str]) -> str | None:
    """The body under the same noun with more details, anywhere in the document."""
    document = cast.document
    same = cast.by_lemma.get(lemma, ())
    place = bisect_left(same, index)
    order = [*reversed(same[max(0, place - MEMORY) : place]), *same[place + 1 : place + MEMORY]]
    for other in order:
        token = document.tokens[other]
        if token.pos not in ("NOUN", "PROPN") or is_bare(cast, other) or not _same_number(cast, index, other):
            continue
        if document.tokens[index].pos == "PROPN" and _is_indefinite(cast, other):
            continue  # *a hubristic Kremlin* is no fuller name of the Kremlin
        words = {
            fold(document.tokens[i].text)
            for i in document.descendants(other)
            if document.tokens[i].role in ("amod", "compound", "nmod")
        }
        if (
            modifiers <= words
            and words > modifiers
            and (token.role in ("nsubj", "obl:agent", "obl") or _has_name(cast, other))
        ):
            return phrase(cast, other)
    return None


def _is_indefinite(cast: Cast, index: int) -> bool:
    articles = cast.lists["articles"] - cast.lists["definite"]
    return any(cast.word(c) in articles for c in cast.document.of_role(index, "det"))


def _has_name(cast: Cast, index: int) -> bool:
    return any(cast.document.tokens[i].pos == "PROPN" for i in cast.document.descendants(index))
