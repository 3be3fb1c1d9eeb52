"""The verb's group and its neighbours: where it begins, whether it is finite, what may be its subject."""

from __future__ import annotations

from selon.extract.attributions.reading import MARKS, Reading


def without_hinge(reading: Reading, subject: int) -> int:
    """The pronoun itself where the parser took the letter between verb and pronoun (*a-t-il*) for one."""
    text = reading.tokens[subject].text
    following = reading.tokens[subject + 1].text if subject + 1 < len(reading.tokens) else ""
    return subject + 1 if len(text.strip("-")) == 1 and text != following and following.startswith("-") else subject


def is_clause(reading: Reading, index: int) -> bool:
    """Whether a token governs a clause of its own, whatever its role."""
    return bool(reading.document.of_role(index, "nsubj", "cop")) and reading.tokens[index].role != "acl:relcl"


def group_start(reading: Reading, verb: int) -> int:
    """The first token of the verb's group: its auxiliaries, negations and pronouns before it."""
    first = verb
    for child in reading.document.children[verb]:
        token = reading.tokens[child]
        near = verb - child
        if (
            0 < near < 6
            and not token.entity
            and (token.role.startswith("aux") or token.role in ("expl", "advmod", "iobj", "obj"))
            and token.pos in ("AUX", "PRON", "ADV", "PART")
        ):
            first = min(first, child)
    return first


def is_finite(reading: Reading, verb: int) -> bool:
    """Whether the verb is finite, by itself or by its auxiliary."""
    if reading.tokens[verb].features.get("VerbForm") not in ("Part", "Ger", "Inf"):
        return True
    return any(
        reading.tokens[c].role.startswith("aux") and reading.tokens[c].pos == "AUX"
        for c in reading.document.children[verb]
    )


def is_named(reading: Reading, head: int) -> bool:
    """Whether a noun phrase surely names one who speaks: a name, a title, a body."""
    token = reading.tokens[head]
    return token.entity in ("PER", "ORG") or bool(
        {token.lemma, reading.word(head)} & (reading.cues.speakers | reading.cues.documents)
    )


def is_break(reading: Reading, first: int) -> bool:
    """Whether a verb's group that begins at `first` stands behind a break, where an inversion may."""
    before = reading.tokens[first - 1]
    return (
        before.text in (",", "!", "?", "-", "–", "—")
        or reading.word(first - 1) in reading.cues.words["parenthesis"]
        or before.text in MARKS
        or before.sentence != reading.tokens[first].sentence
    )
