"""Whom a report's opening means before it names them: *an official said … X, the minister, told us*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from selon.model.attribution import Attribution
from selon.resolve.cast import Cast, is_joint
from selon.resolve.names import Name, fold

OPENING = 2  # paragraphs in which a report tells its news before it says from whom it has them
REACH = 3  # paragraphs, or sentences where a text has none, in which the name then stands
STEM = 5  # letters by which *Ukraine* and *Ukrainian* are the same


def name_the_opening(cast: Cast, attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, the nameless sources of the opening under the name that the text then gives them."""
    ordered = sorted((a for a in attributions if a.source_head is not None), key=lambda a: a.source_head or 0)
    known: dict[str, str] = {}
    for place, attribution in enumerate(ordered):
        if attribution.name is None or attribution.name in known or not _is_nameless(cast, attribution):
            continue
        name = _named_next(cast, attribution, ordered[place + 1 :])
        if name is not None:
            known[attribution.name] = name
    return tuple(replace(a, name=known[a.name]) if a.name in known else a for a in attributions)


def _is_nameless(cast: Cast, attribution: Attribution) -> bool:
    """One person by office, or one body by its sort, in the opening, without a name of its own."""
    index = attribution.source_head or 0
    token = cast.document.tokens[index]
    if token.pos != "NOUN" or token.features.get("Number") == "Plur" or is_joint(cast, index):
        return False
    names = (
        (cast.names.at.get(t.index) for t in cast.document.tokens_in(attribution.source)) if attribution.source else ()
    )
    resolved = attribution.source is None or attribution.name != attribution.source.text
    if resolved or any(name is not None and name.entity == "PER" for name in names):
        return False
    if cast.document.sentences[token.sentence].paragraph >= OPENING or token.sentence >= OPENING * REACH:
        return False
    return fold(token.lemma) in cast.lists["titles"] or _is_some_body(cast, index)


def _is_some_body(cast: Cast, index: int) -> bool:
    """*a monitoring group*: an indefinite body of a general sort."""
    articles = cast.lists["articles"] - cast.lists["definite"]
    some = any(cast.word(c) in articles for c in cast.document.of_role(index, "det"))
    return some and fold(cast.document.tokens[index].lemma) in cast.lists["generic"]


def _named_next(cast: Cast, nameless: Attribution, after: list[Attribution]) -> str | None:
    """The name under which the next source speaks, where it is one for such an office or body."""
    index = nameless.source_head or 0
    for other in _within_reach(cast, index, after):
        head = other.source_head or 0
        if other.name == nameless.name or cast.document.tokens[head].pos == "PRON":
            continue
        name = cast.names.at.get(head) or _inside(cast, head)
        if name is None or other.name is None:
            return None
        if _is_some_body(cast, index):
            return other.name if name.entity == "ORG" else None
        return other.name if name.entity == "PER" and _fits(cast, index, name) else None
    return None


def _within_reach(cast: Cast, index: int, after: list[Attribution]) -> Iterator[Attribution]:
    document = cast.document
    sentence = document.tokens[index].sentence
    paragraph = document.sentences[sentence].paragraph
    for other in after:
        here = document.tokens[other.source_head or 0].sentence
        apart = document.sentences[here].paragraph - paragraph
        if apart > REACH or (apart == 0 and here - sentence > REACH):
            return
        yield other


def _inside(cast: Cast, head: int) -> Name | None:
    """The person beside the noun that speaks (*the secretary, X, said*)."""
    below = (cast.names.at.get(c) for c in cast.document.of_role(head, "appos", "flat", "flat:name", "compound"))
    return next((name for name in below if name is not None and name.entity == "PER"), None)


def _fits(cast: Cast, index: int, name: Name) -> bool:
    """Whether an office may be that person's: the same title, or none beside the name, or what both belong to."""
    own = {fold(cast.document.tokens[index].lemma), cast.word(index)}
    everywhere = [other for other in cast.names.all if other.words[-1] == name.words[-1] and other.entity == "PER"]
    titles = {title for other in everywhere for title in other.titles}
    if own & cast.lists["people"]:
        stems = {fold(cast.document.tokens[i].text)[:STEM] for i in cast.document.descendants(index) if i != index}
        near = {word[:STEM] for other in everywhere for word in other.near if len(word) >= STEM}
        return bool({stem for stem in stems if len(stem) == STEM} & near)
    return not titles or bool(titles & own)
