"""Common nouns that stand for places: *the city*, *ce pays*, *the Ukrainian capital*, *le territoire malien*."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.extract.place_words import PlaceWords
from selon.model.document import Document, Token
from selon.model.gazetteer import Gazetteer
from selon.model.mentions import PlaceMention
from selon.model.span import Span

# Levels whose noun alone points back at a place named before; of a site or an area only with its name or people.
_POINTING = frozenset({"settlement", "region", "district", "country", "capital", "quarter", "site", "border", "war"})


def find_nouns(
    document: Document, words: PlaceWords, gazetteer: Gazetteer, taken: Sequence[Span]
) -> Iterator[PlaceMention]:
    """Mentions by common nouns outside the spans already `taken` by names."""
    for token in document.tokens:
        if token.pos not in ("NOUN", "PROPN"):
            continue
        level = words.levels.get(token.text.lower()) or words.levels.get(token.lemma) or _war(words, token)
        if not level or level not in _POINTING:
            continue
        if any(span.start <= token.start < span.end for span in taken):
            continue
        if mention := _as_mention(document, words, gazetteer, token.index, level):
            yield mention


def _war(words: PlaceWords, token: Token) -> str | None:
    """*the Syrian conflict*: a war is where its country is."""
    return "war" if token.lemma in words.wars else None


def _as_mention(
    document: Document, words: PlaceWords, gazetteer: Gazetteer, index: int, level: str
) -> PlaceMention | None:
    tokens = document.tokens
    first, last = _phrase(document, index)
    code = next(
        (words.demonyms[t.text.lower()] for t in tokens[first : last + 1] if t.text.lower() in words.demonyms), ""
    )
    pointed = tokens[first].text.lower() in words.pointing or (
        first > 0 and tokens[first - 1].text.lower() in words.contracted
    )
    several = not code and tokens[index].features.get("Number") == "Plur"
    if several and not _points_at_several(document, words, first, index):
        return None
    if _is_said_of_another(document, index):
        return None
    word = tokens[index].text.lower()
    if word in words.never_bare and not code and tokens[first].text.lower() in words.articles:
        return None
    if level == "war" and not code or not pointed and not (code and level in ("country", "site", "war")):
        return None
    if _has_own_name(document, index):
        return None
    span = document.span(first, last)
    relation = words.relation_before(document.text, span.start)
    country = gazetteer.country(code) if code else None
    capital = gazetteer.capital(code) if code and level == "capital" else None
    named = capital or (country if level in ("country", "site", "region", "border", "war") else None)
    return PlaceMention(
        span=span,
        head=index,
        name=named.name if named else tokens[index].text,
        relation=relation.text if relation else None,
        distance_km=relation.distance_km if relation else None,
        bearing=relation.bearing if relation else None,
        beside=(country.name,) if country and not named else (),
        common=named is None,
        several=several,
    )


def _points_at_several(document: Document, words: PlaceWords, first: int, index: int) -> bool:
    """*the two towns*, *ces villages*: a definite number or a demonstrative, with nothing that says which."""
    before = document.tokens[first:index]
    pointing = any(token.text.lower() in words.plural_pointing for token in before)
    counted = any(token.pos == "NUM" for token in before) and bool(before) and before[0].text.lower() in words.pointing
    below = (document.tokens[child] for child in document.children[index])
    return (pointing or counted) and not any(token.role in ("nmod", "acl", "acl:relcl") for token in below)


def _is_said_of_another(document: Document, index: int) -> bool:
    """*Goma is the capital*, *Goma, the capital of a province*: what a place is called is no second place."""
    token = document.tokens[index]
    if any(document.tokens[child].role == "cop" for child in document.children[index]):
        return True
    return token.role == "appos" and document.tokens[token.head].pos == "PROPN"


def _phrase(document: Document, index: int) -> tuple[int, int]:
    """The noun with its determiner and adjectives, which stand next to it."""
    tokens = document.tokens
    first = last = index
    while first > 0 and tokens[first - 1].sentence == tokens[index].sentence:
        before = tokens[first - 1]
        if before.pos in ("DET", "ADJ", "NUM", "PROPN", "ADV", "NOUN") and before.pos != "PUNCT" and first > index - 5:
            if before.pos in ("NOUN", "ADV", "PROPN") and before.head != index:
                break
            first -= 1
            if before.pos == "DET":
                break
        elif before.pos == "PRON" and before.role.startswith(("nmod", "det")):
            first -= 1
            break
        else:
            break
    while last + 1 < len(tokens) and tokens[last + 1].sentence == tokens[index].sentence:
        after = tokens[last + 1]
        bare = after.head == index and after.role == "acl" and not document.children[after.index]
        if after.pos != "ADJ" and not (after.pos == "VERB" and bare):
            break
        last += 1
    return first, last


def _has_own_name(document: Document, index: int) -> bool:
    """Whether the noun has a name of its own at hand (*the city of X*, *the capital, X*), which is then the place."""
    tokens = document.tokens
    apart = tokens[index + 1 : index + 3]
    if len(apart) == 2 and apart[0].text == "," and apart[1].pos == "PROPN" and apart[1].entity == "LOC":
        return True
    return any(
        tokens[child].pos == "PROPN"
        and tokens[child].role.partition(":")[0] in ("appos", "flat")
        and child == index + 1
        for child in document.children[index]
    )
