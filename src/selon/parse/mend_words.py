"""Pronouns and words of quantity that the parser hangs on their verb in a wrong role."""

from __future__ import annotations

from collections.abc import Sequence

from selon.languages.base import Language
from selon.parse.roles import Tree

WRONG = ("nsubj", "nsubj:pass", "obj", "expl", "dep", "obl")


def mend_quantities(tree: Tree, language: Language) -> None:
    """*a déplacé plus de 800 personnes*, *envoie davantage d'armes*: the noun is the object."""
    words = frozenset(language.roles.get("quantity_words", ()))
    near = frozenset(language.roles.get("quantity_words_before_numbers", ()))
    of = frozenset(language.language["genitive"])
    for word, lemma in enumerate(tree.lemmas):
        if lemma not in words | near or tree.pos[word] != "ADV" or word + 2 not in tree.reach[word]:
            continue
        if tree.lemmas[word + 1] not in of or tree.heads[word] == word:
            continue
        noun = _counted(tree, word)
        counted = noun is not None and any(tree.pos[i] in ("NUM", "DET") for i in range(word + 2, noun))
        if noun is not None and (counted or lemma in words):
            _put_first(tree, word, noun)


def _counted(tree: Tree, word: int) -> int | None:
    """The noun behind *plus de*, with nothing but numbers and adjectives between."""
    for index in range(word + 2, min(word + 7, tree.reach[word].stop)):
        if tree.pos[index] in ("NOUN", "PROPN"):
            return index
        if tree.pos[index] not in ("NUM", "DET", "ADJ"):
            return None
    return None


def _put_first(tree: Tree, word: int, noun: int) -> None:
    verb, role = tree.heads[word], tree.roles[word]
    if tree.heads[noun] not in (word, verb) or tree.roles[noun] not in ("obl", "nmod") or tree.pos[verb] != "VERB":
        return
    if role == "advmod":
        if word < verb or any(tree.roles[i] in ("obj", "aux:pass") for i in tree.children(verb)):
            return
        role = "obj"
    elif role not in ("obj", "nsubj", "nsubj:pass"):
        return
    tree.heads[noun], tree.roles[noun] = verb, role
    tree.heads[word], tree.roles[word] = noun, "advmod"
    tree.heads[word + 1], tree.roles[word + 1] = word, "fixed"


def mend_pronouns(tree: Tree, texts: Sequence[str], language: Language) -> None:
    """Set right, in place, what a pronoun is to its verb."""
    indirect = frozenset(language.roles.get("indirect_pronouns", ()))
    for index, text in enumerate(texts):
        verb = tree.heads[index]
        if text.lower() not in indirect or tree.roles[index] not in WRONG or verb <= index:
            continue
        between = range(index + 1, verb)
        if tree.pos[verb] == "VERB" and all(tree.pos[i] in ("AUX", "PRON") for i in between):
            tree.pos[index], tree.roles[index] = "PRON", "iobj"
    subjects = frozenset(language.roles.get("subject_pronouns", ()))
    for index, role in enumerate(tree.roles):
        if role == "expl" and texts[index].lower() in subjects and _is_somebody(tree, tree.heads[index]):
            tree.roles[index] = "nsubj"


def _is_somebody(tree: Tree, verb: int) -> bool:
    """*Il s'est dit prêt*: what calls itself something is somebody."""
    below = tree.children(verb)
    reflexive = any(tree.roles[i] == "expl" and tree.lemmas[i] == "se" for i in below)
    return reflexive and any(tree.roles[i] == "xcomp" and tree.pos[i] in ("ADJ", "NOUN") for i in below)
