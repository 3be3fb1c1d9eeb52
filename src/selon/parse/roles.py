"""Turn a parser's own labels and tree shape into Universal Dependencies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from selon.languages.base import Language

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "X"})


@dataclass(slots=True)
class Tree:
    """A parse under conversion: part of speech, lemma, label and head of each token, in parallel lists.

    `reach` has, for each token, the range of its sentence: no dependent stands outside it.
    """

    pos: list[str]
    lemmas: list[str]
    roles: list[str]
    heads: list[int]
    reach: list[range]

    def children(self, index: int) -> list[int]:
        """The dependents of `index` as the lists now say."""
        return [i for i in self.reach[index] if self.heads[i] == index and i != index]


@dataclass(frozen=True, slots=True)
class Scheme:
    """A roles.toml, compiled."""

    prepositions: frozenset[str]
    objects: frozenset[str]
    copulas: frozenset[str]
    predicates: frozenset[str]
    expletives: frozenset[str]
    passive: frozenset[str]
    names: Mapping[str, str]


@lru_cache(maxsize=16)
def scheme_of(language: Language) -> Scheme:
    """The language's scheme, compiled once."""
    table = language.roles
    return Scheme(
        prepositions=frozenset(table["prepositions_govern"]),
        objects=frozenset(table["case_objects"]),
        copulas=frozenset(table["copulas_govern"]),
        predicates=frozenset(table["predicates"]),
        expletives=frozenset(table["expletives"]),
        passive=frozenset(table["passive_markers"]),
        names=table["map"],
    )


def as_universal(tree: Tree, language: Language) -> None:
    """Rewrite `tree` in place: labels by the map, governing prepositions and copulas turned round."""
    scheme = scheme_of(language)
    kids: dict[int, list[int]] = {}
    for index, head in enumerate(tree.heads):
        if head != index:
            kids.setdefault(head, []).append(index)
    lifted: set[int] = set()
    if scheme.prepositions:
        for index in _deepest_first(tree, scheme.prepositions):
            _lower_preposition(tree, scheme, index, kids, lifted)
    if scheme.copulas:
        for index, lemma in enumerate(tree.lemmas):
            if lemma in scheme.copulas and tree.pos[index] in ("AUX", "VERB"):
                _lower_copula(tree, scheme, index, kids)
    tree.roles = [
        role if i in lifted else scheme.names.get(role.lower(), role.lower()) for i, role in enumerate(tree.roles)
    ]


def _deepest_first(tree: Tree, labels: frozenset[str]) -> list[int]:
    def depth(index: int) -> int:
        steps = 0
        while tree.heads[index] != index:
            index, steps = tree.heads[index], steps + 1
        return steps

    found = [i for i, role in enumerate(tree.roles) if role in labels]
    return sorted(found, key=lambda i: (-depth(i), i))


def _lower_preposition(tree: Tree, scheme: Scheme, index: int, kids: dict[int, list[int]], lifted: set[int]) -> None:
    below = kids.get(index, [])
    objects = [i for i in below if tree.roles[i] in scheme.objects or i in lifted]
    governor = tree.heads[index]
    if not objects or governor == index:
        return
    chief = objects[0]
    clausal = tree.roles[chief] == "pcomp" and tree.pos[chief] in ("VERB", "AUX")
    nominal = tree.pos[governor] in NOMINAL
    if clausal:
        role = "acl" if nominal else "advcl"
    elif tree.roles[index] in scheme.passive:
        role = "obl:agent"
    else:
        role = "nmod" if nominal else "obl"
    tree.heads[chief], tree.roles[chief] = governor, role
    lifted.add(chief)
    kids.setdefault(governor, []).append(chief)
    kids[governor] = [i for i in kids[governor] if i != index]
    for other in below:
        if other != chief:
            tree.heads[other] = chief
            kids.setdefault(chief, []).append(other)
    tree.heads[index], tree.roles[index] = chief, "mark" if clausal else "case"
    lifted.add(index)
    kids[index] = []
    kids.setdefault(chief, []).append(index)


def _lower_copula(tree: Tree, scheme: Scheme, index: int, kids: dict[int, list[int]]) -> None:
    below = kids.get(index, [])
    predicates = [i for i in below if tree.roles[i] in scheme.predicates]
    if not predicates:
        return
    if any(tree.roles[i] in scheme.expletives for i in below):
        tree.roles[predicates[0]] = "nsubj"
        return
    chief = predicates[0]
    governor = tree.heads[index]
    tree.heads[chief] = chief if governor == index else governor
    tree.roles[chief] = tree.roles[index]
    if governor != index:
        kids[governor] = [i for i in kids[governor] if i != index] + [chief]
    for other in below:
        if other != chief:
            tree.heads[other] = chief
            kids.setdefault(chief, []).append(other)
    tree.heads[index], tree.roles[index] = chief, "cop"
    kids[index] = []
    kids.setdefault(chief, []).append(index)
