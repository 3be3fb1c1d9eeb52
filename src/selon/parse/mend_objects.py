"""Objects that the parser hangs wrongly: on another verb, in another role, or under their own number."""

from __future__ import annotations

from collections.abc import Sequence

from selon.languages.base import Language
from selon.parse.mend_verbs import Features, known_verbs
from selon.parse.roles import Tree

NAMING = ("NOUN", "PROPN", "X")
LOOSE_NAMES = ("obl", "xcomp", "dep", "amod", "flat:name", "nmod")
TAKEN = {"obj", "aux:pass", "nsubj:pass", "ccomp", "xcomp", "cop"}


def mend_objects(tree: Tree, texts: Sequence[str], features: Features, language: Language) -> None:
    """Set right, in place, what a verb is done to."""
    _mend_lost_infinitives(tree, texts, features, language)
    _mend_numbers(tree, language)
    _mend_hundreds(tree, language)
    _mend_shared_objects(tree)
    if language.roles.get("bare_objects"):
        _mend_bare_objects(tree, features, language)


def time_words(language: Language) -> frozenset[str]:
    """Lemmas that name a stretch of time: units, days, months and seasons."""
    tables = ("units", "weekdays", "months", "seasons")
    return frozenset(str(word) for table in tables for word in language.times.get(table, ()))


def _mend_lost_infinitives(tree: Tree, texts: Sequence[str], features: Features, language: Language) -> None:
    """*Ils vont incendier un village*: a known verb's infinitive without article is that verb, and has its object."""
    endings = tuple(language.roles.get("infinitive_endings", ()))
    for index, lemma in enumerate(tree.lemmas):
        written = texts[index].lower() == lemma and lemma.endswith(endings)
        if not written or tree.pos[index] not in ("NOUN", "PROPN", "ADV") or lemma not in known_verbs(language):
            continue
        head = tree.heads[index]
        below = tree.children(index)
        if head >= index or tree.pos[head] not in ("VERB", "AUX") or any(tree.roles[i] == "det" for i in below):
            continue
        tree.pos[index] = "VERB"
        features[index] = {"VerbForm": "Inf"}
        tree.roles[index] = "xcomp"
        for child in below:
            if tree.roles[child] == "case":
                tree.roles[child] = "mark"
        for child in tree.children(head):
            if child > index and tree.roles[child] in ("obj", "obl"):
                tree.heads[child] = index


def _mend_numbers(tree: Tree, language: Language) -> None:
    """*Ils en ont tué onze*: a number by itself is no pronoun."""
    cardinals = language.numbers["cardinals"]
    for index, lemma in enumerate(tree.lemmas):
        if tree.pos[index] == "PRON" and cardinals.get(lemma, 1) > 1:
            tree.pos[index] = "NUM"


def _mend_hundreds(tree: Tree, language: Language) -> None:
    """*cinq cents soldats*: the noun right behind a round number is what is counted."""
    round_numbers = frozenset(language.numbers["multipliers"])
    for number, lemma in enumerate(tree.lemmas):
        noun = number + 1
        if lemma not in round_numbers or tree.pos[number] != "NOUN" or noun not in tree.reach[number]:
            continue
        if tree.heads[noun] != number or tree.pos[noun] != "NOUN" or tree.roles[noun] not in ("amod", "nmod", "appos"):
            continue
        if any(tree.roles[i] == "case" for i in tree.children(noun)):
            continue
        tree.heads[noun] = noun if tree.heads[number] == number else tree.heads[number]
        tree.roles[noun] = tree.roles[number]
        for child in tree.children(number):
            if child > noun or tree.roles[child] in ("det", "case"):
                tree.heads[child] = noun
        tree.heads[number], tree.roles[number], tree.pos[number] = noun, "nummod", "NUM"


def _mend_shared_objects(tree: Tree) -> None:
    """*ont avancé et repris le village*: an object behind the second verb belongs to that one first."""
    for verb, role in enumerate(tree.roles):
        first = tree.heads[verb]
        if role != "conj" or first >= verb or tree.pos[verb] != "VERB" or tree.pos[first] != "VERB":
            continue
        if any(tree.roles[i] in TAKEN | {"nsubj"} for i in tree.children(verb)):
            continue
        objects = [i for i in tree.children(first) if tree.roles[i] == "obj"]
        if len(objects) == 1 and objects[0] > verb:
            tree.heads[objects[0]] = verb


def _mend_bare_objects(tree: Tree, features: Features, language: Language) -> None:
    """A noun without preposition behind a verb that has no object is its object, unless it tells a time."""
    times = time_words(language)
    for index, role in enumerate(tree.roles):
        verb = tree.heads[index]
        if role not in LOOSE_NAMES or verb >= index or tree.pos[index] not in NAMING or tree.pos[verb] != "VERB":
            continue
        below = tree.children(index)
        if tree.lemmas[index] in times or any(tree.roles[i] in ("case", "nummod", "mark") for i in below):
            continue
        beside = tree.children(verb)
        named = tree.pos[index] != "NOUN" and index == verb + 1 and _has_doer(tree, verb, beside, features)
        articled = role == "obl" and any(tree.roles[i] == "det" for i in below)
        if (articled or named) and not {tree.roles[i] for i in beside if i != index} & TAKEN:
            tree.roles[index] = "obj"
            for child in below:
                if tree.lemmas[child] in times and tree.pos[child] in NAMING and not tree.children(child):
                    tree.heads[child], tree.roles[child] = verb, "obl"  # *a pris X mardi*


def _has_doer(tree: Tree, verb: int, beside: list[int], features: Features) -> bool:
    """*l'armée a repris X*, *avoir repris X*, *pour reprendre X*: the verb is no bare participle."""
    if features[verb].get("VerbForm") in ("Inf", "Fin"):
        return True
    return any(tree.roles[i] in ("nsubj", "aux:tense") for i in beside)
