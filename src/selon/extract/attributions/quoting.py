"""A source named by a source: *citing X*, *X told Reuters that*, and the refusal to speak."""

from __future__ import annotations

from collections.abc import Iterator

from selon.extract.attributions.passives import find_doer, is_passive
from selon.extract.attributions.reading import Reading, names_source
from selon.extract.attributions.spans import Found, noun_phrase, subtree
from selon.extract.attributions.speakers import find_speaker


def find_quoting(reading: Reading, known: list[Found]) -> Iterator[Found]:
    """What follows from attributions already found: cited sources, and outlets that were told."""
    by_cue = {found.cue: found for found in known}
    by_source = {found.source: found for found in known if found.source is not None}
    for token in reading.tokens:
        if token.pos != "VERB":
            continue
        if token.lemma in reading.cues.quoting:
            yield from _cited(reading, token.index, by_cue, by_source)
        elif token.lemma in reading.cues.withhold["before"]:
            yield from _declined(reading, token.index)
    for found in known:
        yield from _told(reading, found)


def _cited(reading: Reading, verb: int, by_cue: dict[int, Found], by_source: dict[int, Found]) -> Iterator[Found]:
    named = by_source.get(reading.tokens[verb].head) if reading.tokens[verb].role == "acl" else None
    doer = find_doer(reading, verb) if is_passive(reading, verb) else None
    if named is not None and doer is not None:
        yield Found(verb, doer, "say", named.heads, _with_source(reading, named), named.spans, reason="quoted by")
        return
    cited = reading.child(verb, "obj" if doer is None else "nsubj:pass")
    if cited is None:
        return
    said = [
        c
        for c in (
            *reading.document.of_role(verb, "xcomp", "advcl"),
            *(c for c in reading.document.of_role(cited, "acl") if reading.tokens[c].role == "acl"),
        )
        if c in by_cue or reading.tokens[c].lemma in reading.cues.verbs
    ]
    speaker = find_speaker(reading, verb) if doer is None else doer
    if said and speaker is not None and reading.is_speaker(speaker):
        heads = (cited, *said)
        yield Found(verb, speaker, "say", heads, subtree(reading.document, heads, [verb, speaker]), reason="quoting")
        return
    if reading.tokens[verb].role not in ("advcl", "acl", "xcomp", "conj") or not reading.is_speaker(cited):
        return
    around = next(
        (f for f in by_cue.values() if f.form == "according_to" and reading.tokens[verb].head in f.tokens), None
    )
    outer = named or around or next((by_cue[i] for i in reading.document.ancestors(verb) if i in by_cue), None)
    if outer is not None:
        tokens, heads = outer.tokens, outer.heads
    else:
        clause = reading.clause_of(reading.tokens[verb].head)
        tokens, heads = subtree(reading.document, [clause], [verb]), (clause,)
    yield Found(verb, cited, "say", heads, tokens - subtree(reading.document, [verb]), reason="cited")


def _declined(reading: Reading, verb: int) -> Iterator[Found]:
    """*Declined to comment*, *a refusé de confirmer*."""
    for child in reading.document.of_role(verb, "xcomp"):
        token = reading.tokens[child]
        if token.lemma not in reading.cues.verbs and token.lemma not in reading.cues.withhold["negated"]:
            continue
        speaker = find_speaker(reading, verb)
        if speaker is not None:
            yield Found(
                verb, speaker, "withhold", (child,), subtree(reading.document, [child]), negated=True, reason="declined"
            )
            return


def _told(reading: Reading, found: Found) -> Iterator[Found]:
    """The outlet that was told carries the whole: it is the outer source."""
    if found.source is None or found.form in ("according_to", "shown"):
        return
    near = reading.document.of_role(found.cue, "obj", "iobj", "obl", "nmod")
    for child in (*near, *_spoken_to(reading, found.cue)):
        if child in (found.source, *found.heads) or child in found.tokens:
            continue
        to = reading.tokens[child].role in ("obj", "iobj") or reading.cases(child) & reading.cues.words["addressee"]
        if to and not names_source(reading, child) and is_outlet(reading, child):
            inside = _with_source(reading, found) | {found.cue}
            yield Found(found.cue, child, "say", (found.cue,), inside, found.spans, "indirect", reason="told an outlet")
            return


def _spoken_to(reading: Reading, cue: int) -> Iterator[int]:
    """Whom a source spoke to before its cue: *speaking to X, …*."""
    document, speaking = reading.document, reading.cues.words.get("speaking", frozenset())
    for child in document.of_role(cue, "advcl"):
        if reading.tokens[child].lemma in speaking:
            yield from document.of_role(child, "obl")


def _with_source(reading: Reading, found: Found) -> frozenset[int]:
    if found.source is None:
        return found.tokens
    first, last = noun_phrase(reading, found.source)
    return found.tokens | frozenset(range(first, last + 1))


def is_outlet(reading: Reading, index: int) -> bool:
    """Whether a noun phrase is a news agency, a paper or a station."""
    first, last = noun_phrase(reading, index)
    words = [reading.word(i).removesuffix("'s") for i in range(first, last + 1)]
    words = [w[:-1] if w.endswith("s") and w[:-1] in reading.cues.outlets else w for w in words]
    joined = f" {' '.join(words)} "
    return any(f" {outlet} " in joined for outlet in reading.cues.outlets if outlet in joined)
