"""Clauses that say who says it (*… the army said*) and rows of what is said, where a parser hangs them wrongly."""

from __future__ import annotations

from functools import lru_cache

from selon.languages.base import Language
from selon.parse.mend_verbs import Features
from selon.parse.roles import Tree

TAIL = 9  # tokens behind a closing cue: *said in a statement on Monday*
OPENERS = ("ADP", "CCONJ", "SCONJ", "PART")
SUBJECTS = ("nsubj", "nsubj:pass")
INNER = ("det", "amod", "compound", "flat", "flat:name", "nmod:poss", "case", "nummod", "appos", "punct", "nmod")


def mend_sayings(tree: Tree, features: Features, language: Language) -> None:
    """Set right, in place, how a cue at a sentence's end and a row of clauses under a cue hang together."""
    closing = frozenset(language.cues["words"]["closing"])
    clausal = _clausal_cues(language)
    for verb, lemma in enumerate(tree.lemmas):
        if lemma in closing and tree.pos[verb] == "VERB":
            _mend_closing(tree, features, verb)
    for clause, role in enumerate(tree.roles):
        if role == "conj" and tree.lemmas[tree.heads[clause]] in clausal and tree.pos[clause] == "VERB":
            _mend_row(tree, clause)


@lru_cache(maxsize=16)
def _clausal_cues(language: Language) -> frozenset[str]:
    """Verbs of saying that take a clause."""
    return frozenset(
        lemma for rule in language.cue_verbs["verbs"] if "that" in rule["frames"] for lemma in rule["lemmas"]
    )


def _mend_closing(tree: Tree, features: Features, verb: int) -> None:
    """*Ten men died in a raid the army said.*: the last clause is the one that says it, and stands apart."""
    if tree.roles[verb] not in ("acl:relcl", "acl", "ccomp", "advcl", "xcomp") or tree.heads[verb] > verb:
        return
    if features[verb].get("VerbForm") != "Fin" or verb == tree.reach[verb].start:
        return
    below = tree.children(verb)
    subject = next((i for i in reversed(below) if i < verb and tree.roles[i] in SUBJECTS), None)
    if subject is None or any(tree.pos[i] not in ("ADV", "AUX") for i in range(subject + 1, verb)):
        return
    first = _opening(tree, subject)
    if not _is_apart(tree, features, verb, first, below):
        return
    for child in below:
        if child < first:
            tree.heads[child], tree.roles[child] = tree.heads[verb], "obj"
    top = verb
    while tree.heads[top] != top:
        top = tree.heads[top]
    tree.heads[verb], tree.roles[verb] = top, "parataxis"


def _opening(tree: Tree, subject: int) -> int:
    """The first token of the phrase that ends in a subject, without gaps."""
    first = subject
    while first - 1 in tree.reach[subject]:
        above = tree.heads[first - 1]
        if tree.roles[first - 1] not in INNER or not first <= above <= subject:
            break
        first -= 1
    return first


def _is_apart(tree: Tree, features: Features, verb: int, first: int, below: list[int]) -> bool:
    """Whether the clause closes its sentence, nothing joins it to what precedes, and a whole clause does precede."""
    sentence = tree.reach[verb]
    if first - sentence.start < 3 or tree.pos[first - 1] in OPENERS or tree.pos[first] == "PRON":
        return False
    if any(i < first and (tree.roles[i] in ("mark", "advmod", "obl") or tree.pos[i] == "PRON") for i in below):
        return False
    tail = range(verb + 1, sentence.stop)
    if len(tail) > TAIL or any(tree.pos[i] in ("VERB", "AUX", "PRON") for i in tail):
        return False
    before = range(sentence.start, first)
    return any(features[i].get("VerbForm") == "Fin" and tree.pos[i] in ("VERB", "AUX") for i in before)


def _mend_row(tree: Tree, clause: int) -> None:
    """*said that ten were killed, six were hurt and one was caught*: the row goes on with what is said."""
    cue = tree.heads[clause]
    below = tree.children(cue)
    said = next((i for i in below if tree.roles[i] == "ccomp" and cue < i < clause), None)
    own = [i for i in tree.children(clause) if tree.roles[i] in SUBJECTS]
    if said is None or not own or any(tree.roles[i] == "cc" and said < i < clause for i in below):
        return
    last = [i for i in tree.children(clause) if tree.roles[i] == "conj" and i > clause]
    if any(tree.roles[i] in SUBJECTS for c in last for i in tree.children(c)):
        tree.heads[clause] = said
