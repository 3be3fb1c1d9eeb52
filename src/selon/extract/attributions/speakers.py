"""Who says it: the source of a reporting verb, found through voice, inversion, relatives and control."""

from __future__ import annotations

from selon.extract.attributions.reading import MARKS, Reading

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"})


def is_passive(reading: Reading, verb: int) -> bool:
    """Whether the verb stands in the passive, or is a past participle that describes a noun."""
    document = reading.document
    if document.of_role(verb, "nsubj:pass", "aux:pass", "obl:agent"):
        return True
    token = reading.tokens[verb]
    if token.role != "acl" or token.features.get("VerbForm") != "Part":
        return False
    return token.features.get("Tense") == "Past" and reading.child(verb, "obj") is None


def find_doer(reading: Reading, verb: int) -> int | None:
    """The doer of a passive: *by X*, *par X*."""
    agent = reading.child(verb, "obl:agent")
    if agent is not None:
        return agent
    by = reading.cues.words["by"]
    for child in reading.document.of_role(verb, "obl", "nmod"):
        if reading.cases(child) & by and reading.is_speaker(child):
            return child
    return None


def find_speaker(reading: Reading, verb: int, depth: int = 0) -> int | None:
    """The head of the source's noun phrase for a verb in the active, or None."""
    own = _own_subject(reading, verb)
    if own is not None:
        return _through_relative(reading, own, verb)
    inverted = find_inverted(reading, verb)
    if inverted is not None:
        return inverted
    return _borrowed_subject(reading, verb, depth) if depth < 6 else None


def _own_subject(reading: Reading, verb: int) -> int | None:
    for child in reading.document.of_role(verb, "nsubj"):
        token = reading.tokens[child]
        if token.role == "nsubj:pass" or is_clause(reading, child):
            continue
        return child
    return None


def is_clause(reading: Reading, index: int) -> bool:
    """Whether a token governs a clause of its own, whatever its role."""
    return bool(reading.document.of_role(index, "nsubj", "cop")) and reading.tokens[index].role != "acl:relcl"


def _through_relative(reading: Reading, subject: int, verb: int) -> int:
    if reading.word(subject) not in reading.cues.relative:
        return subject
    here = verb
    while reading.tokens[here].role in ("conj", "xcomp") and reading.tokens[here].head != here:
        here = reading.tokens[here].head
    token = reading.tokens[here]
    if token.role.startswith("acl") and token.head != here:
        return token.head
    return subject


def _borrowed_subject(reading: Reading, verb: int, depth: int) -> int | None:
    token = reading.tokens[verb]
    head = token.head
    if head == verb:
        return None
    if token.role == "acl":
        return _described(reading, head, verb, depth)
    if token.role == "xcomp":
        ruled = reading.child(head, "obj", "iobj")
        if ruled is not None and ruled < verb and reading.tokens[ruled].pos != "PRON":
            return ruled
        return find_speaker(reading, head, depth + 1)
    if token.role in ("conj", "advcl", "parataxis", "ccomp", "dep") and reading.tokens[head].pos in (
        "VERB",
        "AUX",
        "ADJ",
        "NOUN",
    ):
        if token.role == "advcl" and reading.tokens[verb].features.get("VerbForm") not in ("Part", "Ger", "Inf"):
            return None
        if token.role in ("parataxis", "ccomp") and reading.tokens[verb].features.get("VerbForm") == "Fin":
            return None
        if is_passive(reading, head):
            return find_doer(reading, head)
        return find_speaker(reading, head, depth + 1)
    return None


def _described(reading: Reading, noun: int, verb: int, depth: int) -> int:
    """A participle after an object that cannot speak belongs to the subject (*left the room, saying*)."""
    if reading.is_speaker(noun):
        return noun
    governor = reading.tokens[noun].head
    if depth < 6 and governor != noun and reading.tokens[governor].pos in ("VERB", "AUX"):
        return find_speaker(reading, governor, depth + 1) or noun
    return noun


def group_start(reading: Reading, verb: int) -> int:
    """The first token of the verb's group: its auxiliaries, negations and pronouns before it."""
    first = verb
    for child in reading.document.children[verb]:
        token = reading.tokens[child]
        near = verb - child
        if 0 < near < 6 and (token.role.startswith("aux") or token.role in ("expl", "advmod", "iobj")):
            if token.pos in ("AUX", "PRON", "ADV", "PART"):
                first = min(first, child)
    return first


def find_inverted(reading: Reading, verb: int) -> int | None:
    """The source after an inverted verb: *said X*, *a déclaré X*; only after a break."""
    first = group_start(reading, verb)
    if first > 0 and not _is_break(reading, first):
        return None
    tokens = reading.tokens
    here = verb + 1
    while here < len(tokens) and tokens[here].pos in ("ADV", "PUNCT") and here < verb + 4 and tokens[here].text != ",":
        here += 1
    if here >= len(tokens) or tokens[here].pos not in NOMINAL or tokens[here].sentence != tokens[verb].sentence:
        return None
    if reading.word(here) in reading.cues.words["complementizers"]:
        return None
    head = here
    while tokens[head].head not in (head, verb) and verb < tokens[head].head and tokens[head].pos != "VERB":
        head = tokens[head].head
    if tokens[head].pos not in ("NOUN", "PROPN", "PRON") or is_clause(reading, head):
        return None
    return head


def _is_break(reading: Reading, first: int) -> bool:
    before = reading.tokens[first - 1]
    return (
        before.text in (",", "!", "?", "-", "–", "—")
        or before.text in MARKS
        or before.sentence != reading.tokens[first].sentence
    )
