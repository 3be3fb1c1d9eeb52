"""Attributions by a noun: *the claim by X that …*, *l'annonce de X*, *no comment from X*."""

from __future__ import annotations

from collections.abc import Iterator

from selon.extract.attributions import rules
from selon.extract.attributions.passives import find_doer, is_passive
from selon.extract.attributions.reading import Reading, names_source
from selon.extract.attributions.rules import Rule
from selon.extract.attributions.spans import Found, subtree
from selon.extract.attributions.speakers import find_speaker


def find_nominal(reading: Reading) -> Iterator[Found]:
    """Every attribution whose cue is a noun that governs its content."""
    withheld = reading.cues.withhold["nouns"]
    for token in reading.tokens:
        if token.lemma in reading.cues.adjectives or reading.word(token.index) in reading.cues.adjectives:
            if (found := _adjective(reading, token.index)) is not None:
                yield found
            continue
        if token.pos != "NOUN":
            continue
        found = None
        if token.lemma in withheld:
            found = _withheld(reading, token.index)
        if found is None:
            for rule in reading.cues.nouns.get(token.lemma, ()):
                found = found or _attribution(reading, token.index, rule)
        if found is not None:
            yield found


def _adjective(reading: Reading, word: int) -> Found | None:
    """*The minister is confident that …*: an adjective with its verb and a clause."""
    document, cues = reading.document, reading.cues
    subject = reading.child(word, "nsubj")
    if subject is None or not document.of_role(word, "cop", "aux:pass") or not reading.is_speaker(subject):
        return None
    if reading.word(subject) in cues.impersonal["subjects"] | cues.relative:
        return None
    clauses = (c for c in document.of_role(word, "ccomp", "advcl", "acl") if c > word and _is_complete(reading, c))
    heads = tuple(c for c in clauses if reading.cases(c) <= cues.words["complementizers"])[:1]
    if not heads:
        return None
    rule = cues.adjectives.get(reading.tokens[word].lemma) or cues.adjectives[reading.word(word)]
    negated = reading.is_negated(word)
    return Found(word, subject, rule.stance, heads, subtree(document, heads), negated=negated, reason=rule.name)


def _attribution(reading: Reading, noun: int, rule: Rule) -> Found | None:
    source, strong = _source(reading, noun)
    if (source is None or source == _denier(reading, noun)) and _denier(reading, noun) is not None:
        return None
    heads = _content(reading, noun, rule, source)
    bare = source is None and (rule.stance == "say" or not any(_is_complete(reading, h) for h in heads))
    if not heads or bare:
        return None
    if not strong and not _has_clause(reading, heads):
        return None
    governor = _carrier(reading, noun)
    return Found(
        cue=noun,
        source=source,
        stance=rule.stance,
        heads=heads,
        tokens=subtree(reading.document, heads, [i for i in (source,) if i is not None]),
        negated=reading.is_negated(noun),
        reason=rule.name,
        cue_words=() if governor is None or source is None or source > governor else (governor,),
    )


def _denier(reading: Reading, noun: int) -> int | None:
    """*The army rejected claims that …*: who denies what others say, and so says nothing of it."""
    governor = reading.tokens[noun].head
    if reading.tokens[noun].role != "obj" or is_passive(reading, governor):
        return None
    denied = any(rule.stance == "deny" for rule in reading.cues.verbs.get(reading.tokens[governor].lemma, ()))
    return find_speaker(reading, governor) if denied else None


def _carrier(reading: Reading, noun: int) -> int | None:
    """The active light verb before a reporting noun that is its object (*issued a warning*)."""
    governor = reading.tokens[noun].head
    carried = reading.tokens[noun].role == "obj" and reading.tokens[governor].lemma in reading.cues.light
    return governor if carried and governor < noun and not is_passive(reading, governor) else None


def _own(reading: Reading, noun: int, owner: int) -> int | None:
    """*The senator repeated his allegation*: who repeats it, where the owner is a pronoun and nothing is denied."""
    carrier = _carrier(reading, noun)
    if carrier is None or reading.tokens[owner].pos != "PRON":
        return None
    denied = any(r.stance == "deny" for r in reading.cues.verbs.get(reading.tokens[carrier].lemma, ()))
    return None if denied else find_speaker(reading, carrier)


def _has_clause(reading: Reading, heads: tuple[int, ...]) -> bool:
    return any(reading.tokens[h].pos in ("VERB", "AUX") or reading.child(h, "cop") is not None for h in heads)


def _source(reading: Reading, noun: int) -> tuple[int | None, bool]:
    """The source of a reporting noun, and whether the grammar is sure of it."""
    document = reading.document
    for child in document.of_role(noun, "nmod:poss"):
        own = _own(reading, noun, child)
        return (child if own is None else own), True
    by, of = reading.cues.words["by"], reading.cues.words["of"]
    for child in document.of_role(noun, "nmod", "obl", "acl"):
        if reading.cases(child) & by and reading.is_speaker(child):
            return child, True
    for child in document.of_role(noun, "acl"):
        if reading.tokens[child].lemma in reading.cues.light and (doer := find_doer(reading, child)) is not None:
            return doer, True
    carrier = _carrier(reading, noun)
    if carrier is not None and (speaker := find_speaker(reading, carrier)) is not None:
        return speaker, True
    for child in document.of_role(noun, "nmod"):
        if reading.cases(child) & of and reading.is_speaker(child):
            return child, bool(reading.tokens[child].entity) or reading.tokens[child].lemma in reading.cues.speakers
    among = reading.cues.words.get("among", frozenset())
    return next((c for c in document.of_role(noun, "nmod") if reading.cases(c) & among), None), False


def _content(reading: Reading, noun: int, rule: Rule, source: int | None) -> tuple[int, ...]:
    document = reading.document
    found: list[int] = []
    governor = reading.tokens[noun].head
    carried = reading.tokens[noun].role == "obj" and reading.tokens[governor].lemma in reading.cues.light
    beside = [c for c in document.of_role(governor, "obl", "xcomp") if carried and noun < c < noun + 6]
    for child in (*document.children[noun], *beside):
        if child <= noun or child == source:
            continue
        if _opens_content(reading, child, rule):
            found.append(child)
    if not found and rules.THAT in rule.frames:
        return _lost_clause(reading, noun)
    return tuple(found)


def _opens_content(reading: Reading, child: int, rule: Rule) -> bool:
    """Whether a dependent of a reporting noun is what is reported: a clause, an infinitive, a phrase."""
    token = reading.tokens[child]
    marks = {reading.word(c) for c in reading.document.children[child] if c < child and _marks(reading, c)}
    clause = token.pos in ("VERB", "AUX") or reading.child(child, "cop") is not None
    held = token.role in ("acl", "ccomp", "acl:relcl", "advcl", "dep") and clause and _is_complete(reading, child)
    if rules.THAT in rule.frames and held and marks & reading.cues.words["complementizers"]:
        return True
    to = rules.TO in rule.frames or rules.INFINITIVE in rule.frames
    if to and clause and token.role in ("acl", "acl:relcl", "xcomp") and marks & reading.cues.words["to"]:
        return True
    if rules.THAT in rule.frames and clause and token.role.startswith("acl") and _is_told(reading, child):
        return True
    phrase = token.role in ("nmod", "obl") and not token.entity
    return (clause or phrase) and bool(reading.cases(child) & rule.openers)


def _marks(reading: Reading, index: int) -> bool:
    """Whether a word opens a clause without being its subject or object, as a relative pronoun is."""
    return reading.tokens[index].role not in ("nsubj", "nsubj:pass", "obj", "iobj")


def _is_told(reading: Reading, clause: int) -> bool:
    """*L'affirmation selon laquelle …*: a relative clause opened by a phrase that names a source."""
    return any(
        reading.word(c) in reading.cues.relative and names_source(reading, c)
        for c in reading.document.of_role(clause, "obl")
    )


def _lost_clause(reading: Reading, noun: int) -> tuple[int, ...]:
    """*The claim by X that …*, where the parse hangs the clause on another word."""
    tokens = reading.tokens
    for index in range(noun + 1, min(noun + 7, len(tokens))):
        token = tokens[index]
        if token.pos in ("VERB", "AUX", "PUNCT") or token.sentence != tokens[noun].sentence:
            return ()
        if token.role == "mark" and token.head > index and reading.word(index) in reading.cues.words["complementizers"]:
            return (token.head,) if _is_complete(reading, token.head) else ()
    return ()


def _is_complete(reading: Reading, clause: int) -> bool:
    """Whether a *that* clause has a subject beside *that*: else it is a relative clause."""
    subjects = reading.document.of_role(clause, "nsubj", "expl")
    return any(reading.word(s) not in reading.cues.relative for s in subjects)


def _withheld(reading: Reading, noun: int) -> Found | None:
    """*No comment from X*, *n'a fait aucune mention de*, *had no information*."""
    governor = reading.tokens[noun].head
    light = reading.tokens[noun].role in ("obj", "obl", "nmod", "iobj") and reading.tokens[governor].pos in (
        "VERB",
        "AUX",
    )
    negated = reading.is_negated(noun) or _has_no(reading, noun) or (light and reading.is_negated(governor))
    if not negated:
        return None
    source, strong = _source(reading, noun)
    if light:
        reached = reading.child(governor, "nsubj:pass")  # *could not be reached for comment*
        speaker = reached if is_passive(reading, governor) else find_speaker(reading, governor)
        source, strong = (source, strong) if speaker is None else (speaker, True)
    if source is None or not strong or not reading.is_speaker(source):
        return None
    heads = tuple(c for c in reading.document.of_role(noun, "nmod", "acl") if c > noun and c != source)
    heads += tuple(c for c in reading.document.of_role(governor, "obl") if light and c > noun and c - noun < 6)[
        : 0 if heads else 1
    ]
    return Found(
        cue=governor if light else noun,
        source=source,
        stance="withhold",
        heads=heads or (noun,),
        tokens=subtree(reading.document, heads, [source]),
        negated=True,
        reason="withheld",
        cue_words=(noun,),
    )


def _has_no(reading: Reading, noun: int) -> bool:
    negations = reading.cues.words["negations"]
    return any(reading.word(c) in negations for c in reading.document.of_role(noun, "det"))
