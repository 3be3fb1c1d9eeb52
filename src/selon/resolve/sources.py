"""resolve_sources: the fullest name that a document gives for each source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from selon.languages.base import Language
from selon.model.attribution import Attribution
from selon.model.document import Document
from selon.resolve.names import Name, Names, find_names, fold, fullest, word_lists

LEFT_OUT = frozenset(
    {"acl:relcl", "acl", "parataxis", "advcl", "case", "ccomp", "conj", "cc", "mark", "punct", "appos"}
)
FAR = 5
PRONOUNS = ("masculine", "feminine", "neuter", "plural", "relative")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may stand behind a pronoun: where, under what name, of what gender and number."""

    token: int
    name: str
    person: bool | None
    gender: str
    plural: bool
    spoke: bool
    weight: float = 0.0
    quoted: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """A document's names, its word lists, and the speakers found so far, in the order of the text."""

    document: Document
    names: Names
    lists: Mapping[str, frozenset[str]]
    speakers: list[Speaker]

    def word(self, index: int) -> str:
        """Token `index` as written, folded, without the hyphens of inversion."""
        return fold(self.document.tokens[index].text).removeprefix("-t-").removeprefix("-")


def resolve_sources(
    attributions: tuple[Attribution, ...], document: Document, language: Language
) -> tuple[Attribution, ...]:
    """The attributions with `name` filled; their order is kept."""
    cast = Cast(document, find_names(document, language), word_lists(language), [])
    spoken = {a.source_head for a in attributions if a.source_head is not None}
    names: dict[int, str] = {}
    for token in document.tokens:
        index = token.index
        subject = token.role in ("nsubj", "nsubj:pass", "obl:agent") and token.pos in ("NOUN", "PROPN", "X")
        if index not in spoken and not subject:
            continue
        span = next((a.source.text for a in attributions if a.source_head == index and a.source), None)
        name = _resolve(cast, index, span)
        if index in spoken:
            names[index] = name
        cast.speakers.append(_speaker(cast, index, name, spoke=index in spoken))
    return tuple(a if a.source_head is None else replace(a, name=names.get(a.source_head)) for a in attributions)


def _resolve(cast: Cast, index: int, span: str | None) -> str:
    token = cast.document.tokens[index]
    if cast.word(index) in cast.lists["first_person"]:
        return span or token.text
    if any(cast.word(index) in cast.lists[key] for key in PRONOUNS):
        return _behind_pronoun(cast, index) or (span or token.text)
    person = _person_in(cast, index) or _person_beside(cast, index, span)
    if person is not None:
        return fullest(person.text, cast.names)
    if fold(token.lemma) in cast.lists["documents"] or cast.word(index) in cast.lists["documents"]:
        author = _author(cast, index)
        if author is not None:
            return author
    detailed = _by_details(cast, index)
    if detailed is not None:
        return fullest(detailed.text, cast.names)
    if _is_bare(cast, index) and (token.pos == "NOUN" or _is_common(cast, index)):
        known = _known_as(cast, index)
        if known is not None:
            return known
    short = cast.names.short.get(token.text.replace(".", ""))
    if short is not None:
        return short
    name = cast.names.at.get(index)
    if name is not None and token.pos == "PROPN" and not _is_joint(cast, index):
        full = fullest(name.text, cast.names)
        return full if full != name.text else _written(cast, index, span)
    return _written(cast, index, span)


def _is_joint(cast: Cast, index: int) -> bool:
    return bool(cast.document.of_role(index, "conj"))


def _written(cast: Cast, index: int, span: str | None) -> str:
    if fold(cast.document.tokens[index].lemma) in cast.lists["pictures"] and not _is_joint(cast, index):
        span = None
    text = span if span is not None else _phrase(cast, index)
    for ending in ("'s", "’s", "'", "’"):
        if text.endswith(ending) and len(text) > len(ending) + 1:
            return text.removesuffix(ending)
    return text


def _phrase(cast: Cast, index: int) -> str:
    document = cast.document
    kept, stack = {index}, [index]
    while stack:
        for child in document.children[stack.pop()]:
            if document.tokens[child].role not in LEFT_OUT:
                kept.add(child)
                stack.append(child)
    first = last = index
    while first - 1 in kept:
        first -= 1
    while last + 1 in kept:
        last += 1
    return document.span(first, last).text


def _person_in(cast: Cast, index: int) -> Name | None:
    """The person that a noun phrase names, in its head, beside it or in apposition."""
    document = cast.document
    if _is_joint(cast, index):
        return None
    own = cast.names.at.get(index)
    if own is not None and own.entity == "PER":
        return own
    titled = bool(
        {fold(document.tokens[index].lemma), cast.word(index)} & (cast.lists["titles"] | cast.lists["people"])
    )
    for child in document.children[index]:
        token = document.tokens[child]
        if token.role in ("appos", "flat:name", "flat", "compound", "nmod", "dep") and child in cast.names.at:
            name = cast.names.at[child]
            if name.entity == "PER" and (token.role != "nmod" or titled and not document.of_role(child, "case")):
                if (
                    token.role != "compound"
                    or name.last >= index - 1
                    and name.last < index
                    and name.first > index - 5
                    and titled
                ):
                    if token.role != "compound":
                        return name
    for child in document.of_role(index, "appos"):
        for below in document.children[child]:
            name_below = cast.names.at.get(below)
            if (
                name_below
                and name_below.entity == "PER"
                and document.tokens[below].role in ("appos", "flat", "flat:name")
            ):
                return name_below
    return None


def _person_beside(cast: Cast, index: int, span: str | None) -> Name | None:
    """The person named between commas at the end of the source's phrase, wherever the parse hangs the name."""
    if span is None or _is_joint(cast, index):
        return None
    tokens = cast.document.tokens
    end = tokens[index].start + len(span)
    for name in cast.names.all:
        if (
            name.entity == "PER"
            and name.first > index + 1
            and tokens[name.last].end <= end
            and span.endswith(name.text)
        ):
            return name if tokens[name.first - 1].text == "," else None
    return None


def _author(cast: Cast, index: int) -> str | None:
    """Who stands behind a writing: *a statement by X*, *le rapport de X*; alone, the last one named."""
    document = cast.document
    for child in document.of_role(index, "nmod:poss", "nmod", "obl:agent"):
        words = {fold(document.tokens[c].text) for c in document.of_role(child, "case")}
        by = document.tokens[child].role != "nmod" or words & cast.lists["author"]
        if by and document.tokens[child].pos in ("NOUN", "PROPN") and _can_speak(cast, child):
            return _resolve(cast, child, None)
    for child in document.of_role(index, "acl"):
        for below in document.of_role(child, "obl:agent"):
            return _resolve(cast, below, None)
    if not _is_bare(cast, index):
        return None
    lemma = document.tokens[index].lemma
    for earlier in range(index - 1, -1, -1):
        token = document.tokens[earlier]
        if token.lemma != lemma or token.pos != "NOUN":
            continue
        author = _author(cast, earlier) if not _is_bare(cast, earlier) else None
        if author is None and token.role in ("obl", "obj", "nmod"):
            author = next(
                (
                    s.name
                    for s in reversed(cast.speakers)
                    if abs(document.tokens[s.token].sentence - token.sentence) == 0 and s.spoke
                ),
                None,
            )
        if author is not None:
            return author
    return None


def _can_speak(cast: Cast, index: int) -> bool:
    token = cast.document.tokens[index]
    words = {fold(token.lemma), cast.word(index)}
    return bool(
        token.entity
        or token.pos == "PROPN"
        or words & (cast.lists["titles"] | cast.lists["bodies"] | cast.lists["people"])
    )


def _is_bare(cast: Cast, index: int) -> bool:
    """A definite noun without details: *the ministry*, *le général*."""
    document = cast.document
    definite = False
    for child in document.children[index]:
        token = document.tokens[child]
        if cast.word(child) in cast.lists["definite"]:
            definite = True
        elif (
            token.role in ("compound", "amod")
            and _has_capital(document, child)
            or token.role in ("nmod", "nmod:poss", "appos", "flat:name", "conj", "nummod", "obl")
        ):
            return False
    return definite


def _is_common(cast: Cast, index: int) -> bool:
    words = {fold(cast.document.tokens[index].lemma), cast.word(index)}
    return bool(words & (cast.lists["titles"] | cast.lists["bodies"]))


def _has_capital(document: Document, index: int) -> bool:
    return any(
        document.tokens[i].pos == "PROPN" or document.tokens[i].entity == "ORG" for i in document.descendants(index)
    )


def _known_as(cast: Cast, index: int) -> str | None:
    """What a bare title or body stands for: a person of that title, or the body named in full."""
    document = cast.document
    lemma, word = fold(document.tokens[index].lemma), cast.word(index)
    modifiers = {fold(document.tokens[c].text) for c in document.of_role(index, "amod", "compound")}
    if {lemma, word} & cast.lists["titles"]:
        found = _titled(cast, index, {lemma, word}, modifiers)
        if found is not None:
            return fullest(found.text, cast.names)
        only = _only_person(cast)
        if only is not None and document.tokens[index].features.get("Number") != "Plur":
            return only
    if lemma in cast.lists["generic"]:
        body = _last_body(cast)
        if body is not None:
            return body
    for speaker in reversed(cast.speakers):
        words = {fold(w) for w in speaker.name.split()}
        same = fold(document.tokens[speaker.token].lemma) == lemma or word in words
        if same and len(speaker.name.split()) > len(modifiers) + 2 and modifiers <= words:
            return speaker.name
    return _fuller_phrase(cast, index, lemma, modifiers)


def _last_body(cast: Cast) -> str | None:
    """The last body that spoke or acted under a name of its own."""
    for speaker in reversed(cast.speakers):
        token = cast.document.tokens[speaker.token]
        named = token.pos == "PROPN" or sum(w[:1].isupper() for w in speaker.name.split()) > 1
        if not speaker.person and named and token.entity != "LOC":
            return speaker.name
    return None


def _by_details(cast: Cast, index: int) -> Name | None:
    """*The Wagner boss*, *le patron de l'ONU*: the one person beside whose name those details stand."""
    document = cast.document
    words = {fold(document.tokens[index].lemma), cast.word(index)}
    if not words & cast.lists["titles"] or not any(
        cast.word(c) in cast.lists["definite"] for c in document.children[index]
    ):
        return None
    parts = document.of_role(index, "nmod", "compound", "nmod:poss")
    details = {fold(document.tokens[c].text) for c in parts if document.tokens[c].pos == "PROPN"}
    if not details:
        return None
    people = {name.words[-1]: name for name in cast.names.all if name.entity == "PER" and details <= name.near}
    return next(iter(people.values())) if len(people) == 1 else None


def _only_person(cast: Cast) -> str | None:
    """The one person that the document names at all."""
    people = {name.words[-1]: name.text for name in cast.names.all if name.entity == "PER"}
    return fullest(next(iter(people.values())), cast.names) if len(people) == 1 else None


def _titled(cast: Cast, index: int, words: set[str], details: set[str]) -> Name | None:
    """The person nearest before, or else after, whose title is among `words`, with the same details."""
    people = [name for name in cast.names.all if name.titles & words and name.entity == "PER" and details <= name.near]
    before = [name for name in people if name.last < index]
    return before[-1] if before else next(iter(people), None)


def _fuller_phrase(cast: Cast, index: int, lemma: str, modifiers: set[str]) -> str | None:
    """The body under the same noun with more details, anywhere in the document."""
    document = cast.document
    order = [*range(index - 1, -1, -1), *range(index + 1, len(document.tokens))]
    for other in order:
        token = document.tokens[other]
        if fold(token.lemma) != lemma or token.pos not in ("NOUN", "PROPN") or _is_bare(cast, other):
            continue
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
            return _phrase(cast, other)
    return None


def _has_name(cast: Cast, index: int) -> bool:
    return any(cast.document.tokens[i].pos == "PROPN" for i in cast.document.descendants(index))


def _behind_pronoun(cast: Cast, index: int) -> str | None:
    """The nearest fitting speaker before a pronoun; one who spoke or was a subject comes first."""
    word = cast.word(index)
    here = cast.document.tokens[index]
    best: tuple[float, str] | None = None
    for place, speaker in enumerate(reversed(cast.speakers)):
        gap = here.sentence - cast.document.tokens[speaker.token].sentence
        if gap > FAR:
            break
        score = -1.5 if speaker.quoted and not _is_quoted(cast, index) else 0.0
        if speaker.token >= index or not _fits(cast, word, speaker):
            continue
        if speaker.plural and word in cast.lists["plural"]:
            score += 1.0
        score += -0.7 * gap - 0.1 * place + speaker.weight + (0.5 if speaker.person else 0.0)
        if best is None or score > best[0]:
            best = (score, speaker.name)
    return best[1] if best else None


def _fits(cast: Cast, word: str, speaker: Speaker) -> bool:
    if word in cast.lists["plural"]:
        return speaker.plural or speaker.person is False
    if word in cast.lists["neuter"]:
        return speaker.person is not True and not speaker.plural
    if word in cast.lists["masculine"]:
        return (
            not speaker.plural and speaker.gender != "Fem" and (speaker.person is not False or not cast.lists["neuter"])
        )
    if word in cast.lists["feminine"]:
        return (
            not speaker.plural
            and speaker.gender != "Masc"
            and (speaker.person is not False or not cast.lists["neuter"])
        )
    return False


def _speaker(cast: Cast, index: int, name: str, *, spoke: bool) -> Speaker:
    document = cast.document
    token = document.tokens[index]
    person = _is_person(cast, index, name)
    gender = token.features.get("Gender", "")
    if token.pos == "PRON" or (person and token.pos == "PROPN"):
        gender = _gender_of(cast, index, name)
    number = token.features.get("Number", "Sing")
    plural = number == "Plur" or _is_joint(cast, index)
    plural = (plural and token.pos != "PROPN") or _is_joint(cast, index)
    return Speaker(index, name, person, gender, plural, spoke, _weight(cast, index, spoke), _is_quoted(cast, index))


def _weight(cast: Cast, index: int, spoke: bool) -> float:
    """How ready the text is to come back to somebody: one who spoke, a main subject, one met inside speech."""
    document = cast.document
    governor = document.tokens[document.tokens[index].head]
    embedded = governor.role in ("ccomp", "acl:relcl", "acl") or _is_quoted(cast, index)
    return (2.0 if spoke else 0.0) + (0.0 if embedded else 1.0) + (0.3 if governor.role == "root" else 0.0)


def _is_quoted(cast: Cast, index: int) -> bool:
    start = cast.document.tokens[index].start
    return any(q.span.start <= start < q.span.end for q in cast.document.quotations)


def _is_person(cast: Cast, index: int, name: str) -> bool | None:
    token = cast.document.tokens[index]
    words = {fold(token.lemma), cast.word(index)}
    if token.pos == "PRON":
        return next((s.person for s in reversed(cast.speakers) if s.name == name), None)
    if any(n.text == name and n.entity == "PER" for n in cast.names.all):
        return True
    if words & cast.lists["bodies"] or token.entity in ("LOC", "ORG"):
        return False
    if words & (cast.lists["titles"] | cast.lists["people"]) or token.entity == "PER":
        return True
    return None if token.pos == "PROPN" else False


def _gender_of(cast: Cast, index: int, name: str) -> str:
    words = {fold(word) for n in cast.names.all if n.text == name for word in n.titles}
    words |= {cast.word(index)} | {cast.word(i) for i in range(max(0, index - 2), index)}
    if words & (cast.lists["female"] | cast.lists["feminine"]):
        return "Fem"
    if words & (cast.lists["male"] | cast.lists["masculine"]):
        return "Masc"
    return ""
