"""Rare forms of known verbs, parsed as the same form of a verb that the parser knows well.

A parser trained on newspapers takes *bombarderaient* or *démantèlent* for an adjective, and with the verb it loses
the whole clause. It reads *quitteraient* without fail, and where the verb takes an object the tree is the same. So
such a form is parsed as that of the language's stand-in; the words that Selon keeps are those of the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from selon.languages.base import Language

if TYPE_CHECKING:
    from spacy.tokens import Doc

REACH = 3  # tokens between an auxiliary and its participle


@lru_cache(maxsize=16)
def stand_ins(language: Language) -> Mapping[str, tuple[str, str, bool]]:
    """For each form that has a stand-in: that, the infinitive of the verb, and whether it is a participle."""
    table = language.roles.get("stand_ins")
    if table is None:
        return {}
    models: dict[str, str] = language.grammar.forms_of(table["verb"])
    known = {verb for rule in language.kind_rules for verb in rule.get("verbs", ())} - set(table["intransitive"])
    found = {
        form: (models[name], verb, name.startswith("participle"))
        for verb in sorted(known)
        for name, form in language.grammar.forms_of(verb).items()
    }
    own = {form: (model, verb, False) for form, (model, verb) in table.get("forms", {}).items()}
    return {form: value for form, value in found.items() if form not in table["ambiguous"]} | own


def with_stand_ins(doc: Doc, language: Language) -> tuple[Doc, Mapping[int, str]]:
    """The tokens to be parsed in place of those of `doc`, and the infinitive of each that has a stand-in."""
    table = stand_ins(language)
    words = [token.text for token in doc]
    verbs: dict[int, str] = {}
    parsed = list(words)
    for index, word in enumerate(words):
        if word not in table:
            continue
        form, verb, participle = table[word]
        if not participle or _has_auxiliary(words, index, language):
            parsed[index], verbs[index] = form, verb
    if not verbs:
        return doc, verbs
    spaces = [bool(token.whitespace_) for token in doc]
    starts: list[bool | int | None] = [token.is_sent_start for token in doc]
    return type(doc)(doc.vocab, words=parsed, spaces=spaces, sent_starts=starts), verbs


def _has_auxiliary(words: list[str], index: int, language: Language) -> bool:
    """*ont entièrement occupé*: elsewhere a participle may be an adjective or a noun."""
    auxiliaries = language.roles["stand_ins"]["auxiliaries"]
    return any(word.lower() in auxiliaries for word in words[max(0, index - REACH) : index])
