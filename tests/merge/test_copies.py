"""Passages taken from other reports."""

from __future__ import annotations

import random

import pytest
from tests.merge.facts import day, told

from selon.merge.copies import Worded, find_copies
from selon.merge.origins import by_report, count_witnesses, origin_of
from selon.merge.wording import as_wording

WORDS = [
    f"{first}{second}{third}"
    for first in "bdfglmnprst"
    for second in ("a", "e", "i", "ou")
    for third in ("l", "m", "n", "r", "st")
]


def text_of(seed: int, words: int) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(WORDS) for _ in range(words)]


def changed(words: list[str], seed: int, one_in: int = 10) -> list[str]:
    chance = random.Random(seed)
    return [chance.choice(WORDS) if chance.randrange(one_in) == 0 else word for word in words]


def worded(report: str, words: list[str], published: str = "2024-05-01") -> Worded:
    return Worded(report, day(published), as_wording(" ".join(words)))


def test_a_passage_is_found_with_its_ends_and_direction() -> None:
    passage = text_of(1, 40)
    early = worded("r_early", text_of(2, 100) + passage + text_of(3, 100), "2024-05-01")
    late = worded("r_late", text_of(4, 60) + passage + text_of(5, 80), "2024-05-03")
    (copy,) = find_copies([late, early])
    assert (copy.copy.report, copy.origin.report) == ("r_late", "r_early")
    start = len(" ".join(text_of(4, 60))) + 1
    assert (copy.copy.start, copy.copy.end) == (start, start + len(" ".join(passage)))
    assert copy.share == 1.0
    assert "the other was published before" in copy.reasons


def test_case_accents_and_punctuation_count_for_nothing() -> None:
    passage = (
        "Les troupes ont quitté la ville à l'aube, a déclaré le gouverneur de la région ; "
        "« nous avons vu des colonnes partir vers le nord », a-t-il ajouté."
    )
    early, late = passage, passage.upper().replace("É", "E").replace("«", '"').replace("»", '"')
    found = find_copies(
        [Worded("r_1", day("2024-05-01"), as_wording(early)), Worded("r_2", day("2024-05-02"), as_wording(late))]
    )
    assert [copy.share for copy in found] == [1.0]


def test_own_words_on_the_same_thing_are_no_copy() -> None:
    one = (
        "Au moins douze personnes ont été tuées lundi dans une frappe sur le marché de la ville, selon les secours, "
        "qui cherchaient encore des survivants."
    )
    other = (
        "Une frappe a tué douze personnes au moins sur le marché, ont dit les secouristes lundi ; "
        "ils fouillaient toujours les décombres pour trouver des survivants."
    )
    reports = [Worded("r_1", day("2024-05-01"), as_wording(one)), Worded("r_2", day("2024-05-02"), as_wording(other))]
    assert find_copies(reports) == []


@pytest.mark.parametrize("agency", ["AFP", "Reuters"])
def test_two_that_name_one_agency_have_their_words_from_it(agency: str) -> None:
    passage = f"({agency}) " + " ".join(text_of(7, 40))
    reports = [Worded(name, day("2024-05-01"), as_wording(passage)) for name in ("r_1", "r_2")]
    (copy,) = find_copies(reports)
    assert copy.agency == agency
    claim = told("strike", report="r_2", start=30)
    assert origin_of(claim, by_report([copy])) == f"agency:{agency}"


def test_the_origin_is_the_earliest_of_a_chain() -> None:
    passage = text_of(9, 60)
    reports = [worded(f"r_{n}", text_of(20 + n, 30) + changed(passage, n, 20), f"2024-05-0{n}") for n in (1, 2, 3)]
    claim = told("strike", report="r_3", start=len(" ".join(text_of(23, 30))) + 60)
    assert origin_of(claim, by_report(find_copies(reports))) == "r_1"


def test_ten_prints_of_one_line_are_one_witness() -> None:
    passage = text_of(30, 50)
    reports = [worded(f"r_{n:02}", passage, f"2024-05-{n:02}") for n in range(1, 11)]
    copies = by_report(find_copies(reports))
    printed = [told("kill", report=f"r_{n:02}", start=40) for n in range(1, 11)]
    assert count_witnesses(printed, copies) == 1
    other = told("kill", report="r_99", start=40)
    assert count_witnesses([*printed, other], copies) == 2


def test_one_source_in_two_reports_is_one_witness_and_two_sources_of_one_report_too() -> None:
    assert (
        count_witnesses([told("kill", report="r_1", source="mayor"), told("kill", report="r_2", source="mayor")], {})
        == 1
    )
    assert (
        count_witnesses([told("kill", report="r_1", source="mayor"), told("kill", report="r_1", source="army")], {})
        == 1
    )
    assert (
        count_witnesses([told("kill", report="r_1", source="mayor"), told("kill", report="r_2", source="army")], {})
        == 2
    )


def test_of_many_prints_each_is_held_against_the_first_few_alone() -> None:
    passage = text_of(40, 40)
    reports = [worded(f"r_{n:03}", passage, "2024-05-01") for n in range(200)]
    assert len(find_copies(reports)) <= 4 * 200


def test_passages_of_thirty_words_with_one_in_ten_changed_are_found() -> None:
    reports, pairs = [], []
    for n in range(120):
        passage = text_of(1000 + n, 30)
        reports += [
            worded(f"a{n:03}", text_of(2000 + n, 80) + passage + text_of(3000 + n, 80), "2024-05-01"),
            worded(f"b{n:03}", text_of(4000 + n, 80) + changed(passage, n) + text_of(5000 + n, 80), "2024-05-02"),
        ]
        pairs.append((f"a{n:03}", f"b{n:03}"))
    found = {(copy.origin.report, copy.copy.report) for copy in find_copies(reports)}
    assert len(found & set(pairs)) / len(pairs) >= 0.9
    assert found <= set(pairs)
