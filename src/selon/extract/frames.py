"""Who stands where around a verb or noun: subjects, objects and complements, however they are expressed."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from selon.languages.base import Language
from selon.model.document import Document, Token

NOMINALS = ("NOUN", "PROPN", "PRON", "NUM")
VERBAL = ("VERB", "AUX")
REACH = 60  # tokens back to what a pronoun stands for


@dataclass(frozen=True, slots=True)
class Frame:
    """The roles around a trigger, as token indices. `obliques` pairs each complement with its preposition's lemma."""

    subject: int | None
    object: int | None
    passive: bool
    particle: str | None
    obliques: tuple[tuple[str, int], ...] = ()
    modifiers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class NounClasses:
    """A nouns.toml, compiled: the semantic classes of each lemma."""

    of: dict[str, frozenset[str]] = field(default_factory=dict)
    measures: frozenset[str] = frozenset()


@lru_cache(maxsize=16)
def noun_classes(language: Language) -> NounClasses:
    """The language's noun classes, compiled once."""
    found: dict[str, set[str]] = {}
    for name, lemmas in language.nouns["classes"].items():
        for lemma in lemmas:
            found.setdefault(lemma, set()).add(name)
    return NounClasses({k: frozenset(v) for k, v in found.items()}, frozenset(language.nouns["measures"]))


def is_passive(document: Document, index: int) -> bool:
    """Whether a verb is passive: by its subject, its auxiliary, or as a bare past participle after a noun."""
    token = document.tokens[index]
    if token.pos not in VERBAL or is_pronominal(document, index):
        return False
    for child in document.children[index]:
        role = document.tokens[child].role
        if role in ("nsubj:pass", "aux:pass", "obl:agent"):
            return True
    return token.role.startswith(("acl", "amod")) and token.role != "acl:relcl" and is_past_participle(token)


def is_pronominal(document: Document, index: int) -> bool:
    """Whether a verb has an empty reflexive (*se sont retirés*), which parsers take for a passive."""
    children = [document.tokens[c] for c in document.children[index]]
    return any(c.role in ("expl", "expl:pv") and c.features.get("Reflex") == "Yes" for c in children) and not any(
        c.role == "aux:pass" for c in children
    )


def is_past_participle(token: Token) -> bool:
    """Whether the form is a past participle."""
    features = token.features
    return features.get("VerbForm") == "Part" and features.get("Tense") == "Past"


def case_of(document: Document, index: int) -> str:
    """The lemma of the preposition before a noun; of several, joined by blanks; empty where there is none."""
    return " ".join(
        document.tokens[c].lemma for c in document.children[index] if document.tokens[c].role in ("case", "mark")
    )


def core_noun(document: Document, index: int, language: Language) -> int:
    """The noun that is meant: of *dozens of people* the people, of *part of the town* the town."""
    measures = noun_classes(language).measures
    for _ in range(3):
        token = document.tokens[index]
        if token.lemma not in measures and token.pos != "NUM":
            return index
        inner = [c for c in document.children[index] if document.tokens[c].role.startswith(("nmod", "obl"))]
        if not inner:
            return index
        index = inner[0]
    return index


def classes_of(document: Document, index: int, language: Language) -> frozenset[str]:
    """The semantic classes of a noun phrase's head; a name counts by the kind of name it is."""
    index = core_noun(document, index, language)
    token = document.tokens[index]
    known = noun_classes(language).of.get(token.lemma)
    if known is None and token.pos in ("NOUN", "PROPN") and token.lemma.endswith("s"):
        known = noun_classes(language).of.get(token.lemma[:-1])
    if known is None:
        known = frozenset()
    if token.pos == "PROPN" or (token.entity and token.pos == "NOUN" and token.text[:1].isupper()):
        named = {"LOC": "place", "PER": "people", "ORG": "force"}.get(token.entity)
        known |= frozenset({"name", named} if named else {"name"})
    if token.pos == "PRON":
        known |= frozenset({"pronoun"}) | _classes_behind(document, token, language)
    if token.pos == "NUM":
        known |= frozenset({"number"})
    if known <= {"number"}:
        known |= _classes_before(document, token, language)
    lenders = ("amod", "appos", "compound") if "vague" in known else ("appos",)
    for child in document.children[index]:
        if document.tokens[child].role in lenders:
            known |= noun_classes(language).of.get(document.tokens[child].lemma, frozenset())
    return known


def _classes_before(document: Document, token: Token, language: Language) -> frozenset[str]:
    """*40 soldiers were killed and another dozen captured*: a bare number counts what the clause before counted."""
    head = document.tokens[token.head]
    if token.role != "nsubj:pass" or head.role != "conj":
        return frozenset()
    before = document.of_role(head.head, "nsubj:pass")
    return classes_of(document, before[0], language) if before else frozenset()


def _classes_behind(document: Document, pronoun: Token, language: Language) -> frozenset[str]:
    """The classes of the nearest subject or object before a pronoun that agrees with it."""
    if pronoun.features.get("Person") != "3" or {"Rel", "Yes"} & {
        pronoun.features.get(k) for k in ("PronType", "Reflex")
    }:
        return frozenset()
    for noun in reversed(document.tokens[max(0, pronoun.index - REACH) : pronoun.index]):
        if noun.pos not in ("NOUN", "PROPN") or not noun.role.startswith(("nsubj", "obj")):
            continue
        pairs = [(pronoun.features.get(key), noun.features.get(key)) for key in ("Number", "Gender")]
        if pronoun.sentence - noun.sentence <= 1 and all(mine == its for mine, its in pairs if mine and its):
            return noun_classes(language).of.get(noun.lemma, frozenset())
    return frozenset()


def frame_of(document: Document, index: int) -> Frame:
    """The roles around token `index`, a verb or a noun."""
    obliques: list[tuple[str, int]] = []
    modifiers: list[int] = []
    particle = None
    subject = object_ = None
    passive = is_passive(document, index)
    for child in document.children[index]:
        role = document.tokens[child].role
        if role in ("nsubj", "csubj", "nsubj:pass") and subject is None and not passive:
            subject = child
        elif role in ("nsubj:pass", "nsubj") and passive:
            object_ = child
        elif role in ("obl:agent", "nmod:agent"):
            subject = child
        elif role == "obj" and (object_ is None or passive):
            object_ = child  # *we were given shells*
        elif role == "iobj":
            obliques.append(("", child))
        elif role.startswith(("obl", "nmod")):
            obliques.append((case_of(document, child), child))
        elif role == "compound:prt":
            particle = document.tokens[child].lemma
        elif role.startswith(("amod", "compound", "advmod", "flat", "appos")) or (
            (role == "xcomp" and document.tokens[child].pos in ("NOUN", "ADJ", "ADV"))
            or (role == "acl" and document.tokens[child].pos == "ADJ")
        ):
            modifiers.append(child)
    return Frame(subject, object_, passive, particle, tuple(obliques), tuple(modifiers))


def subject_of(document: Document, index: int) -> int | None:
    """The doer of a verb: its own subject, or the one it shares by conjunction, control, relative or participle."""
    seen = 0
    here: int | None = index
    while here is not None and seen < 8:
        seen += 1
        frame = frame_of(document, here)
        if frame.subject is not None:
            return antecedent(document, frame.subject)
        if frame.passive and here != index and frame.object is not None:
            return antecedent(document, frame.object)
        here = _sharer(document, here, index)
        if here is not None and document.tokens[here].pos in NOMINALS and not _is_predicate(document, here):
            return here
    return None


def _sharer(document: Document, here: int, start: int) -> int | None:
    """Whose subject a verb without one shares; a noun where the verb modifies it."""
    token = document.tokens[here]
    head = token.head
    if head == here:
        return None
    governor = document.tokens[head]
    role = token.role
    if role in ("conj", "xcomp", "advcl", "ccomp") or (role == "parataxis" and token.pos in VERBAL):
        if role == "ccomp" and token.features.get("VerbForm") not in ("Inf", "Part"):
            return None
        if role in ("xcomp", "ccomp"):
            controlled = [c for c in document.children[head] if document.tokens[c].role in ("obj", "iobj")]
            if controlled and not is_passive(document, head):
                return controlled[0]
        return head
    marked = any(document.tokens[c].role == "mark" for c in document.children[here])
    if role == "acl" and (token.features.get("VerbForm") == "Inf" or marked) and governor.pos in NOMINALS:
        return _planner(document, head)
    if role in ("acl", "amod") and governor.pos in NOMINALS and not is_past_participle(document.tokens[start]):
        return head
    if role in ("obj", "obl", "nmod") and governor.pos in VERBAL:
        return head
    return None


def _planner(document: Document, noun: int) -> int | None:
    """*an effort to retake*: the noun's owner, or the verb whose subject makes the effort."""
    for child in document.children[noun]:
        if document.tokens[child].role == "nmod:poss" and document.tokens[child].pos != "PRON":
            return child
    head = document.tokens[noun].head
    return head if head != noun and document.tokens[head].pos in VERBAL else None


def _is_predicate(document: Document, index: int) -> bool:
    return any(document.tokens[c].role == "cop" for c in document.children[index])


def antecedent(document: Document, index: int) -> int:
    """What a relative pronoun stands for; any other token stands for itself."""
    token = document.tokens[index]
    if token.features.get("PronType") != "Rel":
        return index
    for above in document.ancestors(index):
        if document.tokens[above].role == "acl:relcl" or document.tokens[above].role == "acl":
            return document.tokens[above].head
        if document.tokens[above].role not in ("conj", "xcomp", "nmod", "obl"):
            break
    return index


def patient_of(document: Document, index: int) -> int | None:
    """Whom a verb is done to: its object, its passive subject, or the noun that its participle modifies."""
    frame = frame_of(document, index)
    if frame.object is not None:
        return antecedent(document, frame.object)
    token = document.tokens[index]
    if frame.passive and token.role in ("acl", "amod"):
        return token.head
    if token.role == "conj" and is_past_participle(token):
        head = token.head
        if is_passive(document, head):
            return patient_of(document, head)
    if token.role == "xcomp" and is_past_participle(token):
        raised = subject_of(document, token.head)
        return frame_of(document, token.head).object if raised is None else raised  # *is believed to have been killed*
    if frame.passive and token.role == "advcl":
        return (
            patient_of(document, token.head) if is_passive(document, token.head) else subject_of(document, token.head)
        )
    return _shared_object(document, index)


def given_object(document: Document, index: int, language: Language) -> int | None:
    """*captured the town and handed over to the army*: a verb with a receiver alone gives what stands before it."""
    token = document.tokens[index]
    if token.role != "conj" or document.of_role(index, "obj", "nsubj", "nsubj:pass"):
        return None
    cases = [case_of(document, child) for child in document.of_role(index, "obl", "iobj")]
    if not any(case in language.language["targets"]["to"] for case in cases):
        return None
    return next(iter(document.of_role(token.head, "obj")), None)


def _shared_object(document: Document, index: int) -> int | None:
    """*killed, wounded or captured 5,000 men*: the object stands with the last verb of the row."""
    for child in document.children[index]:
        token = document.tokens[child]
        if token.role != "conj" or token.pos not in VERBAL or child < index:
            continue
        below = [document.tokens[c] for c in document.children[child]]
        if any(b.role.startswith("nsubj") for b in below):
            return None
        objects = [b.index for b in below if b.role == "obj"]
        bare = not any(
            index < c < child and document.tokens[c].role.startswith("obl") for c in document.children[index]
        )
        if not objects and bare:
            tried = [c for b in below if b.role == "xcomp" and b.pos in VERBAL for c in document.children[b.index]]
            objects = [c for c in tried if document.tokens[c].role == "obj"]
        return objects[0] if objects else _shared_object(document, child)
    head = document.tokens[index].head
    if document.tokens[index].role != "conj" or document.tokens[head].pos not in VERBAL:
        return None
    later = [c for c in document.children[head] if document.tokens[c].role == "conj" and c > index]
    for sibling in later:
        objects = [c for c in document.children[sibling] if document.tokens[c].role == "obj"]
        if objects:
            return objects[0]
    return None
