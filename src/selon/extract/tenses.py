"""The tense around a time word: whether what its clause tells is past, present or still to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from selon.extract.frames import VERBAL
from selon.languages.base import Language
from selon.model.document import Document, Token
from selon.model.mentions import TimeMention

_FAR = 8  # steps from a time word up to its verb


@dataclass(frozen=True, slots=True)
class _Words:
    """A language's words that point ahead; `governors` do so with an infinitive (*plans to leave*, *doit partir*)."""

    auxiliaries: frozenset[str]
    conditionals: frozenset[str]
    perfect: frozenset[str]
    predicates: frozenset[str]
    governors: frozenset[str]


@cache
def _words_of(language: Language) -> _Words:
    data = language.hedges["future"]
    rules = [*language.hedges["modal"], *(r for r in language.hedges["governor"] if "xcomp" in r.get("roles", ()))]
    planned = {word for rule in rules if rule.get("certainty") == "planned" for word in rule["words"]}
    return _Words(
        auxiliaries=frozenset(data["auxiliaries"]),
        conditionals=frozenset(data["conditionals"]),
        perfect=frozenset(data["perfect"]),
        predicates=frozenset(data["predicates"]),
        governors=frozenset(planned) | frozenset(data["governors"]),
    )


def tense_reader(document: Document, language: Language) -> Callable[[TimeMention], str | None]:
    """A function from a time mention to the tense of the verb that governs it: past, present, future or None."""
    words = _words_of(language)

    def tense_of(mention: TimeMention) -> str | None:
        here = mention.head
        for _ in range(_FAR):
            token = document.tokens[here]
            if token.lemma in words.predicates and _helpers(document, here) and _is_now(document, here):
                return "future"
            if token.pos in VERBAL and here != mention.head:
                return _verb_tense(document, here, words)
            if token.head == here:
                return None
            here = token.head
        return None

    return tense_of


def _helpers(document: Document, index: int) -> list[Token]:
    """The auxiliaries and copulas of a predicate."""
    children = (document.tokens[child] for child in document.children[index])
    return [child for child in children if child.role.startswith(("aux", "cop")) and child.pos != "PART"]


def _is_now(document: Document, index: int) -> bool:
    """Whether a predicate is told of the present: *plans*, *is going*, *are expected*, not *has planned*."""
    token, helpers = document.tokens[index], _helpers(document, index)
    if token.features.get("Tense") == "Past" and not any(helper.role.startswith("aux:pass") for helper in helpers):
        return False
    tenses = [helper.features.get("Tense") for helper in helpers] or [token.features.get("Tense")]
    return "Pres" in tenses and all(tense in ("Pres", None) for tense in tenses)


def _verb_tense(document: Document, index: int, words: _Words) -> str | None:
    """The tense of a verb; an infinitive under a verb that points ahead is still to come, and so is that verb."""
    token = document.tokens[index]
    infinitives = [c for c in document.of_role(index, "xcomp") if _is_infinitive(document.tokens[c])]
    if infinitives and token.lemma in words.governors and _is_now(document, index):
        return "future"
    if _is_infinitive(token) and token.role == "xcomp" and not _helpers(document, index):
        governor = document.tokens[token.head]
        return "future" if governor.lemma in words.governors and _is_now(document, token.head) else None
    return _tense(token, _helpers(document, index), words)


def _is_infinitive(token: Token) -> bool:
    return token.features.get("VerbForm") == "Inf"


def _tense(token: Token, helpers: list[Token], words: _Words) -> str | None:
    """The tense of a verb by its own form and its auxiliaries'."""
    forms = [token, *helpers]
    perfect = any(helper.role == "aux:tense" or helper.lemma in words.perfect for helper in helpers)
    conditional = any(form.features.get("Mood") == "Cnd" or form.lemma in words.conditionals for form in forms)
    if conditional:  # *attaquerait* is still to come, *aurait attaqué* is hearsay of what was
        return "past" if perfect else "future"
    if any(form.features.get("Tense") == "Fut" for form in forms):
        return "future"
    if any(form.lemma in words.auxiliaries or form.text.lower() in words.auxiliaries for form in forms):
        return "future"
    if any(form.features.get("Tense") in ("Past", "Imp") for form in forms):
        return "past"
    return "present" if any(form.features.get("Tense") == "Pres" for form in forms) else None
