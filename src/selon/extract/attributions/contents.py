"""What is said: the content that a reporting verb governs, one frame at a time."""

from __future__ import annotations

from selon.extract.attributions import rules
from selon.extract.attributions.clauses import (
    VERBAL,
    Content,
    find_all_before,
    find_clause,
    find_parenthesis,
    not_content,
)
from selon.extract.attributions.reading import Reading, is_reporting_participle
from selon.extract.attributions.rules import Rule
from selon.extract.attributions.spans import subtree


def find_content(reading: Reading, verb: int, source: int | None, rule: Rule) -> Content | None:
    """The content of `verb`, without the reporting participles that hang on it (*…, adding that*)."""
    found = _by_frame(reading, verb, source, rule)
    if found is None:
        if rules.THAT in rule.frames and source is not None:
            return find_all_before(reading, verb, source)
        return None
    apart = [i for i in found.tokens if i not in found.heads and is_reporting_participle(reading, i)]
    if not apart:
        return found
    return Content(found.frame, found.heads, found.tokens - subtree(reading.document, apart))


def _by_frame(reading: Reading, verb: int, source: int | None, rule: Rule) -> Content | None:
    """The content of `verb` by the frames of `rule`, the surest frame first."""
    if rules.THAT in rule.frames:
        found = find_parenthesis(reading, verb, source) or find_clause(reading, verb, source, rule)
        if found:
            return found
    if rules.AS in rule.frames:
        found = _as(reading, verb, source, rule)
        if found:
            return found
    if rules.PREDICATE in rule.frames:
        return _predicate(reading, verb, source)
    if rule.openers:
        found = _opened(reading, verb, rule)
        if found:
            return found
    if rules.TO in rule.frames or rules.INFINITIVE in rule.frames:
        found = _infinitive(reading, verb, rules.INFINITIVE in rule.frames)
        if found:
            return found
    if rules.OBJECT in rule.frames:
        return _object(reading, verb, source, rule)
    return None


def _as(reading: Reading, verb: int, source: int | None, rule: Rule) -> Content | None:
    document = reading.document
    words = rule.openers & reading.cues.words["as"] or reading.cues.words["as"]
    obj = next((o for o in document.of_role(verb, "obj") if o != source), None)
    if obj is None and not rule.strict and (small := _small_clause(reading, verb)) is not None:
        return Content(rules.AS, (small,), subtree(document, [small], not_content(reading, verb, source)))
    if obj is None:
        obj = next(
            (
                i
                for i in range(verb - 1, max(-1, verb - 3), -1)
                if reading.tokens[i].pos in ("PRON", "DET")
                and reading.tokens[i].head == verb
                and reading.tokens[i].role in ("det", "obj", "iobj")
            ),
            None,
        )
    opened = [
        child
        for child in (
            *document.of_role(verb, "obl", "nmod", "xcomp", "advcl", "obj", "advmod"),
            *(document.of_role(obj, "nmod", "acl", "amod", "appos") if obj else ()),
        )
        if child > verb
        and child != obj
        and child != source
        and (
            _opens(reading, child, words)
            or (reading.tokens[child].role == "advmod" and reading.word(child) in words)
            or (reading.tokens[child].role in ("xcomp", "obj") and not rule.strict and not reading.cases(child))
        )
    ]
    if not opened or (obj is None and reading.tokens[verb].role != "acl" and not document.of_role(verb, "nsubj:pass")):
        return None
    heads = opened if obj is None else [obj, *opened]
    return Content(rules.AS, tuple(heads), subtree(document, heads, not_content(reading, verb, source)))


def _small_clause(reading: Reading, verb: int) -> int | None:
    """*Deemed the order unlawful*: an object and what it is called, parsed as a clause without a verb."""
    for child in reading.document.of_role(verb, "ccomp"):
        bare = not reading.document.of_role(child, "cop", "mark") and reading.tokens[child].pos in ("ADJ", "NOUN")
        if bare and any(verb < c < child for c in reading.document.of_role(child, "nsubj")):
            return child
    return None


def _predicate(reading: Reading, verb: int, source: int | None) -> Content | None:
    """*juge la loi contraire à …*: a definite noun with the adjective behind it, or before it in quotation marks."""
    document = reading.document
    nouns = [c for c in document.of_role(verb, "obj", "xcomp") if c > verb and c != source]
    called = [c for c in nouns if reading.tokens[c].pos == "ADJ"]
    for noun in (c for c in nouns if c not in called):
        definite = any(reading.tokens[c].features.get("Definite") != "Ind" for c in document.of_role(noun, "det"))
        behind = [c for c in document.of_role(noun, "amod", "acl") if c == noun + 1]
        if definite and (called or behind):
            heads = (noun, *called)
            return Content(rules.AS, heads, subtree(document, heads, not_content(reading, verb, source)))
    return None


def _opens(reading: Reading, child: int, words: frozenset[str]) -> bool:
    return bool(reading.cases(child) & words)


def _opened(reading: Reading, verb: int, rule: Rule) -> Content | None:
    document = reading.document
    obj = reading.child(verb, "obj")
    places = [
        child
        for child in document.children[verb]
        if reading.tokens[child].role in ("obl", "xcomp", "advcl", "nmod", "ccomp", "iobj")
    ]
    if obj is not None:
        places += list(document.of_role(obj, "nmod", "acl"))
    heads = [child for child in places if child > verb and _opens(reading, child, rule.openers)]
    if not heads:
        return None
    if obj is not None and not rule.addressee and obj not in heads:
        heads = [obj, *heads]
    elif obj is None and (clitic := _clitic(reading, verb)) is not None:
        heads = [clitic, *heads]
    tokens = subtree(document, heads, [verb])
    follow = [c for h in heads for c in document.of_role(verb, "xcomp") if c > h]
    return Content("of", tuple(heads), tokens | subtree(document, follow, [verb]))


def _clitic(reading: Reading, verb: int) -> int | None:
    return next(
        (c for c in reading.document.of_role(verb, "obj", "iobj") if reading.tokens[c].pos == "PRON" and c < verb), None
    )


def _infinitive(reading: Reading, verb: int, bare: bool) -> Content | None:
    document = reading.document
    heads = [c for c in document.of_role(verb, "xcomp", "advcl") if c > verb and _is_infinitive(reading, c, bare=bare)]
    heads = [c for c in heads if reading.tokens[c].role != "advcl" or _fits_to(reading, c)]
    obj = next((o for o in document.of_role(verb, "obj", "iobj") if reading.tokens[o].role != "expl"), None)
    if not heads and obj is not None:
        heads = [
            c for c in document.of_role(obj, "acl", "acl:relcl") if c > obj and _is_infinitive(reading, c, bare=False)
        ]
    if obj is None and heads and not bare:
        obj = next((o for o in document.of_role(verb, "obl") if verb < o < heads[0] and _hears(reading, o)), None)
    if not heads and bare and obj is None:
        return _late_infinitive(reading, verb)
    if not heads:
        return None
    if obj is None and not bare:
        return None
    if obj is not None and obj < heads[0]:
        heads = [obj, *heads]
    return Content(rules.INFINITIVE, tuple(heads), subtree(document, heads, [verb]))


def _fits_to(reading: Reading, index: int) -> bool:
    """Whether an infinitive has no preposition or the one for infinitives: no purpose (*pour sortir*)."""
    cases = reading.cases(index)
    return not cases or bool(cases & reading.cues.words["to"])


def _hears(reading: Reading, index: int) -> bool:
    """*Appealed to all sides to …*: a phrase for those who are addressed."""
    return bool(reading.cases(index) & reading.cues.words["to"] & reading.cues.words["addressee"])


def _late_infinitive(reading: Reading, verb: int) -> Content | None:
    """*Promet depuis des mois de …*: an infinitive that the parse hangs on a time in between."""
    document = reading.document
    for time in document.of_role(verb, "obl"):
        for child in document.of_role(time, "acl"):
            first = min((c for c in document.of_role(child, "mark", "aux") if c < child), default=child)
            opens = (
                reading.cases(child) & reading.cues.words["to"]
                or reading.tokens[first].features.get("VerbForm") == "Inf"
            )
            if child > verb and opens and first > time:
                return Content(
                    rules.INFINITIVE, (child,), frozenset(i for i in document.descendants(time) if i >= first)
                )
    return None


def _is_infinitive(reading: Reading, index: int, *, bare: bool) -> bool:
    token = reading.tokens[index]
    if bare and token.pos == "ADJ" and token.role == "xcomp" and reading.has_reflexive(token.head):
        return True  # *se dit prêt à négocier*
    if not bare and token.features.get("VerbForm") != "Inf":
        return False
    if token.role == "advcl" and token.features.get("VerbForm") != "Inf":
        return False
    return token.pos in VERBAL or reading.child(index, "cop") is not None


def _object(reading: Reading, verb: int, source: int | None, rule: Rule) -> Content | None:
    document = reading.document
    places = list(document.of_role(verb, "obj"))
    places += [
        c
        for c in document.of_role(verb, "nsubj", "obl")
        if c > verb and source is not None and source < verb and not _has_preposition(reading, c)
    ]
    for child in places:
        if child == source or reading.word(child) in reading.cues.relative:
            continue
        if rule.objects and not _is_saying(reading, child):
            continue
        if reading.is_reflexive(child):
            return None
        return Content(rules.OBJECT, (child,), subtree(document, [child], [verb]))
    return _relative_object(reading, verb)


def _relative_object(reading: Reading, verb: int) -> Content | None:
    """*An allegation (that) the ministry refutes*: the noun of saying that a relative clause describes."""
    document, token = reading.document, reading.tokens[verb]
    if token.role != "acl:relcl" or reading.tokens[token.head].lemma not in reading.cues.nouns:
        return None
    gap = all(reading.word(c) in reading.cues.relative for c in document.of_role(verb, "obj"))
    subject = any(reading.word(c) not in reading.cues.relative for c in document.of_role(verb, "nsubj"))
    if not gap or not subject:
        return None
    return Content(rules.OBJECT, (token.head,), subtree(document, [token.head], [verb]))


def _has_preposition(reading: Reading, index: int) -> bool:
    """Whether a preposition opens the phrase, or it is a bare time (*Monday*, *ce matin*)."""
    first = min(reading.document.descendants(index))
    contracted = reading.word(first) in reading.cues.contracted and first > 0
    if contracted and first + 1 == index and reading.tokens[first - 1].pos == "VERB":
        return False  # *montrent des tranchées*: an article that the parser took for a preposition
    return (
        bool(reading.cases(index))
        or (reading.tokens[first].pos == "ADP" and reading.tokens[first].role == "case")
        or reading.tokens[index].role == "obl"
        and first == index
    )


def _is_saying(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    return token.lemma in reading.cues.nouns or token.lemma in reading.cues.documents or token.pos == "PRON"
