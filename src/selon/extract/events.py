"""Happenings in a document: verbs, nouns and predicates that tell one, with who did what to whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from selon.extract.actors import LIVING, Surroundings, Telling, find_agent, find_target
from selon.extract.certainty import read_certainty
from selon.extract.frames import VERBAL, case_of, classes_of, frame_of, is_past_participle, noun_classes
from selon.extract.kinds import KindRule, kind_rule
from selon.languages.base import Language
from selon.model.claim import Event
from selon.model.document import Document, Token

IMPACTS = frozenset({"attack", "explode", "shell", "strike"})
FLEEING = frozenset({"displace", "withdraw"})  # *fled an attack on the town* tells two happenings


@dataclass(frozen=True, slots=True, eq=False)
class NewsWords:
    """What makes a noun carry the news: language.toml's [news], compiled."""

    carried: frozenset[str]
    light: frozenset[str]
    happen: frozenset[str]
    phases: frozenset[str]
    raising: frozenset[str]
    answer: frozenset[str]
    auxiliaries: frozenset[str]
    indefinite: frozenset[str]
    general: frozenset[str]
    aiming: frozenset[str]
    striking: frozenset[str]
    tolls: frozenset[str]
    judging: frozenset[str]
    framing: frozenset[str]
    as_words: frozenset[str]
    doer_adjectives: frozenset[str]


@lru_cache(maxsize=16)
def news_words(language: Language) -> NewsWords:
    """The language's news words, compiled once."""
    table = language.language["news"]
    return NewsWords(
        carried=frozenset(table["carried"]),
        light=frozenset(table["light"]),
        happen=frozenset(table["happen"]),
        phases=frozenset(table["phases"]),
        raising=frozenset(table["raising"]),
        answer=frozenset(table["answer"]),
        auxiliaries=frozenset(table["auxiliaries"]),
        indefinite=frozenset(table["indefinite"]),
        general=frozenset(table["general"]),
        aiming=frozenset(table["aiming"]),
        striking=frozenset(table["striking"]),
        tolls=frozenset(table["tolls"]),
        judging=frozenset(table["judging"]),
        framing=frozenset(table["framing"]),
        as_words=frozenset(table["as"]),
        doer_adjectives=frozenset(language.places["demonyms"]),
    )


def find_events(
    document: Document, language: Language, around: Surroundings, *, all_nouns: bool = False
) -> tuple[Event, ...]:
    """All happenings of a kind, in order of their triggers; with `all_nouns` also those named in passing."""
    found: dict[int, tuple[int, KindRule]] = {}
    for token in document.tokens:
        rule = kind_rule(document, token.index, language)
        if rule is None or not rule.kind or _is_auxiliary(document, token, language):
            continue
        anchor = _anchor(document, token, rule, language, around)
        if anchor is None and all_nouns and token.pos in ("NOUN", "PROPN"):
            anchor = token.index
        if anchor is not None:
            found[token.index] = (anchor, rule)
    if not all_nouns:
        found = _settle_pairs(document, found, news_words(language))
    events = tuple(
        _event(document, document.tokens[index], anchor, rule, language, around)
        for index, (anchor, rule) in sorted(found.items())
    )
    return events if all_nouns else _named_again(document, events, language)


def _named_again(document: Document, events: tuple[Event, ...], language: Language) -> tuple[Event, ...]:
    """*the attack* after a bombing is that bombing: a general word takes the kind of the last remote one before.

    So does a verb of aiming (*the port was targeted*).
    """
    words = news_words(language)
    last: Event | None = None
    found = []
    for event in events:
        token = document.tokens[event.token]
        aimed = token.pos in VERBAL and token.lemma in words.aiming
        if event.kind == "attack" and (token.lemma in words.general or aimed) and last is not None:
            if last.kind != "attack" and (aimed or _points_back(document, token, language)):
                reason = f"{token.text}: {last.kind}, as {document.tokens[last.token].text} before"
                event = replace(event, kind=last.kind, reasons=(*event.reasons, reason))
        elif event.kind in IMPACTS and (event.kind != "attack" or token.lemma not in words.general):
            last = event
        found.append(event)
    return tuple(found)


def _points_back(document: Document, token: Token, language: Language) -> bool:
    """A definite singular or plural without a doer of its own."""
    words = news_words(language)
    determiners = [document.tokens[c] for c in document.children[token.index] if document.tokens[c].role == "det"]
    if any(d.lemma in words.indefinite or d.text.lower() in words.indefinite for d in determiners):
        return False
    return bool(determiners) or token.index == 0 or document.tokens[token.index - 1].pos in ("NOUN", "PROPN", "ADJ")


def _is_auxiliary(document: Document, token: Token, language: Language) -> bool:
    """*vient de prendre*, *is going to attack*: the infinitive tells the happening."""
    return token.lemma in news_words(language).auxiliaries and any(
        document.tokens[c].role in ("xcomp", "ccomp") and document.tokens[c].pos in VERBAL
        for c in document.children[token.index]
    )


def _event(
    document: Document, token: Token, anchor: int, rule: KindRule, language: Language, around: Surroundings
) -> Event:
    reading = read_certainty(document, token.index, language, cues=around.cues, anchor=anchor)
    telling = Telling(document, token.index, anchor, rule, language, around)
    if rule.kind == "supply" and token.lemma in language.negation["stopping"]:
        reading.negate(token.text)
    return Event(
        token=token.index,
        anchor=anchor,
        kind=rule.kind,
        polarity=reading.polarity,
        certainty=reading.certainty or "certain",
        agent=find_agent(telling),
        target=find_target(telling),
        reasons=(f"kind {rule.kind} by rule {rule.name}", *reading.reasons),
    )


def _anchor(document: Document, token: Token, rule: KindRule, language: Language, around: Surroundings) -> int | None:
    """The token whose clause tells the happening, or None where the word only names it in passing."""
    if token.pos in VERBAL:
        named = _is_epithet(document, token, language) or _is_name_for(document, token, news_words(language))
        return None if named else token.index
    if token.pos == "ADJ":
        return _adjective_anchor(document, token)
    return _noun_anchor(document, token, language, around)


def _is_epithet(document: Document, token: Token, language: Language) -> bool:
    """*the bombed city*: a participle beside its noun with nothing of its own; *25 rebels captured* is news.

    So are *140 injured people*, but not *two besieged towns*.
    """
    if token.role not in ("amod", "acl") or not (token.role == "amod" or is_past_participle(token)):
        return False
    places = classes_of(document, token.head, language) & {"place", "structure"}
    if token.role == "amod" and token.index < token.head and places:
        return True
    if _is_counted(document, token.head):
        return False
    if token.role == "amod" and token.index < token.head:
        return True
    return all(document.tokens[c].role in ("punct", "advmod", "conj", "cc") for c in document.children[token.index])


def _is_name_for(document: Document, token: Token, words: NewsWords) -> bool:
    """*described the raids as terrorising people*: what a judging word calls something is no second happening."""
    judged = token.role in ("advcl", "obl", "xcomp") and document.tokens[token.head].lemma in words.judging
    return judged and case_of(document, token.index) in words.as_words


def _is_counted(document: Document, index: int) -> bool:
    """Whether a noun has a number or hangs on one (*dozens of civilians*)."""
    token = document.tokens[index]
    if token.pos == "NUM" or any(document.tokens[c].role == "nummod" for c in document.children[index]):
        return True
    head = document.tokens[token.head]
    return token.role.startswith("nmod") and head.pos in ("NUM", "NOUN") and bool(head.features.get("NumType"))


def _adjective_anchor(document: Document, token: Token) -> int | None:
    """A predicate (*three are dead*), or an adjective behind a counted noun (*48 people dead*)."""
    if any(document.tokens[c].role == "cop" for c in document.children[token.index]):
        return token.index
    if token.role in ("root", "xcomp", "acl"):
        return token.index
    if token.role == "conj":
        head = document.tokens[token.head]
        return token.index if head.pos in ("ADJ", "VERB") else None
    if token.role in ("amod", "appos") and (token.index > token.head or _is_counted(document, token.head)):
        return token.index if _is_counted(document, token.head) else None
    return None


def _noun_anchor(document: Document, token: Token, language: Language, around: Surroundings) -> int | None:
    words = news_words(language)
    if _counts_dead(document, token, words):
        return _noun_anchor(document, document.tokens[token.head], language, around)
    if token.role in ("compound", "flat", "flat:name", "fixed") or _is_bare_genitive(document, token, language):
        return None
    top = _top_of(document, token)
    while _is_measured(document, top, language) or _is_phase(document, top, words):
        top = _top_of(document, document.tokens[document.tokens[top].head])
    governor = document.tokens[document.tokens[top].head]
    role = document.tokens[top].role
    if _is_light_object(document, top, governor, words):
        return governor.index
    if role in ("nsubj", "nsubj:pass") and _happens(document, governor, words):
        return governor.index
    if role == "nsubj" and (governor.lemma in words.striking or (governor.pos == "NUM" and token.lemma in words.tolls)):
        return governor.index
    if _is_answered_for(document, top, words, around):
        return token.index
    if _has_details(document, token, words, around, language) or _is_new(document, token, words):
        return token.index
    beside = _top_of(document, token)
    if beside != token.index and kind_rule(document, beside, language) is not None:
        return token.index if _noun_anchor(document, document.tokens[beside], language, around) is not None else None
    return None


def _happens(document: Document, verb: Token, words: NewsWords) -> bool:
    """*occur*, *faire rage*: verbs, alone or with their object, that only say that something happens."""
    objects = (document.tokens[c].lemma for c in document.of_role(verb.index, "obj"))
    return verb.lemma in words.happen or any(f"{verb.lemma} {noun}" in words.happen for noun in objects)


def _is_measured(document: Document, index: int, language: Language) -> bool:
    """*a series of attacks*: the noun stands under a word that only measures it."""
    token = document.tokens[index]
    head = document.tokens[token.head]
    return token.role == "nmod" and head.index != index and head.lemma in noun_classes(language).measures


def _is_phase(document: Document, index: int, words: NewsWords) -> bool:
    """*the start of the offensive*, *le risque d'une attaque*: a word for its beginning or threat stands above."""
    token = document.tokens[index]
    return token.role == "nmod" and document.tokens[token.head].lemma in words.phases


def _counts_dead(document: Document, token: Token, words: NewsWords) -> bool:
    """*the death toll*: the first word tells what is counted."""
    return token.role == "compound" and document.tokens[token.head].lemma in words.tolls


def _is_bare_genitive(document: Document, token: Token, language: Language) -> bool:
    """*une brigade d'assaut*: a bare singular behind *of* only says of what sort a thing is."""
    if token.role != "nmod" or token.features.get("Number") != "Sing":
        return False
    head = document.tokens[token.head].lemma
    if head in noun_classes(language).measures or head in language.language["news"]["phases"]:
        return False
    below = [document.tokens[c] for c in document.children[token.index]]
    if any(b.role in ("det", "nummod", "nmod", "obl", "nmod:poss") for b in below):
        return False
    return any(b.role == "case" and b.lemma in language.language["genitive"] for b in below)


def _is_light_object(document: Document, top: int, governor: Token, words: NewsWords) -> bool:
    role = document.tokens[top].role
    if governor.lemma not in words.light:
        return False
    if role in ("obj", "nsubj:pass"):
        return True
    return role in ("obl", "xcomp") and governor.lemma in words.raising


def _is_answered_for(document: Document, top: int, words: NewsWords, around: Surroundings) -> bool:
    """The object of a denial, confirmation or accusation, or what somebody is responsible for."""
    here = top
    for _ in range(3):
        token = document.tokens[here]
        head = document.tokens[token.head]
        if case_of(document, here) in words.framing:
            return False
        if head.index in around.cues and token.role in ("obj", "nsubj:pass", "obl", "iobj", "nmod"):
            return head.lemma not in words.judging
        if head.index == here or token.role not in ("obj", "nmod", "nsubj", "nsubj:pass", "obl", "conj"):
            return False
        if head.lemma in words.answer:
            return True
        here = head.index
    return False


def _is_new(document: Document, token: Token, words: NewsWords) -> bool:
    """An indefinite singular or a counted noun tells something new; *the attack* points back."""
    determiners = [document.tokens[c] for c in document.children[token.index] if document.tokens[c].role == "det"]
    if any(d.lemma in words.indefinite or d.text.lower() in words.indefinite for d in determiners):
        return token.role not in ("appos", "xcomp", "root", "nmod:poss")
    return _is_counted(document, token.index)


def _top_of(document: Document, token: Token) -> int:
    """The head of the coordination that a noun stands in."""
    here = token
    while here.role == "conj" and document.tokens[here.head].pos in ("NOUN", "PROPN"):
        here = document.tokens[here.head]
    return here.index


def _has_details(document: Document, token: Token, words: NewsWords, around: Surroundings, language: Language) -> bool:
    """An actor, a place, a time or a number of its own."""
    frame = frame_of(document, token.index)
    if frame.subject is not None:
        return True
    clauses = [document.tokens[c] for c in document.of_role(token.index, "acl", "acl:relcl")]
    if any(c.lemma in words.carried or (c.role == "acl:relcl" and c.lemma in words.happen) for c in clauses):
        return True  # *les attaques menées là*, *les combats qui se poursuivent*
    below = set(document.descendants(token.index))
    if below & around.times or below & around.quantities or below & around.places:
        return True
    for modifier in frame.modifiers:
        word = document.tokens[modifier]
        if word.lemma in words.doer_adjectives or word.text in words.doer_adjectives:
            return True
    if any(classes_of(document, noun, language) & LIVING for case, noun in frame.obliques if case):
        return True
    if any(document.tokens[c].features.get("VerbForm") == "Inf" for c in document.of_role(token.index, "acl")):
        return True  # *the deal to evacuate the town*
    return any(
        case in language.language["genitive"] and document.tokens[noun].pos != "PRON" for case, noun in frame.obliques
    ) or any(
        document.tokens[c].role == "nmod:poss" and document.tokens[c].pos == "PROPN"
        for c in document.children[token.index]
    )


def _settle_pairs(
    document: Document, found: dict[int, tuple[int, KindRule]], words: NewsWords
) -> dict[int, tuple[int, KindRule]]:
    """One claim where a verb and its noun tell one happening: *airstrikes hit*, *repelled an attack*."""
    settled = dict(found)
    for index in found:
        token = document.tokens[index]
        if _counts_dead(document, token, words):
            settled.pop(token.head, None)
            continue
        if token.pos not in ("NOUN", "PROPN"):
            continue
        governor = document.tokens[_top_of(document, token)].head
        role = document.tokens[_top_of(document, token)].role
        if governor not in found or governor == index or document.tokens[governor].pos not in VERBAL:
            continue
        if role in ("obj", "nsubj:pass") and found[governor][1].kind not in FLEEING:
            settled.pop(index, None)
        elif role in ("nsubj", "obl:agent") and found[governor][1].kind in IMPACTS and found[index][1].kind in IMPACTS:
            settled[index] = (governor, found[index][1])
            settled.pop(governor, None)
    return settled
