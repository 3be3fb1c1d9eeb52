"""Rare forms of known verbs, parsed as the same form of a verb that the parser knows well.

A parser trained on newspapers takes *bombarderaient* or *démantèlent* for an adjective, and with the verb it loses
the whole clause. It reads *quitteraient* without fail, and where the verb takes an object the tree is the same. So
such a form is parsed as that of the language's stand-in; the words that Selon keeps are those of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from selon.languages.base import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

REACH = 3  # tokens between an auxiliary and its participle
TENSES = {
    "present": {"Mood": "Ind", "Tense": "Pres", "VerbForm": "Fin"},
    "imperfect": {"Mood": "Ind", "Tense": "Imp", "VerbForm": "Fin"},
    "past": {"Mood": "Ind", "Tense": "Past", "VerbForm": "Fin"},
    "future": {"Mood": "Ind", "Tense": "Fut", "VerbForm": "Fin"},
    "conditional": {"Mood": "Cnd", "Tense": "Pres", "VerbForm": "Fin"},
}


@dataclass(frozen=True, slots=True)
class StandIn:
    """What is parsed in place of a form: `verb` is the form's own infinitive, `features` what the form tells."""

    form: str
    verb: str
    features: Mapping[str, str]


@lru_cache(maxsize=16)
def stand_ins(language: Language) -> Mapping[str, StandIn]:
    """For each form that has a stand-in: that; a participle's tells no tense."""
    table = language.roles.get("stand_ins")
    if table is None:
        return {}
    models: dict[str, str] = language.grammar.forms_of(table["verb"])
    known = {verb for rule in language.kind_rules for verb in rule.get("verbs", ())} - set(table["intransitive"])
    found = {
        form: StandIn(models[name], verb, TENSES.get(name.split(" ")[0], {}))
        for verb in sorted(known)
        for name, form in language.grammar.forms_of(verb).items()
    }
    own = {form: StandIn(model, verb, TENSES[tense]) for form, (model, verb, tense) in table["forms"].items()}
    return {form: value for form, value in found.items() if form not in table["ambiguous"]} | own


def with_stand_ins(doc: Doc, language: Language) -> tuple[Doc, Mapping[int, StandIn]]:
    """The tokens to be parsed in place of those of `doc`, and the stand-in of each that has one."""
    table = stand_ins(language)
    words = [token.text for token in doc]
    found = {
        index: table[word]
        for index, word in enumerate(words)
        if word in table and (table[word].features or _has_auxiliary(words, index, language))
    }
    if not found:
        return doc, found
    parsed = [found[index].form if index in found else word for index, word in enumerate(words)]
    spaces = [bool(token.whitespace_) for token in doc]
    starts: list[bool | int | None] = [token.is_sent_start for token in doc]
    return type(doc)(doc.vocab, words=parsed, spaces=spaces, sent_starts=starts), found


def _has_auxiliary(words: list[str], index: int, language: Language) -> bool:
    """*ont entièrement occupé*; a participle may else be an adjective, a noun (*ont des blessés*) or passive."""
    table = language.roles["stand_ins"]
    before = [word.lower() for word in words[max(0, index - REACH) : index]]
    if not before or before[-1] in table["articles"] or set(before) & set(table["passive"]):
        return False
    if before[-1].isdigit() or before[-1] in language.numbers["cardinals"]:
        return False  # *a fait cinq blessés*
    return not set(before).isdisjoint(table["auxiliaries"])
