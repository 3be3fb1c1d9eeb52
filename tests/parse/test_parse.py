"""The seam: sentences, roles in one vocabulary, quotations, regions."""

from __future__ import annotations

import pytest

from selon.languages.fr import grammar
from selon.languages.load import load_language
from selon.model.report import Report
from selon.parse import load_parser
from selon.parse.quotations import find_quotations
from selon.parse.sentences import find_sentence_starts

CONDITIONALS = [
    "fuiraient", "aurait", "seraient", "tireraient", "prendrait", "mourraient", "viendrait", "courraient",
    "enverrait", "rendrait", "détruiraient", "permettrait", "appellerait", "pourrait", "interdirait", "retiendraient",
]  # fmt: skip
IMPERFECTS = [
    "tirait", "mouraient", "couraient", "montrait", "préparait", "déclarait", "retiraient", "espéraient", "entrait",
    "encadraient", "virait", "serrait", "admirait", "étaient", "avait", "conspiraient", "engendrait", "libéraient",
]  # fmt: skip


@pytest.mark.parametrize("word", CONDITIONALS)
def test_conditional_is_seen(word: str) -> None:
    assert grammar.mood_of(word, {}) == "Cnd"


@pytest.mark.parametrize("word", IMPERFECTS)
def test_imperfect_is_left(word: str) -> None:
    assert grammar.mood_of(word, {}) is None


def roles(code: str, text: str) -> dict[str, str]:
    document = load_parser(code).parse(Report("test", text, code))
    return {t.text: f"{t.role} {document.tokens[t.head].text}" for t in document.tokens}


def test_english_prepositions_become_case() -> None:
    found = roles("en", "The rebels attacked the base near the river on Sunday.")
    assert found["near"] == "case river"
    assert found["river"] in ("obl attacked", "nmod base")
    assert found["Sunday"] == "obl attacked"


def test_english_copula_is_turned_round() -> None:
    found = roles("en", "The minister is dead.")
    assert found["is"] == "cop dead"
    assert found["minister"] == "nsubj dead"


def test_passive_doer_is_an_agent_in_both_languages() -> None:
    assert roles("en", "The town was captured by rebels.")["rebels"] == "obl:agent captured"
    assert roles("fr", "La ville a été prise par les rebelles.")["rebelles"] == "obl:agent prise"


SEGMENTS = [
    ("fr", "M. Sall est parti. Le gén. Diop reste.", ["M. Sall est parti.", "Le gén. Diop reste."]),
    ("fr", "« Partez ! » Il a crié.", ["« Partez ! »", "Il a crié."]),
    ("fr", "« Partez ! » a-t-il crié.", ["« Partez ! » a-t-il crié."]),
    ("en", 'Gen. Smith left. "Go!" he said. The U.S. Army stayed.', [
        "Gen. Smith left.", '"Go!" he said.', "The U.S. Army stayed."]),
    ("en", "It ended.Then they left the town.", ["It ended.", "Then they left the town."]),
    ("en", "A headline\n\nThe text", ["A headline", "The text"]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "expected"), SEGMENTS)
def test_sentences(code: str, text: str, expected: list[str]) -> None:
    starts = sorted(find_sentence_starts(text, load_language(code)))
    cuts = [*starts, len(text)]
    assert [text[a:b].strip() for a, b in zip(cuts, cuts[1:], strict=False)] == expected


QUOTED = [
    ("Il dit « oui » et “non”.", ["« oui »", "“non”"]),
    ("He said \"yes\" and ''no''.", ['"yes"', "''no''"]),
    ("He said ‘yes’ to the army’s men.", ["‘yes’"]),
    ("Il dit « la « ville » tient ».", ["« la « ville » tient »"]),
    ("“It runs on", ["“It runs on"]),
]


@pytest.mark.parametrize(("text", "expected"), QUOTED)
def test_quotations(text: str, expected: list[str]) -> None:
    found = find_quotations(text, [(0, len(text))])
    assert [q.span.text for q in found] == expected
    assert all(text[q.span.start : q.span.end] == q.span.text for q in found)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (['He was angry. "They lied.', 'They fled," he said.'], ['"They lied.\nThey fled,"']),
        (['"They lied.', '"They fled," he said.'], ['"They lied.', '"They fled,"']),
        (["“They lied.", "No one came.", "They fled,” he said."], ["“They lied.\nNo one came.\nThey fled,”"]),
        (['"They lied.', "Nothing else was said."], ['"They lied.']),
    ],
)
def test_a_quotation_runs_over_paragraphs(paragraphs: list[str], expected: list[str] | None) -> None:
    text, places, start = "\n".join(paragraphs), [], 0
    for paragraph in paragraphs:
        places.append((start, start + len(paragraph)))
        start += len(paragraph) + 1
    found = [quotation.span.text for quotation in find_quotations(text, places)]
    assert found == expected


def test_a_million_quotation_marks_take_bounded_time() -> None:
    text = "«" * 500_000 + "»" * 500_000
    assert len(find_quotations(text, [(0, len(text))])) == 1


def test_captions_and_teasers() -> None:
    text = "Des soldats à Alep Crédit : Reuters\n\nLire aussi : La ville est tombée\n\nLe texte."
    document = load_parser("fr").parse(Report("test", text, "fr"))
    caption, teaser = document.regions
    assert (caption.kind, caption.credit.text if caption.credit else None) == ("caption", "Reuters")
    assert teaser.kind == "teaser"
