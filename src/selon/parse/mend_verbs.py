"""Verbs that the parser takes for something else: nouns of relative clauses, adjectives behind a subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from selon.languages.base import Language
from selon.parse.roles import Tree

Features = list[dict[str, str]]
FINITE = {"Mood": "Ind", "Tense": "Pres", "VerbForm": "Fin"}
NOMINAL = ("NOUN", "PRON", "PROPN")
RUN = 6  # words between a relative pronoun and its verb
LOOSE = ("amod", "acl", "advmod", "appos", "nmod", "flat:name", "dep")


def mend_verbs(tree: Tree, texts: Sequence[str], features: Features, language: Language) -> None:
    """Set right, in place, what has the form and the place of a verb."""
    _mend_relative_verbs(tree, texts, features, language)
    _mend_lost_verbs(tree, texts, features, language)


@lru_cache(maxsize=16)
def known_verbs(language: Language) -> frozenset[str]:
    """The verbs that tell happenings or report speech."""
    kinds = (verb for rule in language.kind_rules for verb in rule.get("verbs", ()))
    return frozenset([*kinds, *(verb for rule in language.cue_verbs["verbs"] for verb in rule["lemmas"])])


def _infinitive(text: str, language: Language) -> str:
    """The known verb of which a word is a present form; empty where it is of none."""
    word = text.lower()
    forms: dict[str, str] = language.roles.get("verb_forms", {})
    endings: dict[str, str] = language.roles.get("noun_verb_endings", {})
    found = [forms[word]] if word in forms else []
    found += [word.removesuffix(end) + infinitive for end, infinitive in endings.items() if word.endswith(end)]
    return next((verb for verb in found if verb in known_verbs(language)), "")


def _numbers(text: str, language: Language) -> Mapping[str, str]:
    """Endings of verbs and of how many they tell; none for a form that is listed (*il dément*)."""
    numbers: dict[str, str] = language.roles["plural_verbs"]
    return {} if text.lower() in language.roles.get("verb_forms", {}) else numbers


def _as_verb(tree: Tree, index: int, features: Features, lemma: str) -> None:
    tree.pos[index], tree.lemmas[index] = "VERB", lemma
    features[index] = {**{k: v for k, v in features[index].items() if k == "Number"}, **FINITE}


def _mend_relative_verbs(tree: Tree, texts: Sequence[str], features: Features, language: Language) -> None:
    """*Idlib, which the opposition controls*, *la zone qu'elle contrôle*: the last word of the clause is its verb."""
    relatives = frozenset(language.language["relatives"])
    for opening, text in enumerate(texts):
        if text.lower() not in relatives or opening == tree.reach[opening].start:
            continue
        verb = _last_of_run(tree, opening)
        subject = next((i for i in range(verb - 1, opening, -1) if tree.pos[i] in NOMINAL), None)
        if subject is None or (tree.pos[verb] == "VERB" and tree.roles[verb].startswith("acl")):
            continue
        lemma = _infinitive(texts[verb], language)
        noun = _noun_before(tree, opening)
        if not lemma or noun is None or not _agree(tree, texts, features, subject, _numbers(texts[verb], language)):
            continue
        if not _hangs_on(tree, noun, verb):
            _open_clause(tree, noun, opening, subject)
            _as_verb(tree, verb, features, lemma)


def _last_of_run(tree: Tree, opening: int) -> int:
    """The last of the words behind a relative pronoun that may be nouns with what stands beside them."""
    last = opening
    while last + 1 < tree.reach[opening].stop and last < opening + RUN:
        adverb = tree.pos[last + 1] == "ADV"
        if not adverb and tree.pos[last + 1] not in (*NOMINAL, "DET", "ADJ", "NUM", "VERB"):
            break
        last += 1
        if adverb or tree.pos[last] == "VERB":
            break
    return last


def _noun_before(tree: Tree, opening: int) -> int | None:
    """The noun that a relative clause is about: the one before the pronoun, or whose genitive that is."""
    noun = opening - 1
    while noun in tree.reach[opening] and tree.pos[noun] in ("PUNCT", "ADP"):
        noun -= 1
    if noun not in tree.reach[opening] or tree.pos[noun] not in ("NOUN", "PROPN"):
        return None
    while tree.roles[noun] in ("nmod", "compound", "flat:name") and noun - RUN < tree.heads[noun] < opening:
        noun = tree.heads[noun]
    return noun


def _agree(tree: Tree, texts: Sequence[str], features: Features, subject: int, numbers: Mapping[str, str]) -> bool:
    """Whether the word behind `subject` fits it (*it controls*, *they control*) and nothing behind needs it."""
    verb = subject + 1
    plural = features[subject].get("Number") == "Plur"
    if any(texts[verb].lower().endswith(end) != (plural == (number == "Plur")) for end, number in numbers.items()):
        return False
    after = verb + 1
    if after not in tree.reach[verb] or tree.pos[after] in ("PUNCT", "ADP"):
        return True
    return tree.pos[after] == "AUX"


def _hangs_on(tree: Tree, index: int, top: int) -> bool:
    for _ in tree.reach[index]:
        if index == top:
            return True
        index = tree.heads[index]
    return False


def _open_clause(tree: Tree, noun: int, opening: int, subject: int) -> None:
    """The word behind `subject` is the verb of a relative clause of the noun; what held its place is the noun's."""
    verb = subject + 1
    old = next((i for i in tree.children(noun) if tree.roles[i] == "acl:relcl" and i > verb), None)
    for child in tree.children(verb):
        if child < subject:
            tree.heads[child] = subject
    for index, head, role in ((verb, noun, "acl:relcl"), (subject, verb, "nsubj"), (opening, verb, "obj")):
        tree.heads[index], tree.roles[index] = head, role
    tree.pos[opening] = "PRON"
    if old is not None and tree.heads[noun] == noun:
        passive = any(tree.roles[i] == "aux:pass" for i in tree.children(old))
        tree.heads[old], tree.roles[old] = old, "root"
        tree.heads[noun], tree.roles[noun] = old, "nsubj:pass" if passive else "nsubj"


def _mend_lost_verbs(tree: Tree, texts: Sequence[str], features: Features, language: Language) -> None:
    """*La milice contrôle la ville*: in a sentence without verb the word behind its noun that may be one is it."""
    if not language.roles.get("lost_verbs"):
        return
    for noun, role in enumerate(tree.roles):
        verb = _behind_adjectives(tree, noun)
        if role.startswith("nsubj") and noun + 2 < len(tree.pos):
            _mend_before_infinitive(tree, texts, features, language, noun)
        if role != "root" or tree.pos[noun] not in ("NOUN", "PROPN") or verb + 1 >= len(tree.pos):
            continue
        if tree.heads[verb] != noun or tree.roles[verb] not in LOOSE:
            continue
        if any(tree.roles[i] in ("cop", "nsubj", "aux:tense", "case", "aux:pass") for i in tree.children(noun)):
            continue
        finite = features[verb].get("VerbForm") == "Fin" and tree.pos[verb] == "VERB"
        lemma = tree.lemmas[verb] if finite else _infinitive(texts[verb], language)
        opens = tree.pos[verb + 1] in ("DET", "NUM", "AUX") or tree.roles[verb + 1] in ("det", "case", "mark")
        if lemma and (finite or opens):
            _raise_verb(tree, noun, verb, features, lemma)


def _behind_adjectives(tree: Tree, noun: int) -> int:
    """*Les forces armées contrôlent la ville*: the word behind a noun and the adjectives that follow it."""
    word = noun + 1
    while word < len(tree.pos) and tree.pos[word] == "ADJ" and (tree.heads[word], tree.roles[word]) == (noun, "amod"):
        word += 1
    return word


def _mend_before_infinitive(
    tree: Tree, texts: Sequence[str], features: Features, language: Language, noun: int
) -> None:
    """*Le Rwanda dément soutenir la milice*: an infinitive is no verb of a sentence; the word before it is."""
    verb, infinitive = noun + 1, tree.heads[noun]
    if infinitive != noun + 2 or tree.roles[infinitive] != "root" or features[infinitive].get("VerbForm") != "Inf":
        return
    if tree.pos[verb] in ("VERB", "AUX") or not (lemma := _infinitive(texts[verb], language)):
        return
    _as_verb(tree, verb, features, lemma)
    tree.heads[verb], tree.roles[verb] = verb, "root"
    tree.heads[infinitive], tree.roles[infinitive] = verb, "xcomp"
    tree.heads[noun], tree.roles[noun] = verb, "nsubj"


def _raise_verb(tree: Tree, noun: int, verb: int, features: Features, lemma: str) -> None:
    """The verb becomes the root and takes what stands behind it; the noun becomes its subject."""
    _as_verb(tree, verb, features, lemma)
    for child in [*tree.children(noun), *tree.children(verb)]:
        if child <= verb:
            continue
        tree.heads[child] = verb
        cased = any(tree.roles[i] in ("case", "mark") for i in tree.children(child))
        if tree.roles[child] in ("nmod", "appos", "obl"):
            tree.roles[child] = "obl" if cased else "obj"
        elif tree.roles[child] == "acl":
            tree.roles[child] = "xcomp"
    tree.heads[verb], tree.roles[verb] = verb, "root"
    tree.heads[noun], tree.roles[noun] = verb, "nsubj"
