"""Who stands behind a pronoun: the nearest speaker that fits in number, gender and kind."""

from __future__ import annotations

from itertools import islice

from selon.resolve.cast import Cast, Speaker, is_joint, is_quoted
from selon.resolve.names import fold

FAR = 5
MEMORY = 200


def behind_pronoun(cast: Cast, index: int) -> str | None:
    """The nearest fitting speaker before a pronoun; one who spoke or was a subject comes first."""
    word = cast.word(index)
    here = cast.document.tokens[index]
    best: tuple[float, str] | None = None
    for place, speaker in enumerate(reversed(cast.speakers)):
        gap = cast.turns[here.sentence] - cast.turns[cast.document.tokens[speaker.token].sentence]
        if gap > FAR:
            break
        score = -1.5 if speaker.quoted and not is_quoted(cast, index) else 0.0
        if speaker.token >= index or not _fits(cast, word, speaker) or _is_spoken_of(cast, index, speaker):
            continue
        if speaker.plural and word in cast.lists["plural"]:
            score += 1.0
        score += -0.7 * gap - 0.1 * place + speaker.weight + (0.5 if speaker.person else 0.0)
        if best is None or score > best[0]:
            best = (score, speaker.name)
    return best[1] if best else None


def _is_spoken_of(cast: Cast, index: int, speaker: Speaker) -> bool:
    """*The force must be sent, he said*: whom the words themselves name is not the one who speaks them."""
    start = cast.document.tokens[speaker.token].start
    return any(span.start <= start < span.end for span in cast.contents.get(index, ()))


def _fits(cast: Cast, word: str, speaker: Speaker) -> bool:
    if word in cast.lists["possessive_plural"]:
        return speaker.plural or speaker.person is False
    if word in cast.lists["plural"]:
        return speaker.plural or speaker.person is False
    if word in cast.lists["neuter"]:
        return speaker.person is not True and (not speaker.plural or (speaker.spoke and _is_body(cast, speaker)))
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
    return word in cast.lists["possessive"] and not speaker.plural


def _is_body(cast: Cast, speaker: Speaker) -> bool:
    """*The armed forces said …, it said*: a body whose noun stands in the plural."""
    token = cast.document.tokens[speaker.token]
    return fold(token.lemma) in cast.lists["bodies"] and not is_joint(cast, speaker.token)


def as_speaker(cast: Cast, index: int, name: str, *, spoke: bool) -> Speaker:
    """The speaker at token `index`, with what a later pronoun must agree with."""
    document = cast.document
    token = document.tokens[index]
    person = _is_person(cast, index, name)
    gender = _gender_of_article(cast, index) or token.features.get("Gender", "")
    if token.pos == "PRON" or (person and token.pos == "PROPN"):
        gender = _gender_of(cast, index, name)
    number = token.features.get("Number", "Sing")
    plural = number == "Plur" or is_joint(cast, index)
    plural = (plural and token.pos != "PROPN" and token.entity != "PER") or is_joint(cast, index)
    return Speaker(index, name, person, gender, plural, spoke, _weight(cast, index, spoke), is_quoted(cast, index))


def _gender_of_article(cast: Cast, index: int) -> str:
    """The gender that the article shows where the noun shows none (*la ministre*)."""
    genders = (cast.document.tokens[c].features.get("Gender", "") for c in cast.document.of_role(index, "det"))
    return next((gender for gender in genders if gender), "")


def _weight(cast: Cast, index: int, spoke: bool) -> float:
    """How ready the text is to come back to somebody: one who spoke, a main subject, one met inside speech."""
    document = cast.document
    governor = document.tokens[document.tokens[index].head]
    embedded = governor.role in ("ccomp", "acl:relcl", "acl") or is_quoted(cast, index)
    return (2.0 if spoke else 0.0) + (0.0 if embedded else 1.0) + (0.3 if governor.role == "root" else 0.0)


def _is_person(cast: Cast, index: int, name: str) -> bool | None:
    token = cast.document.tokens[index]
    words = {fold(token.lemma), cast.word(index)}
    if token.pos == "PRON":
        return next((s.person for s in islice(reversed(cast.speakers), MEMORY) if s.name == name), None)
    if any(n.entity == "PER" for n in cast.names.by_text.get(name, ())):
        return True
    if words & cast.lists["bodies"] or token.entity in ("LOC", "ORG"):
        return False
    if words & (cast.lists["titles"] | cast.lists["people"]) or token.entity == "PER":
        return True
    return None if token.pos == "PROPN" else False


def _gender_of(cast: Cast, index: int, name: str) -> str:
    words = {fold(word) for n in cast.names.by_text.get(name, ()) for word in n.titles}
    words |= {cast.word(index)} | {cast.word(i) for i in range(max(0, index - 2), index)}
    if words & (cast.lists["female"] | cast.lists["feminine"]):
        return "Fem"
    if words & (cast.lists["male"] | cast.lists["masculine"]):
        return "Masc"
    return ""
