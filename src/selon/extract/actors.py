"""Who does it and whom it is done to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from selon.extract.frames import (
    VERBAL,
    antecedent,
    classes_of,
    frame_of,
    given_object,
    is_passive,
    patient_of,
    subject_of,
)
from selon.extract.kinds import KindRule, kind_rule
from selon.extract.parties import GIVEN, MUTUAL, first_party, other_party, receiver
from selon.languages.base import Language
from selon.model.document import Document

PATIENT_KINDS = frozenset(
    {"kill", "wound", "casualties", "detain", "free", "displace", "destroy", "damage", "seize", "abuse", "intercept"}
)
PEOPLE_KINDS = frozenset({"kill", "wound", "detain", "free", "displace"})
NO_TARGET = frozenset({"withdraw", "protest"})
FIRED = frozenset({"strike", "shell", "attack", "explode"})
WEAPONS = frozenset({"munition", "artillery", "aircraft", "arms", "vehicle", "explosive"})
HELD = frozenset({"capture", "lose", "hold", "besiege", "transfer"})
LIVING = frozenset({"people", "force"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the text around says, as token indices.

    `cues` are the heads of reporting words; `places`, `times` and `quantities` the heads of mentions;
    `countries` those of the places that are countries.
    """

    cues: frozenset[int]
    places: frozenset[int]
    times: frozenset[int]
    quantities: frozenset[int]
    countries: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Telling:
    """One happening as the text tells it: its trigger, the verb that carries it, its rule, and what is around it."""

    document: Document
    index: int
    anchor: int
    rule: KindRule
    language: Language
    around: Surroundings

    @property
    def verbal(self) -> bool:
        """Whether the trigger is a verb."""
        return self.document.tokens[self.index].pos in VERBAL

    def classes(self, index: int) -> frozenset[str]:
        """The semantic classes of a phrase."""
        return classes_of(self.document, index, self.language)

    @property
    def anchor_lemma(self) -> str:
        """The lemma of the verb that carries it."""
        return self.document.tokens[self.anchor].lemma

    @property
    def happen(self) -> list[str]:
        """Verbs that only say that something happens."""
        words: list[str] = self.language.language["news"]["happen"]
        return words

    def genitive(self, case: str) -> bool:
        """Whether a preposition is *of*."""
        return case in self.language.language["genitive"]

    def undergone(self) -> bool:
        """*suffered an attack*: the subject of the light verb is the one attacked."""
        return (
            self.anchor != self.index
            and self.document.tokens[self.anchor].lemma in self.language.language["news"]["undergo"]
        )


def find_agent(telling: Telling) -> int | None:
    """The token that heads the doer's phrase, or None where the text names none."""
    document, index = telling.document, telling.index
    if telling.rule.frame == "patient" or _moves_itself(telling):
        return None if telling.verbal else _nominal_agent(telling)
    if telling.verbal:
        doer = _verbal_agent(telling)
        return None if doer is None or document.tokens[doer].pos in VERBAL else doer
    own = _nominal_agent(telling)
    if own is None and telling.rule.kind in MUTUAL:
        own = first_party(document, index, telling.anchor, telling.language)
    if own is not None or telling.anchor == index or telling.undergone():
        return own
    frame = frame_of(document, telling.anchor)
    found = frame.subject if frame.passive else subject_of(document, telling.anchor)
    return found if found is not None and found != index and not _is_happening(telling, found) else None


def _moves_itself(telling: Telling) -> bool:
    """*se sont réfugiés*, *appelle la population à évacuer*: who moves is the one displaced."""
    document, index = telling.document, telling.index
    if telling.rule.kind != "displace" or not telling.verbal:
        return False
    frame = frame_of(document, index)
    return not frame.passive and frame.object is None and patient_of(document, index) is None


def _verbal_agent(telling: Telling) -> int | None:
    document, index = telling.document, telling.index
    frame = frame_of(document, index)
    if telling.rule.kind == "withdraw" and frame.object is not None and telling.classes(frame.object) & LIVING:
        return antecedent(document, frame.object)
    found = frame.subject if frame.passive else subject_of(document, index)
    if found is None or not _is_happening(telling, found):
        return found
    return _nominal_agent(replace(telling, index=found, anchor=found))  # *a rebel attack killed four*


def _is_happening(telling: Telling, index: int) -> bool:
    """*the strike killed four*: a happening is no agent."""
    rule = kind_rule(telling.document, index, telling.language)
    return rule is not None and bool(rule.kind) and not telling.classes(index) & LIVING


def _nominal_agent(telling: Telling) -> int | None:
    """The doer of a noun: *by X*, *X's*, *their*, an adjective of nationality, or *of X*."""
    document, index = telling.document, telling.index
    for child in document.children[index]:
        token = document.tokens[child]
        if token.role in ("obl:agent", "nmod:agent"):
            return child
        if token.role == "nmod:poss" and token.pos in ("NOUN", "PROPN"):
            return child
        if token.features.get("Poss") == "Yes" or (token.role == "nmod:poss" and token.pos == "PRON"):
            return _owner(document, index)
    led = _led_by(telling)
    if led is not None:
        return led
    frame = frame_of(document, index)
    doers = [child for child in frame.modifiers if _names_doer(telling, child)]
    if doers:  # *an ISIL terrorist attack*: whose name is told before what they are
        return min(doers, key=lambda child: document.tokens[child].pos != "PROPN")
    return next((c for case, c in frame.obliques if telling.genitive(case) and _is_genitive_doer(telling, c)), None)


def _led_by(telling: Telling) -> int | None:
    """*an attack carried out by X*, *une attaque attribuée à X*: the doer behind a participle of the noun."""
    document = telling.document
    blamed = telling.language.language["targets"]["blamed"]
    for clause in document.of_role(telling.index, "acl"):
        for child in document.of_role(clause, "obl:agent"):
            return child
        if document.tokens[clause].lemma in blamed:
            found = next((c for c in document.of_role(clause, "obl", "iobj") if telling.classes(c) & LIVING), None)
            if found is not None:
                return found
    return None


def _names_doer(telling: Telling, child: int) -> bool:
    """*Russian strikes*, *ISIL attack*, *attaques djihadistes*."""
    token = telling.document.tokens[child]
    if token.role not in ("amod", "compound"):
        return False
    demonyms = telling.language.places["demonyms"]
    if token.lemma in demonyms or token.text in demonyms:
        return True
    if token.role == "compound" and token.pos == "PROPN" and token.entity in ("ORG", "PER", "MISC"):
        return True
    return token.lemma in telling.language.language["news"]["doer_adjectives"]


def _is_genitive_doer(telling: Telling, child: int) -> bool:
    """*l'offensive des rebelles*, *les attaques de la Russie*."""
    doer_of = telling.language.language["targets"]["doer_of"]
    if child in telling.around.countries and telling.document.tokens[telling.index].lemma in doer_of:
        return True
    classes = telling.classes(child)
    if telling.rule.kind in FIRED and classes & {"munition", "aircraft", "equipment", "vehicle"}:
        return False
    return telling.rule.kind not in PATIENT_KINDS and bool(classes & LIVING)


def _owner(document: Document, index: int) -> int | None:
    """Whose *their offensive* is: the subject of the clause it stands in."""
    for above in document.ancestors(index):
        if document.tokens[above].pos in VERBAL:
            found = subject_of(document, above)
            return found if found != index else None
    return None


def find_target(telling: Telling) -> int | None:
    """The token that heads the phrase of whom or what it is done to, or None."""
    document, index, rule = telling.document, telling.index, telling.rule
    if rule.kind in NO_TARGET:
        return None
    if rule.kind in MUTUAL and (other := other_party(document, index, telling.anchor, telling.language)) is not None:
        return other
    if rule.frame == "patient":
        found = _patient_target(telling)
        if found is not None or telling.verbal:
            return found
    if _moves_itself(telling):
        moved = subject_of(document, index)
        return None if moved is None or _is_happening(telling, moved) else moved
    return _verbal_target(telling) if telling.verbal else _nominal_target(telling)


def _nominal_target(telling: Telling) -> int | None:
    document, index, rule = telling.document, telling.index, telling.rule
    if rule.kind == "displace" and telling.classes(index) & {"fugitives"}:
        return index
    if telling.undergone():
        return subject_of(document, telling.anchor)
    if rule.kind in GIVEN and (whom := receiver(document, index, telling.anchor, telling.language)) is not None:
        return whom
    if "preposition" in rule.conditions and (held := _held_place(document, index)) is not None:
        return held
    own = next(_complements(telling, index), None)
    if own is None:
        clauses = [c for c in document.of_role(index, "acl") if document.tokens[c].pos in VERBAL]
        own = next((found for clause in clauses for found in _complements(telling, clause)), None)
    happens = frame_of(document, telling.anchor).subject == index
    if own is None and happens and telling.anchor != index and telling.anchor_lemma not in telling.happen:
        struck = patient_of(document, telling.anchor)  # *a blast hit a convoy*, but not *les combats font rage*
        fixed = struck is not None and f"{telling.anchor_lemma} {document.tokens[struck].lemma}" in telling.happen
        return None if fixed else struck
    if own is None and telling.anchor != index and not happens and telling.anchor not in telling.around.cues:
        struck = patient_of(document, telling.anchor)
        if struck is not None and struck != index:
            return struck
        own = next(_complements(telling, telling.anchor), None)
    if own is None and any(document.tokens[c].role == "cop" for c in document.children[index]):
        own = _predicate_subject(document, index)
        own = None if own is not None and document.tokens[own].pos == "PRON" else own
    return index if own is None and "fallen" in telling.classes(index) else own


def _held_place(document: Document, index: int) -> int | None:
    """*X is under the control of Y*, *X under siege*: what stands before the preposition."""
    token = document.tokens[index]
    head = document.tokens[token.head]
    if token.role.startswith("nmod"):
        return head.index
    subjects = document.of_role(head.index, "nsubj", "nsubj:pass")
    return subjects[0] if token.role == "obl" and subjects else _predicate_subject(document, index)


def _patient_target(telling: Telling) -> int | None:
    document, index = telling.document, telling.index
    if telling.verbal:
        if frame_of(document, index).passive:
            return patient_of(document, index)
        return subject_of(document, index)
    token = document.tokens[index]
    if token.pos == "ADJ":
        return _predicate_subject(document, index)
    if token.role == "conj" and is_passive(document, token.head):
        return index  # *deux gardes ont été tués et six autres blessés*
    return None


def _predicate_subject(document: Document, index: int) -> int | None:
    for child in document.children[index]:
        if document.tokens[child].role.startswith("nsubj"):
            return antecedent(document, child)
    for child in document.children[index]:
        if document.tokens[child].role == "nummod":
            return child  # *counted 24 dead*: the number stands for the people
    token = document.tokens[index]
    if token.role in ("acl", "amod", "appos"):
        return token.head
    if token.role == "xcomp":
        return patient_of(document, token.head) or subject_of(document, token.head)
    if token.role == "conj" and document.tokens[token.head].pos in ("ADJ", "VERB"):
        return _predicate_subject(document, token.head)
    return None


def _verbal_target(telling: Telling) -> int | None:
    document, rule = telling.document, telling.rule
    found = patient_of(document, telling.index)
    if found is None:
        found = given_object(document, telling.index, telling.language)
    if rule.kind == "supply":
        recipient = next(_recipients(telling), None)
        return found if recipient is None else recipient
    if found is None or found in telling.around.times:
        return next(_complements(telling, telling.index), None)
    if rule.kind in FIRED and telling.classes(found) & WEAPONS:
        fired = telling.classes(found) & {"munition", "artillery"}
        return next(_complements(telling, telling.index), None if fired else found)
    if telling.classes(found) & {"control"}:
        near = (*frame_of(document, found).obliques, *frame_of(document, telling.index).obliques)
        return next((n for case, n in near if telling.genitive(case)), None)
    return found


def _recipients(telling: Telling) -> Iterator[int]:
    document = telling.document
    beside = document.children[telling.index]
    given = any(document.tokens[c].role == "obj" for c in beside)
    for child in beside:
        role = document.tokens[child].role
        if role == "iobj" or (role == "nsubj:pass" and given):
            yield antecedent(document, child)
    for case, child in frame_of(document, telling.index).obliques:
        if case in telling.language.language["targets"]["to"] and child not in telling.around.times:
            yield child


def _complements(telling: Telling, index: int) -> Iterator[int]:
    """*an attack on X*, *the storming of X*, *s'emparer de X*: complements that name the target, best first."""
    document, rule = telling.document, telling.rule
    table = telling.language.language["targets"]
    token = document.tokens[index]
    frame = frame_of(document, index)
    phrases = [(case, child) for case, child in frame.obliques if child not in telling.around.times]
    if index == telling.index or rule.kind in HELD:
        for case, child in phrases:
            if telling.genitive(case) and _is_patient(telling, child, token.pos in VERBAL):
                yield child
    places = {"place", "structure"} if rule.kind in PEOPLE_KINDS else set()  # *dix blessés sur le marché*
    for case, child in phrases:
        if case in table["against"] and not telling.classes(child) & {"time", "talks", *places}:
            yield child
    if rule.kind == "supply":
        yield from (child for case, child in phrases if case in table["to"])
    if token.pos in VERBAL or rule.kind in ("negotiate", "agree"):
        return
    for child in frame.modifiers:
        modifier = document.tokens[child]
        if modifier.role == "compound" and modifier.pos in ("NOUN", "PROPN"):
            classes = telling.classes(child)
            if classes & {"place", "structure", "people", "equipment"} and not classes & WEAPONS:
                yield child


def _is_patient(telling: Telling, child: int, verbal: bool) -> bool:
    classes = telling.classes(child)
    if classes & WEAPONS and telling.rule.kind in FIRED:
        return False
    lemma = telling.document.tokens[telling.index].lemma
    if child in telling.around.countries and lemma in telling.language.language["targets"]["doer_of"]:
        return False
    if telling.rule.kind in PATIENT_KINDS or telling.rule.kind in HELD:
        return True
    if telling.rule.kind in FIRED and classes & {"equipment", "vehicle"}:
        return True
    if verbal:
        return lemma in telling.language.language["targets"]["verbs_of"]
    return not classes & LIVING
