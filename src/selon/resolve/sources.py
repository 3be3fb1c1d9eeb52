"""resolve_sources: the fullest name that a document gives for each source."""

from __future__ import annotations

from dataclasses import replace

from selon.languages.base import Language
from selon.model.attribution import Attribution
from selon.model.document import Document
from selon.resolve.cast import Cast, can_speak, is_being, is_inside, is_joint, phrase
from selon.resolve.names import Name, find_names, fold, fullest, word_lists
from selon.resolve.openings import name_the_opening
from selon.resolve.pronouns import as_speaker, behind_pronoun
from selon.resolve.roles import by_details, country_before, is_bare, is_common, known_as

PRONOUNS = ("masculine", "feminine", "neuter", "plural", "relative", "possessive")
NEAR = 8  # speakers back, among whom the one of the same verb is looked for
BESIDE = frozenset({"amod", "appos", "flat:name", "flat", "nmod", "dep"})


def resolve_sources(
    attributions: tuple[Attribution, ...], document: Document, language: Language
) -> tuple[Attribution, ...]:
    """The attributions with `name` filled; their order is kept."""
    lists = {**word_lists(language), "beings": _beings(language)}
    names_found = find_names(document, language)
    contents = {a.source_head: a.content for a in attributions if a.source_head is not None}
    cast = Cast(document, names_found, lists, [], _turns(document), contents, _by_lemma(document))
    spoken = {a.source_head: a.source.text for a in attributions if a.source_head is not None and a.source}
    names: dict[int, str] = {}
    for token in document.tokens:
        index = token.index
        subject = token.role in ("nsubj", "nsubj:pass", "obl:agent") and token.pos in ("NOUN", "PROPN", "X")
        if index not in spoken and not (subject and is_being(cast, index)):
            continue
        name = _resolve(cast, index, spoken.get(index))
        if index in spoken:
            names[index] = name
        cast.speakers.append(as_speaker(cast, index, name, spoke=index in spoken))
    named = tuple(a if a.source_head is None else replace(a, name=names.get(a.source_head)) for a in attributions)
    return name_the_opening(cast, named)


def _beings(language: Language) -> frozenset[str]:
    """Nouns for people and forces: what a pronoun for a speaker may come back to."""
    classes = language.nouns["classes"]
    return frozenset(fold(word) for key in ("civilians", "force", "people") for word in classes.get(key, ()))


def _by_lemma(document: Document) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for token in document.tokens:
        if token.pos in ("NOUN", "PROPN"):
            found.setdefault(fold(token.lemma), []).append(token.index)
    return {lemma: tuple(indices) for lemma, indices in found.items()}


def _turns(document: Document) -> tuple[int, ...]:
    """For each sentence, how many before it and with it are not spoken inside a quotation."""
    count, found = 0, []
    for sentence in document.sentences:
        inside = sentence.start > 0 and is_inside(document, sentence.start) and is_inside(document, sentence.start - 1)
        count += 0 if inside else 1
        found.append(count)
    return tuple(found)


def _resolve(cast: Cast, index: int, span: str | None) -> str:
    token = cast.document.tokens[index]
    if cast.word(index) in cast.lists["first_person"]:
        return span or token.text
    short = cast.names.short.get(token.text.replace(".", ""))
    alone = index not in cast.names.at or cast.names.at[index].first == cast.names.at[index].last
    if short is not None and alone:
        return short  # *WHO* is no *who*
    if any(cast.word(index) in cast.lists[key] for key in PRONOUNS):
        return behind_pronoun(cast, index) or (span or token.text).removeprefix("-t-").removeprefix("-")
    person = _person_in(cast, index) or _person_beside(cast, index, span)
    if person is not None:
        return fullest(person.text, cast.names)
    if fold(token.lemma) in cast.lists["documents"] or cast.word(index) in cast.lists["documents"]:
        author = _author(cast, index)
        if author is not None:
            return author
    country = country_before(cast, index)
    if country is not None:
        return country
    detailed = by_details(cast, index)
    if detailed is not None:
        return fullest(detailed.text, cast.names)
    if is_bare(cast, index) and (token.pos == "NOUN" or is_common(cast, index)):
        known = known_as(cast, index)
        if known is not None:
            return known
    name = cast.names.at.get(index)
    if name is not None and token.pos == "PROPN" and not is_joint(cast, index):
        full = fullest(name.text, cast.names)
        return full if full != name.text else _written(cast, index, span)
    return _written(cast, index, span)


def _written(cast: Cast, index: int, span: str | None) -> str:
    if fold(cast.document.tokens[index].lemma) in cast.lists["pictures"] and not is_joint(cast, index):
        span = None
    text = _without_writing(cast, index, span) if span is not None else phrase(cast, index)
    for ending in ("'s", "’s", "'", "’"):
        if text.endswith(ending) and len(text) > len(ending) + 1:
            return text.removesuffix(ending)
    return text


def _without_writing(cast: Cast, index: int, span: str) -> str:
    """*the army in a statement* is the army."""
    document = cast.document
    start = document.tokens[index].start
    for child in document.of_role(index, "nmod"):
        cases = document.of_role(child, "case")
        if fold(document.tokens[child].lemma) in cast.lists["documents"] and cases and min(cases) > index:
            words = {fold(document.tokens[c].text) for c in cases}
            cut = document.tokens[min(cases)].start - start
            head = span.find(document.tokens[index].text)
            if not words & cast.lists["author"] and head >= 0 and head + cut < len(span):
                return span[: head + cut].rstrip(" ,")
    return span


def _person_in(cast: Cast, index: int) -> Name | None:
    """The person that a noun phrase names, in its head, beside it or in apposition."""
    document = cast.document
    if is_joint(cast, index):
        return None
    own = cast.names.at.get(index)
    if own is not None and own.entity == "PER":
        return own
    kinds = {fold(document.tokens[index].lemma), cast.word(index)}
    titled = bool(kinds & (cast.lists["titles"] | cast.lists["people"]))
    for child in document.children[index]:
        role = document.tokens[child].role
        name = cast.names.at.get(child)
        if name is None or name.entity != "PER" or role not in BESIDE:
            continue
        if role != "nmod" or (titled and not document.of_role(child, "case")):
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
    if span is None or is_joint(cast, index):
        return None
    tokens = cast.document.tokens
    end = tokens[index].start + len(span)
    for here in range(index + 2, len(tokens)):
        if tokens[here].end > end:
            break
        name = cast.names.at.get(here)
        if name is not None and name.first == here and name.entity == "PER" and span.endswith(name.text):
            titled = fold(tokens[here - 1].lemma) in name.titles or tokens[here - 1].pos == "ADJ"
            return name if tokens[here - 1].text == "," or titled else None
    return None


def _author(cast: Cast, index: int) -> str | None:
    """Who stands behind a writing: *a statement by X*, *le rapport de X*; alone, the last one named."""
    document = cast.document
    for child in document.of_role(index, "nmod:poss", "nmod", "obl:agent"):
        words = {fold(document.tokens[c].text) for c in document.of_role(child, "case")}
        by = document.tokens[child].role != "nmod" or words & cast.lists["author"]
        if by and document.tokens[child].pos in ("NOUN", "PROPN") and can_speak(cast, child):
            return _resolve(cast, child, None)
        if by and document.tokens[child].pos == "PRON" and (owner := behind_pronoun(cast, child)) is not None:
            return owner
    for child in document.of_role(index, "acl"):
        for below in document.of_role(child, "obl:agent"):
            if document.tokens[child].role == "acl":
                return _resolve(cast, below, None)
    beside = {fold(document.tokens[c].text) for c in document.of_role(index, "case")} & cast.lists["author"]
    if document.tokens[index].role == "obl" and not beside:  # *X said in a statement*
        verb, recent = document.tokens[index].head, reversed(cast.speakers[-NEAR:])
        speaker = next((s for s in recent if s.spoke and document.tokens[s.token].head == verb), None)
        if speaker is not None:
            return speaker.name
    if not is_bare(cast, index):
        return None
    earlier_author = _earlier_author(cast, index)
    if earlier_author is not None or cast.word(index) in cast.lists["pictures"]:
        return earlier_author
    return _last_to_speak(cast, index)


def _publisher(cast: Cast, verb: int) -> str | None:
    """Who puts a writing out: *the ministry issued a statement*."""
    subjects = (c for c in cast.document.of_role(verb, "nsubj") if cast.document.tokens[c].role == "nsubj")
    subject = next(subjects, None)
    return _resolve(cast, subject, None) if subject is not None and can_speak(cast, subject) else None


def _last_to_speak(cast: Cast, index: int) -> str | None:
    """*The update added*: a writing not named before is that of whoever spoke in the sentence before."""
    here = cast.document.tokens[index].sentence
    for speaker in reversed(cast.speakers):
        gap = here - cast.document.tokens[speaker.token].sentence
        if gap > 1:
            return None
        if speaker.spoke and speaker.token < index:
            return speaker.name
    return None


def _earlier_author(cast: Cast, index: int) -> str | None:
    """Who stands behind the last writing of the same name: *in a report … said the ministry. The report …*."""
    document = cast.document
    lemma = document.tokens[index].lemma
    for earlier in range(index - 1, -1, -1):
        token = document.tokens[earlier]
        if token.lemma != lemma or token.pos != "NOUN":
            continue
        author = _author(cast, earlier) if not is_bare(cast, earlier) else None
        if author is None and token.role == "obj":
            author = _publisher(cast, token.head)
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
