"""What the parser gets wrong and grammar knows, set right in its tree before anything is read from it."""

from __future__ import annotations

from collections.abc import Sequence

from selon.languages.base import Language
from selon.parse.mend_clauses import mend_clauses
from selon.parse.mend_counts import mend_counts
from selon.parse.mend_objects import mend_objects, time_words
from selon.parse.mend_sayings import mend_sayings
from selon.parse.mend_verbs import Features, mend_verbs
from selon.parse.mend_words import mend_pronouns, mend_quantities
from selon.parse.roles import Tree

CLAUSES = ("acl", "acl:relcl", "advcl", "ccomp", "conj", "dep")
GAP = 8  # tokens between an auxiliary and its participle
_OTHER_WORDS = ("ADJ", "ADV", "NOUN", "X")


def mend(tree: Tree, texts: Sequence[str], features: Features, entities: Sequence[str], language: Language) -> None:
    """Rewrite `tree` and `features` in place; `texts`, `features` and `entities` are the words as written, their
    morphology and the kinds of name that the parser takes them for (empty: no name)."""
    mend_verbs(tree, texts, features, language)
    _mend_names(tree, texts, entities)
    _mend_participles(tree, features, language)
    _mend_auxiliaries(tree, features, language)
    _mend_voice(tree, language)
    _mend_nouns(tree)
    _mend_predicates(tree)
    _mend_names_of_speakers(tree, features)
    _mend_infinitives(tree, features)
    _mend_counted_participles(tree)
    _mend_attributes(tree, features)
    _mend_asides(tree, texts, language)
    _mend_inversions(tree, texts, language)
    _mend_relatives(tree, language)
    _mend_subjects(tree, features, language)
    mend_objects(tree, texts, features, language)
    mend_pronouns(tree, texts, language)
    mend_quantities(tree, language)
    mend_clauses(tree, features, language)
    mend_counts(tree, texts, features)
    mend_sayings(tree, features, language)


def _mend_names(tree: Tree, texts: Sequence[str], entities: Sequence[str]) -> None:
    """A capitalised word inside a name is none of the pronouns; right behind its noun it is one name with it."""
    for index, entity in enumerate(entities):
        if not entity or index == 0 or not texts[index][0].isupper() or len(texts[index]) < 3:
            continue
        if tree.pos[index] == "PRON":
            tree.pos[index] = "PROPN"
        if tree.roles[index] == "appos" and tree.heads[index] == index - 1 and tree.pos[index] == "PROPN":
            tree.roles[index] = "flat:name"


def _mend_participles(tree: Tree, features: Features, language: Language) -> None:
    """What has an auxiliary of its own is a verb (*avoir annexé*), and its lemma an infinitive."""
    predicates = {tree.heads[index] for index, role in enumerate(tree.roles) if role == "cop"}
    endings = language.roles.get("participle_endings", {})
    for index, role in enumerate(tree.roles):
        head = tree.heads[index]
        if role not in ("aux:tense", "aux:pass") or head in predicates or tree.pos[head] not in _OTHER_WORDS:
            continue
        if tree.pos[head] == "NOUN" and head != index + 1:
            continue
        tree.pos[head] = "VERB"
        for ending, infinitive in endings.items():
            if tree.lemmas[head].endswith(ending):
                tree.lemmas[head] = tree.lemmas[head].removesuffix(ending) + str(infinitive)
                break


def _mend_voice(tree: Tree, language: Language) -> None:
    """Verbs that form their past with *be* have no passive, whatever the parser says."""
    active = frozenset(language.language.get("perfect_with_be", ()))
    for index, role in enumerate(tree.roles):
        if role in ("nsubj:pass", "aux:pass") and tree.lemmas[tree.heads[index]] in active:
            tree.roles[index] = "nsubj" if role == "nsubj:pass" else "aux"
    doers, times = frozenset(language.language["doer"]), time_words(language)
    for index, role in enumerate(tree.roles):
        head = tree.heads[index]
        if role != "case" or tree.lemmas[index] not in doers or tree.pos[head] not in ("NOUN", "PRON", "PROPN"):
            continue
        before = index - 1
        if tree.roles[head] == "obl" and before >= 0 and tree.roles[before] == "acl" and tree.pos[before] == "VERB":
            tree.heads[head], tree.roles[head] = before, "obl:agent"  # *les attentats perpétrés par des groupes*
        elif tree.roles[head] == "nmod":
            tree.roles[head] = "nmod:agent"
        elif (
            tree.roles[head] == "obl"
            and tree.lemmas[head] not in times
            and any(tree.roles[i] == "aux:pass" for i in tree.children(tree.heads[head]))
        ):
            tree.roles[head] = "obl:agent"


def _mend_auxiliaries(tree: Tree, features: Features, language: Language) -> None:
    """*a déjà, pour sa part, fourni*: a bare *have* before a past participle that lacks one is its auxiliary."""
    bare = frozenset(language.roles.get("auxiliaries", ()))
    for index, lemma in enumerate(tree.lemmas):
        if lemma not in bare or tree.pos[index] not in ("VERB", "AUX") or tree.roles[index].startswith("aux"):
            continue
        below = tree.children(index)
        if any(tree.roles[i] in ("obj", "xcomp", "ccomp", "cop") for i in below):
            continue
        for verb in range(index + 1, min(index + GAP, len(tree.pos))):
            part = features[verb].get("VerbForm") == "Part" and features[verb].get("Tense") == "Past"
            if part and tree.pos[verb] == "VERB" and _is_below(tree, verb, index):
                if not any(tree.roles[i].startswith("aux") for i in tree.children(verb)):
                    _promote(tree, verb, index, "aux:tense")
                break


def _is_below(tree: Tree, index: int, top: int) -> bool:
    for _ in range(GAP):
        if index == top:
            return True
        index = tree.heads[index]
    return False


def _promote(tree: Tree, index: int, top: int, role: str) -> None:
    """Token `index` takes the place of `top` above it, which becomes its `role`; so do top's other dependents."""
    governor, outer = tree.heads[top], tree.roles[top]
    for child in tree.children(top):
        if child != index:
            tree.heads[child] = index
    tree.heads[index] = index if governor == top else governor
    tree.roles[index] = outer
    tree.heads[top], tree.roles[top] = index, role


def _mend_predicates(tree: Tree) -> None:
    """*The assault damaged buildings*: a participle with a subject before it is no attribute of the noun behind it."""
    for index, role in enumerate(tree.roles):
        noun = tree.heads[index]
        if role != "amod" or tree.pos[index] != "VERB" or noun < index:
            continue
        if any(tree.roles[i].startswith("nsubj") and i < index for i in tree.children(index)):
            _swap(tree, index, noun)


def _mend_names_of_speakers(tree: Tree, features: Features) -> None:
    """*Maung Oo dit qu'il …*: a finite verb behind a name is no part of the name but its verb."""
    for index, role in enumerate(tree.roles):
        if role not in ("fixed", "flat", "flat:name", "dep") or tree.pos[index] != "VERB":
            continue
        if features[index].get("VerbForm") != "Fin":
            continue
        top = index
        while tree.heads[top] != top:
            top = tree.heads[top]
        if top < index and all(tree.pos[i] == "PROPN" for i in range(top, index)):
            tree.heads[index] = top
            _promote(tree, index, top, "nsubj")
            for name in range(top + 1, index):
                tree.heads[name], tree.roles[name] = top, "flat:name"


def _mend_infinitives(tree: Tree, features: Features) -> None:
    """*ordered us to loot and to kill*: an infinitive is coordinated with the infinitive, not with the verb above."""
    for index, role in enumerate(tree.roles):
        head = tree.heads[index]
        if role != "conj" or features[index].get("VerbForm") != "Inf" or features[head].get("VerbForm") == "Inf":
            continue
        between = [
            i
            for i in tree.children(head)
            if head < i < index and tree.roles[i] == "xcomp" and features[i].get("VerbForm") == "Inf"
        ]
        marked = any(tree.roles[i] in ("mark", "aux") and i < index for i in tree.children(index))
        if between and marked:
            tree.heads[index] = between[-1]


def _mend_counted_participles(tree: Tree) -> None:
    """*100 deaths and 500 wounded*: the participle belongs to the number right before it."""
    for index, role in enumerate(tree.roles):
        number = index - 1
        if role != "acl" or number < 0 or tree.pos[number] != "NUM" or tree.pos[index] != "VERB":
            continue
        if tree.roles[number] == "conj" and tree.heads[number] == tree.heads[index]:
            tree.heads[index] = number


def _mend_asides(tree: Tree, texts: Sequence[str], language: Language) -> None:
    """*claimed, without giving evidence, that …*: the clause is what is claimed, not the evidence."""
    lacking = frozenset(language.roles["lacking"])
    for index, role in enumerate(tree.roles):
        noun = tree.heads[index]
        aside = tree.heads[noun]
        if role != "acl" or tree.roles[noun] != "obj" or tree.roles[aside] not in ("advcl", "obl"):
            continue
        opened = any(tree.roles[i] in ("mark", "case") and tree.lemmas[i] in lacking for i in tree.children(aside))
        marks = [i for i in tree.children(index) if tree.roles[i] == "mark"]
        if opened and marks and texts[marks[0]].lower() in language.cues["words"]["complementizers"]:
            tree.heads[index], tree.roles[index] = tree.heads[aside], "ccomp"


def _mend_attributes(tree: Tree, features: Features) -> None:
    """*moved them to occupied Kherson*: a bare past participle has no object; it is an attribute of the noun."""
    for index, pos in enumerate(tree.pos[:-1]):
        noun = index + 1
        part = features[index].get("VerbForm") == "Part" and features[index].get("Tense") == "Past"
        if pos != "VERB" or not part or tree.heads[noun] != index or tree.roles[noun] != "obj":
            continue
        if tree.pos[noun] != "PROPN" or tree.roles[index] not in ("acl", "advcl", "xcomp"):
            continue
        below = [i for i in tree.children(index) if i != noun]
        if any(tree.roles[i].startswith(("nsubj", "aux:", "cop")) for i in below):
            continue
        before = index - 1
        governor, role = tree.heads[index], "obl"
        if before in below and tree.pos[before] == "PART":
            tree.heads[before], tree.roles[before] = noun, "case"
        elif before >= 0 and tree.pos[before] == "VERB":
            governor, role = before, "obj"
        else:
            continue
        tree.heads[noun], tree.roles[noun] = governor, role
        tree.heads[index], tree.roles[index] = noun, "amod"
        for child in below:
            if tree.heads[child] == index:
                tree.heads[child] = noun


def _swap(tree: Tree, verb: int, noun: int) -> None:
    """The verb takes the noun's place in the sentence, and the noun becomes its object."""
    governor = tree.heads[noun]
    tree.heads[verb] = verb if governor == noun else governor
    tree.roles[verb] = tree.roles[noun]
    tree.heads[noun], tree.roles[noun] = verb, "obj"
    for child in tree.children(noun):
        if tree.roles[child] in ("punct", "parataxis", "advcl", "obl") and child != verb:
            tree.heads[child] = verb


def _mend_nouns(tree: Tree) -> None:
    """What has an article and is a subject or an object is a noun (*the air strikes on the town*)."""
    for index, role in enumerate(tree.roles):
        head = tree.heads[index]
        if role == "det" and tree.pos[head] == "VERB" and tree.roles[head] in ("nsubj", "nsubj:pass", "obj", "obl"):
            tree.pos[head] = "NOUN"


def _mend_inversions(tree: Tree, texts: Sequence[str], language: Language) -> None:
    """*…, a-t-il déclaré*: a pronoun hung on its verb is the subject, and behind a comma the verb stands apart."""
    subjects = frozenset(language.language.get("inverted", ()))
    for index, role in enumerate(tree.roles):
        verb = tree.heads[index]
        lost = role == "dep" and verb == index - 1
        if not lost and role not in ("expl", "nsubj", "nsubj:pass") or texts[index].lower() not in subjects:
            continue
        if any(tree.roles[i] == "aux:pass" for i in tree.children(verb)):
            continue
        if tree.pos[verb] not in ("VERB", "AUX"):
            continue
        tree.roles[index] = "nsubj"
        group = min(i for i in (verb, index, *tree.children(verb)) if i >= index - 2)
        if tree.roles[verb] in CLAUSES and group > 0 and tree.pos[group - 1] == "PUNCT":
            tree.roles[verb] = "parataxis"


def _mend_relatives(tree: Tree, language: Language) -> None:
    """*Une accusation que réfute l'Élysée*: of two objects of a relative clause without subject, the noun is that."""
    relatives = frozenset(language.language["relatives"])
    for verb, role in enumerate(tree.roles):
        if not role.startswith("acl") or tree.pos[verb] != "VERB":
            continue
        below = tree.children(verb)
        objects = [i for i in below if tree.roles[i] == "obj"]
        if len(objects) != 2 or any(tree.roles[i].startswith(("nsubj", "aux:pass")) for i in below):
            continue
        pronoun, noun = objects
        if pronoun < verb < noun and tree.lemmas[pronoun] in relatives and tree.pos[noun] in ("NOUN", "PROPN"):
            tree.roles[noun], tree.roles[verb] = "nsubj", "acl:relcl"


def _mend_subjects(tree: Tree, features: Features, language: Language) -> None:
    """*Au moins cinq personnes, …, ont raconté*: a bare noun before a finite verb without subject is its subject."""
    times = time_words(language)
    for index, role in enumerate(tree.roles):
        verb = tree.heads[index]
        if role not in ("obl", "dislocated", "dep") or verb <= index or tree.pos[verb] not in ("VERB", "AUX"):
            continue
        if tree.pos[index] not in ("NOUN", "PROPN") or tree.lemmas[index] in times:
            continue
        beside = tree.children(verb)
        finite = [i for i in (verb, *beside) if features[i].get("VerbForm") == "Fin" and index < i <= verb]
        if not finite or any(tree.roles[i].startswith(("nsubj", "csubj", "expl")) for i in beside):
            continue
        if any(tree.roles[i] in ("case", "mark") for i in tree.children(index)):
            continue
        if features[finite[0]].get("Number", "") == features[index].get("Number", ""):
            passive = any(tree.roles[i] == "aux:pass" for i in beside)
            tree.roles[index] = "nsubj:pass" if passive else "nsubj"
