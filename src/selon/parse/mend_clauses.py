"""Clauses that the parser joins wrongly: those that share an auxiliary, and those that only follow each other."""

from __future__ import annotations

from selon.languages.base import Language
from selon.parse.mend_verbs import Features
from selon.parse.roles import Tree

NOMINAL = ("NOUN", "NUM", "PRON", "PROPN")
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")


def mend_clauses(tree: Tree, features: Features, language: Language) -> None:
    """Set right, in place, how clauses of one sentence hang together."""
    _mend_shared_auxiliaries(tree, features)
    _mend_loose_participles(tree, features)
    _mend_partitives(tree, language)
    _mend_lost_subjects(tree, features)
    _mend_run_ons(tree, language)
    _mend_conditions(tree, language)


def _mend_shared_auxiliaries(tree: Tree, features: Features) -> None:
    """*Ten were killed and dozens more wounded*: the second participle has a subject of its own, and is passive too."""
    for noun, role in enumerate(tree.roles):
        if role == "conj" and tree.pos[noun] in NOMINAL and _is_participle(features, tree.heads[noun]):
            _raise_participle(tree, features, noun)
    for verb, role in enumerate(tree.roles):
        first = tree.heads[verb]
        if role != "conj" or not _is_participle(features, verb) or not _is_participle(features, first):
            continue
        if not any(tree.roles[i] == "aux:pass" for i in tree.children(first)):
            continue
        below = tree.children(verb)
        if any(tree.roles[i].startswith("aux") or tree.roles[i] == "nsubj:pass" for i in below):
            continue
        subject = _own_subject(tree, first, verb)
        if subject is None:
            continue
        for word in range(subject + 1, verb):
            if tree.heads[word] == verb or tree.heads[subject] == word:
                tree.heads[word], tree.roles[word] = subject, "amod"
        tree.heads[subject], tree.roles[subject] = verb, "nsubj:pass"


def _raise_participle(tree: Tree, features: Features, noun: int) -> None:
    """*killed and 40 others injured*: no noun stands beside a verb; the participle behind it does."""
    verb = next((i for i in tree.children(noun) if tree.roles[i] == "acl" and i > noun), None)
    if verb is None or not _is_participle(features, verb) or tree.pos[tree.heads[noun]] != "VERB":
        return
    if any(tree.roles[i] in ("case", "mark") for i in tree.children(noun)):
        return
    tree.heads[verb], tree.roles[verb] = tree.heads[noun], "conj"
    tree.heads[noun], tree.roles[noun] = verb, "nsubj:pass"


def _is_participle(features: Features, index: int) -> bool:
    return features[index].get("VerbForm") == "Part" and features[index].get("Tense") == "Past"


def _own_subject(tree: Tree, first: int, verb: int) -> int | None:
    """The noun without preposition that stands between a conjunction and the participle, next to it."""
    start = next((i for i in range(verb - 1, first, -1) if tree.roles[i] == "cc" or tree.pos[i] == "PUNCT"), None)
    if start is None:
        return None
    nouns = [
        i for i in range(start + 1, verb) if tree.pos[i] in NOMINAL and tree.roles[i] not in ("nummod", "compound")
    ]
    if not nouns or any(tree.roles[i] == "case" for i in range(start + 1, nouns[0])):
        return None
    noun = nouns[0]
    inside = tree.heads[noun] == verb or start < tree.heads[noun] < verb
    return noun if inside and tree.roles[noun] not in ("nmod:poss", "det") else None


def _mend_loose_participles(tree: Tree, features: Features) -> None:
    """*« … », écrit-il, indiquant que …*: a participle describes nouns; beside a verb it is a clause."""
    for clause, role in enumerate(tree.roles):
        participle = features[clause].get("VerbForm") in ("Part", "Ger") and features[clause].get("Tense") != "Past"
        if role == "acl" and participle and tree.pos[tree.heads[clause]] == "VERB":
            tree.roles[clause] = "advcl"


def _mend_partitives(tree: Tree, language: Language) -> None:
    """*selon lesquelles des soldats ont fui*: the noun is the subject, *des* its article."""
    of, pronouns = frozenset(language.language["genitive"]), frozenset(language.roles.get("relatives_alone", ()))
    for noun, role in enumerate(tree.roles):
        pronoun = tree.heads[noun]
        if role != "nmod" or tree.lemmas[pronoun] not in pronouns or pronoun > noun:
            continue
        cases = [i for i in tree.children(noun) if tree.roles[i] == "case"]
        verb = tree.heads[pronoun]
        if cases != [pronoun + 1] or tree.lemmas[cases[0]] not in of or verb <= noun:
            continue
        if not any(tree.roles[i] in ("nsubj:pass", "csubj", "expl") for i in tree.children(verb)):
            tree.heads[noun], tree.roles[noun] = verb, "nsubj"
            tree.pos[cases[0]], tree.roles[cases[0]] = "DET", "det"


def _mend_lost_subjects(tree: Tree, features: Features) -> None:
    """*… and the United Nations (UN) say that*: a noun behind *and*, right before a verb without subject, is that."""
    for verb, pos in enumerate(tree.pos):
        below = tree.children(verb)
        if pos != "VERB" or any(tree.roles[i] in SUBJECTS or tree.roles[i] == "obl:agent" for i in below):
            continue
        group = [verb, *(i for i in below if tree.roles[i].startswith("aux") and i < verb)]
        finite = [i for i in group if features[i].get("VerbForm") == "Fin"]
        noun = _conjunct_before(tree, min(group)) if finite else None
        if noun is None or tree.heads[noun] >= noun or _is_under(tree, tree.heads[noun], verb):
            continue
        if features[finite[0]].get("Number", "") != features[noun].get("Number", ""):
            continue
        top = _main_verb(tree, tree.heads[noun])
        if top is None or top == verb:
            continue
        passive = any(tree.roles[i] == "aux:pass" for i in below)
        tree.heads[noun], tree.roles[noun] = verb, "nsubj:pass" if passive else "nsubj"
        for word in tree.children(noun):
            if tree.roles[word] == "cc" and word < noun:
                tree.heads[word] = verb
        for word in range(noun + 1, min(group)):
            if tree.heads[word] < noun:
                tree.heads[word] = noun  # *les Nations unies (ONU)*
        if tree.heads[verb] != verb:
            tree.heads[verb], tree.roles[verb] = top, "conj"


def _conjunct_before(tree: Tree, start: int) -> int | None:
    """The coordinated noun whose phrase, perhaps with a parenthesis, ends right before token `start`."""
    here = start - 1
    if here in tree.reach[start] and tree.lemmas[here] == ")":
        while here in tree.reach[start] and tree.lemmas[here] != "(":
            here -= 1
        here -= 1
    while here in tree.reach[start] and tree.pos[here] in ("NOUN", "PROPN", "ADJ", "NUM", "ADP", "DET"):
        if tree.roles[here] == "conj" and tree.pos[here] in ("NOUN", "PROPN"):
            coordinated = any(tree.roles[i] == "cc" and i < here for i in tree.children(here))
            return here if coordinated else None
        here -= 1
    return None


def _is_under(tree: Tree, index: int, top: int) -> bool:
    for _ in tree.reach[index]:
        if index == top:
            return True
        index = tree.heads[index]
    return False


def _main_verb(tree: Tree, index: int) -> int | None:
    """The main verb, or what stands for one, above token `index`."""
    for _ in tree.reach[index]:
        if tree.roles[index] == "root":
            return index
        index = tree.heads[index]
    return None


def _mend_run_ons(tree: Tree, language: Language) -> None:
    """*Most of the land was taken, the rest plays no role*: what precedes a clause is nothing that it says."""
    cues = frozenset(verb for rule in language.cue_verbs["verbs"] for verb in rule["lemmas"])
    for clause, role in enumerate(tree.roles):
        verb = tree.heads[clause]
        if role != "ccomp" or verb <= clause or tree.lemmas[verb] in cues:
            continue
        comma = next((i for i in range(clause, verb) if tree.pos[i] == "PUNCT"), None)
        below = tree.children(clause)
        own = any(tree.roles[i] in SUBJECTS for i in below) and not any(tree.roles[i] == "mark" for i in below)
        if comma is None or not own:
            continue
        if any(tree.roles[i] in SUBJECTS and comma < i < verb for i in tree.children(verb)):
            tree.roles[clause] = "parataxis"


def _mend_conditions(tree: Tree, language: Language) -> None:
    """*Talks will be impossible if they are killed*: *if* opens a condition, but behind a verb that asks.

    A mark that the parser hung on the subject (*si les soldats retranchés là étaient tués*) is the verb's.
    """
    for mark, role in enumerate(tree.roles):
        noun = tree.heads[mark]
        if role == "mark" and mark < noun < tree.heads[noun] and tree.roles[noun].startswith("nsubj"):
            tree.heads[mark] = tree.heads[noun]
    marks = frozenset(language.roles["conditions"])
    asking = frozenset(language.roles["asking"])
    for clause, role in enumerate(tree.roles):
        head = tree.heads[clause]
        if role not in ("ccomp", "acl") or tree.lemmas[head] in asking:
            continue
        beside = {tree.lemmas[i] for i in tree.children(head)}
        opening = [i for i in tree.children(clause) if tree.roles[i] == "mark"]
        if opening and tree.lemmas[opening[0]] in marks and not beside & asking:
            tree.roles[clause] = "advcl"
            if role == "acl" and tree.pos[tree.heads[head]] == "VERB":
                tree.heads[clause] = tree.heads[head]
