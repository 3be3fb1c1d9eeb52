"""How surely, and whether at all: the words around a happening, from the inside out."""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.extract.frames import VERBAL, case_of, is_passive, is_past_participle
from selon.extract.hedges import Hedge, Hedges, hedges_of
from selon.languages.base import Language
from selon.model.document import Document, Token

# *It is likely that X will attack* is possible, not planned: doubt about whether outranks intention.
STRENGTH = {"certain": 0, "reported": 1, "planned": 1, "urged": 1, "possible": 2, "conditional": 3, "unclear": 4}


COMPLEMENTS = frozenset({"acl", "advcl", "ccomp", "csubj", "nmod", "nsubj", "nsubj:pass", "obj", "obl", "xcomp"})


@dataclass(slots=True)
class Reading:
    """What the walk outward has found so far."""

    certainty: str | None = None
    negations: int = 0
    spared: set[int] = field(default_factory=set)
    closed: bool = False
    reasons: list[str] = field(default_factory=list)

    def hedge(self, certainty: str | None, word: str) -> None:
        """Note a hedge; the stronger one holds, and of equals the innermost."""
        if certainty and STRENGTH[certainty] > STRENGTH[self.certainty or "certain"]:
            self.certainty = certainty
            self.reasons.append(f"{word}: {certainty}")

    def negate(self, word: str) -> None:
        """Note a negation; two cancel out."""
        self.negations += 1
        self.reasons.append(f"{word}: negated")

    @property
    def polarity(self) -> str:
        """affirmed, or negated by an odd number of negations."""
        return "negated" if self.negations % 2 else "affirmed"


def read_certainty(
    document: Document,
    index: int,
    language: Language,
    *,
    cues: frozenset[int] = frozenset(),
    anchor: int | None = None,
) -> Reading:
    """The certainty and polarity of the happening at token `index`, which the verb at `anchor` may carry.

    Walks from the trigger to its clause and the words that govern it, up to (not into) a reporting
    cue in `cues`, whose effect is its stance's and is applied by the caller.
    """
    hedges = hedges_of(language)
    reading = Reading()
    came, here, steps = -1, index, 0
    own_clause = True
    while steps < 12:
        steps += 1
        if own_clause:
            _read_clause(document, here, hedges, reading, came)
        token = document.tokens[here]
        if token.head == here:
            break
        head = document.tokens[token.head]
        shared = token.role == "conj"
        _read_mark(document, here, hedges, reading)
        if head.index in cues:
            _apply_hearsay(document, here, head, hedges, reading)
        if head.index in cues or reading.closed:
            break
        reverses = not shared and _apply_governor(document, here, head, hedges, reading)
        if not _goes_on(token, head, document) and head.index != anchor:
            if (reverses or _is_errand(token, head, hedges)) and (no := _denial_of(document, head, hedges)):
                reading.negate(no.text)
            break
        own_clause = not shared or not _has_own_finite(document, here)
        came, here = here, head.index
    return reading


def _is_errand(token: Token, head: Token, hedges: Hedges) -> bool:
    """*nobody came to evacuate them*: who does not come does not do what he would come for."""
    infinitive = token.role in ("advcl", "xcomp") and token.features.get("VerbForm") == "Inf"
    return infinitive and head.lemma in hedges.motion


def _denial_of(document: Document, head: Token, hedges: Hedges) -> Token | None:
    """What denies a verb in its own clause."""
    below = (document.tokens[child] for child in document.children[head.index])
    return next((word for word in below if _negates(document, word, head, hedges)), None)


def _goes_on(token: Token, head: Token, document: Document) -> bool:
    role = token.role
    if role == "ccomp":
        return True
    if role in ("xcomp", "conj", "obj", "nsubj:pass", "fixed"):
        return True
    if role in ("nsubj", "csubj"):
        return token.pos not in VERBAL
    if role.startswith(("obl", "nmod")):
        return head.pos not in VERBAL or token.pos in VERBAL
    if role == "acl" and token.features.get("VerbForm") == "Inf":
        return True
    return role in ("cop", "aux")


def _has_own_finite(document: Document, index: int) -> bool:
    token = document.tokens[index]
    if token.features.get("VerbForm") == "Fin":
        return True
    return any(document.tokens[c].role.startswith(("aux", "nsubj", "cop")) for c in document.children[index])


def _read_clause(document: Document, index: int, hedges: Hedges, reading: Reading, came: int) -> None:
    """The words inside the clause of `index`: modals, adverbs, adjectives, negations, mood and tense.

    `came` is the child that the walk came from: what it says of itself is read already.
    """
    token = document.tokens[index]
    for child_index in document.children[index]:
        child = document.tokens[child_index]
        if child_index == came:
            continue
        if token.index not in reading.spared and _negates(document, child, token, hedges):
            reading.negate(child.text)
        if child.role.startswith("aux") or child.role == "cop":
            compound = child.role.startswith("aux") and not child.role.startswith("aux:pass")
            _read_words(child, hedges.modals, reading)
            _read_mood(document, child, token, reading, compound=compound)
        elif child.role in ("advmod", "mark"):
            _read_words(child, hedges.adverbs, reading)
        elif child.role in ("amod", "acl", "compound") and token.pos in ("NOUN", "PROPN"):
            _read_words(child, hedges.adjectives, reading)
    if token.pos in VERBAL:
        _read_mood(document, token, token, reading, compound=False)
    _modal_head(document, token, hedges, reading)


def _read_words(word: Token, entries: tuple[Hedge, ...], reading: Reading) -> None:
    for entry in entries:
        if word.lemma in entry.words or word.text.lower() in entry.words:
            reading.hedge(entry.certainty, word.text)


def _modal_head(document: Document, token: Token, hedges: Hedges, reading: Reading) -> None:
    """A modal verb that governs the infinitive, active or passive, as in French *pouvoir*."""
    forms = [token, *(document.tokens[c] for c in document.children[token.index])]
    infinitive = any(f.features.get("VerbForm") == "Inf" and (f is token or f.role == "aux:pass") for f in forms)
    if token.role not in ("xcomp", "ccomp") or not infinitive:
        return
    head = document.tokens[token.head]
    done = head.features.get("Tense") == "Past" and head.features.get("VerbForm") == "Fin"
    if (done or is_past_participle(head)) and not any(
        document.tokens[c].features.get("Mood") == "Cnd" for c in document.children[head.index]
    ):
        return  # *nous avons dû tuer*, *ils durent fuir*: it was done
    for entry in hedges.modals:
        if head.lemma in entry.words:
            reading.hedge(entry.certainty, head.text)


def _read_mood(document: Document, finite: Token, clause: Token, reading: Reading, *, compound: bool) -> None:
    mood, tense = finite.features.get("Mood"), finite.features.get("Tense")
    if mood == "Cnd":
        reported_future = not compound and _under_past_cue(document, clause)
        reading.hedge("planned" if reported_future else "reported", finite.text)
    elif tense == "Fut":
        reading.hedge("planned", finite.text)
    elif mood == "Imp":
        reading.hedge("urged", finite.text)


def _under_past_cue(document: Document, clause: Token) -> bool:
    """Whether the clause is the complement of a past verb: its conditional is then a future in the past."""
    if clause.role != "ccomp":
        return False
    head = document.tokens[clause.head]
    forms = [
        head,
        *(document.tokens[c] for c in document.children[head.index] if document.tokens[c].role == "aux:tense"),
    ]
    return any(form.features.get("Tense") in ("Past", "Imp") for form in forms)


def _negates(document: Document, child: Token, head: Token, hedges: Hedges) -> bool:
    word = child.text.lower()
    following = document.tokens[child.index + 1].text.lower() if child.index + 1 < len(document.tokens) else ""
    if word in hedges.negators and child.role not in ("nsubj", "obj", "conj") and child.pos not in ("NOUN", "PROPN"):
        return following not in hedges.not_before
    if child.pos == "ADV" and child.role == "advmod" and word not in hedges.not_before:
        beside = (document.tokens[c].text.lower() for c in document.children[child.index])
        if any(lower in hedges.negators for lower in beside):
            return True  # *pas encore*
    if word in hedges.alone and head.lemma in hedges.denied_alone:
        return not any(document.tokens[c].text.lower() in hedges.negators for c in document.children[head.index])
    if child.role == "det" and word in hedges.negative_determiners:
        return True
    if child.role in ("nsubj", "nsubj:pass", "obj") and head.pos in VERBAL:
        below = [document.tokens[c] for c in document.children[child.index]]
        bare = not any(b.role in ("det", "nummod") for b in below)  # *personne*, but not *une personne*
        if bare and word in hedges.negative_subjects and child.pos in ("PRON", "ADV", "NOUN", "DET", "ADJ"):
            return True
        return any(b.role == "det" and b.text.lower() in hedges.negative_determiners for b in below)
    for negator, partner in hedges.only_with:
        if word == negator and any(document.tokens[c].text.lower() == partner for c in document.children[head.index]):
            return True
    for first, second in hedges.pairs:
        if word == second and child.index and document.tokens[child.index - 1].text.lower() == first:
            return True
    return False


def _read_mark(document: Document, index: int, hedges: Hedges, reading: Reading) -> None:
    """What the word that opens the clause of `index` says: if, whether, without, in order to."""
    token = document.tokens[index]
    marks = [
        document.tokens[c] for c in document.children[index] if document.tokens[c].role in ("mark", "case", "advmod")
    ]
    for entry in hedges.marks:
        if entry.roles and token.role not in entry.roles:
            continue
        for mark in marks:
            if mark.text.lower() in entry.words or mark.lemma in entry.words:
                if mark.role == "advmod" and entry.certainty != "conditional":
                    continue
                reading.hedge(entry.certainty, mark.text)
                reading.closed = reading.closed or entry.certainty == "unclear"
                if entry.polarity:
                    reading.negate(mark.text)
    _read_purpose(document, token, hedges, reading)


def _read_purpose(document: Document, token: Token, hedges: Hedges, reading: Reading) -> None:
    """*to retake the town*: what somebody means to do is planned."""
    index = token.index
    if token.pos not in VERBAL or token.role not in hedges.purpose_roles:
        return
    if token.features.get("VerbForm") not in ("Inf", None) and not hedges.purpose:
        return
    if token.role == "acl" and _is_deed(document, token.head, hedges):
        return
    opening = case_of(document, index)
    if opening in hedges.purpose and token.features.get("VerbForm") == "Inf":
        if not _has_past_auxiliary(document, index):
            reading.hedge("planned", opening)
    elif not _is_outcome(document, index, hedges) and any(
        document.tokens[c].text.lower() in hedges.infinitive_markers and document.tokens[c].role in ("aux", "mark")
        for c in document.children[index]
    ):
        reading.hedge("planned", "purpose")


def _is_deed(document: Document, noun: int, hedges: Hedges) -> bool:
    """*Their decision to ban the party*, but not *a decision to ban it*: a known decision was carried out."""
    known = any(
        document.tokens[c].role == "nmod:poss" or document.tokens[c].features.get("Definite") == "Def"
        for c in document.children[noun]
    )
    return known and document.tokens[noun].lemma in hedges.deeds


def _is_outcome(document: Document, index: int, hedges: Hedges) -> bool:
    """*only to hear another blast*: the infinitive tells what came of it."""
    words = [document.tokens[c] for c in document.children[index] if document.tokens[c].role == "advmod"]
    return any(word.lemma in hedges.outcome for word in words)


def _has_past_auxiliary(document: Document, index: int) -> bool:
    return any(document.tokens[c].role == "aux:tense" for c in document.children[index])


def _apply_governor(document: Document, index: int, head: Token, hedges: Hedges, reading: Reading) -> bool:
    """What the governing word says of its complement; whether it reverses it."""
    token = document.tokens[index]
    entries = hedges.governors.get(head.lemma, ())
    if not entries and token.role in ("xcomp", "ccomp"):
        entries = _aims(document, head, hedges)
    for entry in entries:
        if not _governs(document, entry, token, head, hedges):
            continue
        if entry.negated:
            if any(_negates(document, document.tokens[c], head, hedges) for c in document.children[head.index]):
                reading.hedge(entry.negated, head.text)
                reading.spared.add(head.index)
            continue
        reading.hedge(entry.certainty, head.text)
        if entry.polarity:
            reading.negate(head.text)
        return bool(entry.polarity)
    return False


def _apply_hearsay(document: Document, index: int, head: Token, hedges: Hedges, reading: Reading) -> None:
    """*are believed to have died*, *on estime que*: what is said or thought by nobody in particular."""
    if document.of_role(head.index, "obl:agent"):
        return
    for entry in hedges.governors.get(head.lemma, ()):
        if entry.passive and _governs(document, entry, document.tokens[index], head, hedges):
            reading.hedge(entry.certainty, head.text)
            return


def _is_said_by_nobody(document: Document, head: Token, hedges: Hedges) -> bool:
    subjects = (document.tokens[c].lemma for c in document.of_role(head.index, "nsubj", "expl"))
    return is_passive(document, head.index) or any(lemma in hedges.anybody for lemma in subjects)


def _governs(document: Document, entry: Hedge, token: Token, head: Token, hedges: Hedges) -> bool:
    """Whether the entry's conditions hold for a complement `token` of the governing word `head`."""
    roles = entry.roles or COMPLEMENTS
    if token.role not in roles and not (entry.roles and token.role.partition(":")[0] in roles):
        return False
    opened = bool(entry.cases) and case_of(document, token.index) in entry.cases
    adjunct = token.role in ("advcl", "obl", "nmod") and case_of(document, token.index) not in hedges.complements
    if adjunct and entry.polarity:
        return False  # *after taking the town they stopped*
    if token.role == "acl" and token.features.get("VerbForm") != "Inf" and not opened:
        return False
    if token.role.endswith(":agent"):
        return False  # *visé par des attaques*: the doer is no complement
    if token.role in ("obl", "nmod") and not entry.cases and token.pos not in VERBAL and not entry.polarity:
        return False
    if entry.cases and not opened:
        return False
    if entry.passive and not _is_said_by_nobody(document, head, hedges):
        return False
    return not entry.not_tense or head.features.get("Tense") != entry.not_tense


def _aims(document: Document, head: Token, hedges: Hedges) -> tuple[Hedge, ...]:
    """*The goal was to seize*: the subject of a linking verb that names an intention or an order."""
    for child in document.children[head.index]:
        token = document.tokens[child]
        if token.role == "nsubj" and token.pos == "NOUN":
            return tuple(e for e in hedges.governors.get(token.lemma, ()) if e.certainty in ("planned", "urged"))
    return ()
