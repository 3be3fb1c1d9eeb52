"""Participles beside a number: *the wounded*, *with 144 injured*, *40 killed and more than 90 injured*."""

from __future__ import annotations

from collections.abc import Sequence

from selon.parse.mend_verbs import Features
from selon.parse.roles import Tree

COUNTED = ("NOUN", "NUM", "PRON", "ADJ")


def mend_counts(tree: Tree, texts: Sequence[str], features: Features) -> None:
    """Set right, in place, what parsers make of a participle that is a noun, or of a number that is its patient."""
    for number, role in enumerate(tree.roles):
        if role == "nummod" and tree.roles[tree.heads[number]] == "advmod":
            _mend_bare_number(tree, number)
    for verb, pos in enumerate(tree.pos):
        if pos != "VERB" or features[verb].get("VerbForm") != "Part" or features[verb].get("Tense") != "Past":
            continue
        below = tree.children(verb)
        roles = {tree.roles[i] for i in below}
        if any(role.startswith("aux") for role in roles):
            continue
        if _is_noun(tree, verb, below, roles):
            tree.pos[verb], tree.lemmas[verb] = "NOUN", texts[verb].lower()
        elif "obj" not in roles and "nsubj:pass" not in roles and "obl:agent" not in roles:
            _mend_patient(tree, verb, below)


def _is_noun(tree: Tree, verb: int, below: list[int], roles: set[str]) -> bool:
    """*15 of the wounded*: an article right before it, and the place of a noun in its sentence."""
    nominal = tree.roles[verb] in ("nmod", "obl", "obj", "nsubj", "nsubj:pass")
    return nominal and "det" in roles and verb - 1 in below and tree.roles[verb - 1] == "det" and "nsubj" not in roles


def _mend_bare_number(tree: Tree, number: int) -> None:
    """*injured 151 more*: the number right behind a verb without an object is its object."""
    more = tree.heads[number]
    verb = tree.heads[more]
    if more != number + 1 or verb != number - 1 or tree.pos[verb] != "VERB":
        return
    if not any(tree.roles[i] in ("obj", "aux:pass") for i in tree.children(verb)):
        tree.roles[more] = "obj"


def _mend_patient(tree: Tree, verb: int, below: list[int]) -> None:
    numbers = [i for i in below if i < verb and tree.roles[i] == "nummod"]
    counted = [i for i in below if i < verb and tree.roles[i] == "nsubj" and _is_count(tree, i)]
    if numbers and tree.roles[verb] in ("conj", "advcl"):
        tree.roles[numbers[-1]] = "nsubj:pass"  # *and more than 340 injured*
    elif counted and tree.roles[verb] in ("conj", "advcl", "ccomp", "acl"):
        tree.roles[counted[-1]] = "nsubj:pass"  # *with 144 injured*


def _is_count(tree: Tree, noun: int) -> bool:
    """Whether a word is a number or has one, and so is no doer."""
    if tree.pos[noun] not in COUNTED:
        return False
    numbered = any(tree.roles[i] == "nummod" for i in tree.children(noun))
    return tree.pos[noun] in ("NUM", "ADJ") or numbered
