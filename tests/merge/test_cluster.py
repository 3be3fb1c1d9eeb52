"""Grouping by scores of pairs."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selon.merge.cluster import cluster
from selon.merge.edges import connected

SCORES = st.dictionaries(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-5, 5),
)


def test_what_scores_above_the_line_is_together() -> None:
    assert cluster("abc", {("a", "b"): 2.0, ("b", "c"): -1.0}, 1.0) == [("a", "b"), ("c",)]


def test_one_good_pair_does_not_join_two_groups_that_are_apart_on_the_whole() -> None:
    scores = {("a", "b"): 5.0, ("c", "d"): 5.0, ("b", "c"): 2.0, ("a", "c"): -3.0, ("a", "d"): -3.0, ("b", "d"): -3.0}
    assert cluster("abcd", scores, 1.0) == [("a", "b"), ("c", "d")]


def test_a_wall_holds_against_every_score_and_is_inherited() -> None:
    scores = {("a", "b"): 9.0, ("b", "c"): 8.0, ("a", "c"): 9.0}
    assert cluster("abc", scores, 1.0, apart=frozenset({("a", "c")})) == [("a", "b"), ("c",)]


def test_what_a_person_ties_brings_its_group_along_whatever_the_scores() -> None:
    scores = {("a", "b"): 3.0, ("a", "c"): -9.0, ("b", "c"): -9.0}
    assert cluster("abc", scores, 1.0, tied=frozenset({("b", "c")})) == [("a", "b", "c")]
    walled = cluster("abc", scores, 1.0, apart=frozenset({("a", "c")}), tied=frozenset({("b", "c")}))
    assert walled == [("a", "b"), ("c",)]


@given(SCORES, st.integers(0, 2**16))
def test_the_order_of_nodes_and_scores_does_not_matter(scores: dict[tuple[str, str], float], seed: int) -> None:
    nodes, pairs = list("abcdefgh"), list(scores.items())
    found = cluster(nodes, scores, 0.5)
    random.Random(seed).shuffle(nodes)
    random.Random(seed).shuffle(pairs)
    assert cluster(nodes, dict(pairs), 0.5) == found
    assert sorted(node for group in found for node in group) == list("abcdefgh")


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ([], [("a",), ("b",), ("c",), ("d",)]),
        ([("a", "b"), ("b", "c")], [("a", "b", "c"), ("d",)]),
        ([("c", "d"), ("a", "d")], [("a", "c", "d"), ("b",)]),
    ],
)
def test_chains_connect(edges: list[tuple[str, str]], found: list[tuple[str, ...]]) -> None:
    assert connected("dcba", edges) == found


def test_pairs_without_a_score_are_asked_for_before_two_groups_are_joined() -> None:
    near = {("a", "b"): 3.0, ("b", "c"): 2.0, ("c", "d"): 3.0}
    assert cluster("abcd", near, 1.0) == [("a", "b", "c", "d")]
    asked = cluster("abcd", near, 1.0, ask=lambda left, right: near.get((left, right), -4.0))
    assert asked == [("a", "b"), ("c", "d")]
    assert cluster("abcd", near, 1.0, ask=lambda left, right: 2.0) == [("a", "b", "c", "d")]


@settings(deadline=None)
@given(SCORES)
def test_asking_for_pairs_is_as_giving_all_of_them(scores: dict[tuple[str, str], float]) -> None:
    every = {pair: scores.get(pair, -1.0) for pair in combinations("abcdefgh", 2)}
    edges = {pair: score for pair, score in every.items() if score >= 0.5}
    assert cluster("abcdefgh", edges, 0.5, ask=lambda *pair: every[pair]) == cluster("abcdefgh", every, 0.5)
