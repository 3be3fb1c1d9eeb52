"""The passive: whether a verb stands in it, and who does what it tells."""

from __future__ import annotations

from selon.extract.attributions.reading import Reading


def is_passive(reading: Reading, verb: int) -> bool:
    """Whether the verb stands in the passive, or is a past participle that describes a noun."""
    document = reading.document
    if document.of_role(verb, "aux:pass", "obl:agent"):
        return True
    if document.of_role(verb, "nsubj:pass") and not document.of_role(verb, "aux:tense"):
        return True
    token = reading.tokens[verb]
    if _shares_auxiliary(reading, verb):
        return True
    if token.role not in ("acl", "advcl") or document.of_role(verb, "aux") or token.features.get("VerbForm") != "Part":
        return False
    return token.features.get("Tense") == "Past" and reading.child(verb, "obj") is None


def _shares_auxiliary(reading: Reading, verb: int) -> bool:
    """*Were questioned, accused of espionage*: a participle joined to a verb in the passive."""
    document, token = reading.document, reading.tokens[verb]
    if token.role != "conj" or token.features.get("VerbForm") != "Part" or token.features.get("Tense") != "Past":
        return False
    own = document.of_role(verb, "nsubj", "aux", "obj", "ccomp")
    return not own and bool(document.of_role(token.head, "aux:pass"))


def find_doer(reading: Reading, verb: int) -> int | None:
    """The doer of a passive: *by X*, *par X*."""
    agent = reading.child(verb, "obl:agent")
    if agent is not None:
        return agent
    by = reading.cues.words["by"]
    for child in reading.document.of_role(verb, "obl", "nmod"):
        if reading.cases(child) & by and reading.is_speaker(child):
            return child
    return _doer_behind_as(reading, verb)


def _doer_behind_as(reading: Reading, verb: int) -> int | None:
    """*Described as a success by X*: the doer that the parse hangs on what something is called."""
    document, words = reading.document, reading.cues.words
    for child in document.of_role(verb, "obl", "xcomp", "advcl", "advmod"):
        if not (reading.cases(child) | {reading.word(child)}) & words["as"]:
            continue
        for below in document.descendants(child):
            if below > child and reading.cases(below) & words["by"] and reading.is_speaker(below):
                return below
    return None
