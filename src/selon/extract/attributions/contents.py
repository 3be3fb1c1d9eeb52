"""What is said: the content that a reporting verb governs, one frame at a time."""

from __future__ import annotations

from dataclasses import dataclass

from selon.extract.attributions import rules
from selon.extract.attributions.reading import Reading, is_reporting_participle
from selon.extract.attributions.rules import Rule
from selon.extract.attributions.spans import noun_phrase, subtree
from selon.extract.attributions.speakers import group_start, is_clause, is_finite

VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Content:
    """The frame that matched, the heads of the content and its tokens."""

    frame: str
    heads: tuple[int, ...]
    tokens: frozenset[int]


def find_content(reading: Reading, verb: int, source: int | None, rule: Rule) -> Content | None:
    """The content of `verb`, without the reporting participles that hang on it (*…, adding that*)."""
    found = _by_frame(reading, verb, source, rule)
    if found is None:
        if rules.THAT in rule.frames and source is not None:
            return _all_before(reading, verb, source)
        return None
    apart = [i for i in found.tokens if i not in found.heads and is_reporting_participle(reading, i)]
    if not apart:
        return found
    return Content(found.frame, found.heads, found.tokens - subtree(reading.document, apart))


def _all_before(reading: Reading, verb: int, source: int) -> Content | None:
    """*Three men died said the army*: a cue's phrase at the end, and a clause before it, under any parse."""
    tokens, document = reading.tokens, reading.document
    if tokens[verb].features.get("VerbForm") == "Inf" or document.of_role(verb, "mark", "ccomp"):
        return None
    if any(c for c in document.of_role(verb, "obj", "xcomp") if c not in (source,) and tokens[c].pos != "VERB"):
        return None
    first, end = cue_phrase(reading, verb, source)
    sentence = document.sentences[tokens[verb].sentence]
    start = sentence.first
    if not _closes(reading, end + 1, sentence.last):
        return None
    if first - start < 3 or tokens[first - 1].pos in ("CCONJ", "SCONJ", "ADP"):
        return None
    heads = [
        i
        for i in range(start, first)
        if tokens[i].pos in VERBAL and is_clause(reading, i) and tokens[i].role != "acl:relcl"
    ]
    heads += [i for i in range(start, first) if tokens[i].pos not in VERBAL and reading.child(i, "cop") is not None]
    if not heads or _depends_forward(reading, verb, source):
        return None
    return Content(rules.THAT, tuple(heads[:1]), frozenset(range(start, first)))


def _closes(reading: Reading, after: int, last: int) -> bool:
    """Whether only a participle, a short phrase or nothing follows a cue's phrase."""
    if after >= last or reading.tokens[after].pos == "PUNCT":
        return True
    token = reading.tokens[after]
    if token.lemma in reading.cues.participles and token.pos == "VERB":
        return True
    return token.pos in ("ADP", "NOUN", "PROPN", "DET") and last - after < 9


def _depends_forward(reading: Reading, verb: int, source: int) -> bool:
    """Whether the cue belongs to a relative or an adverbial clause, which opens with its own word."""
    token = reading.tokens[verb]
    if token.role in ("acl:relcl", "amod") or (token.role == "acl" and not is_finite(reading, verb)):
        return True
    return any(reading.tokens[c].role == "mark" and c < verb for c in reading.document.children[verb])


def _parenthesis(reading: Reading, verb: int, source: int | None) -> Content | None:
    """*As X said, …*, *…, comme le précise X*: the rest of the sentence."""
    if source is None or not reading.cases(verb) & reading.cues.words["parenthesis"] or not is_finite(reading, verb):
        return None
    if any(c > verb and c != source for c in reading.document.of_role(verb, "xcomp", "advcl", "obj", "ccomp")):
        return None
    document = reading.document
    sentence = document.sentences[reading.tokens[verb].sentence]
    first, last = cue_phrase(reading, verb, source)
    first = min([first, *(c for c in document.of_role(verb, "mark") if c < verb)])
    tokens = frozenset(range(sentence.first, sentence.last)) - frozenset(range(first, last + 1))
    head = reading.tokens[verb].head
    heads = (
        (head,)
        if head not in (verb, source)
        else tuple(sorted(i for i in tokens if reading.tokens[i].pos in VERBAL)[:1])
    )
    return Content(rules.THAT, heads, tokens) if len(tokens) > 3 else None


def _by_frame(reading: Reading, verb: int, source: int | None, rule: Rule) -> Content | None:
    """The content of `verb` by the frames of `rule`, the surest frame first."""
    if rules.THAT in rule.frames:
        found = _parenthesis(reading, verb, source) or _clause(reading, verb, source, rule)
        if found:
            return found
    if rules.AS in rule.frames:
        found = _as(reading, verb, source)
        if found:
            return found
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


def _clause(reading: Reading, verb: int, source: int | None, rule: Rule) -> Content | None:
    document = reading.document
    heads = [child for child in document.of_role(verb, "ccomp") if child != source and not _is_aside(reading, child)]
    after = [head for head in heads if head > verb]
    if after:
        return Content(rules.THAT, tuple(after), subtree(document, after, _not_content(reading, verb, source)))
    before = [head for head in heads if head < verb]
    before += [
        c
        for c in document.of_role(verb, "nsubj", "parataxis", "advcl")
        if c < verb and is_clause(reading, c) and c != source
    ]
    held = any(o > verb and o != source for o in document.of_role(verb, "obj"))
    if before and (rule.addressee or not held):
        return _before(reading, verb, source, before)
    token = reading.tokens[verb]
    if (
        token.role in ("parataxis", "ccomp", "advcl", "conj", "dep")
        and token.head != verb
        and _is_parenthesis(reading, verb, source)
    ):
        return _around(reading, verb, source, token.head)
    surface = _surface(reading, verb)
    if surface is not None:
        return surface
    loose = _loose_clause(reading, verb, source)
    if loose is not None:
        return Content(rules.THAT, (loose,), subtree(document, [loose], [verb]))
    return None


def _surface(reading: Reading, verb: int) -> Content | None:
    """A clause that the parse lost: from *that* soon after the verb to the end of the sentence."""
    tokens, document = reading.tokens, reading.document
    last = document.sentences[tokens[verb].sentence].last
    for index in range(verb + 1, min(verb + 12, last)):
        if tokens[index].pos in VERBAL or reading.quoted[index] >= 0 or tokens[index].lemma in reading.cues.nouns:
            return None
        if (
            (tokens[index].pos == "SCONJ" or tokens[index].role == "mark")
            and tokens[index].role in ("mark", "nsubj", "obj")
            and reading.word(index) in reading.cues.words["complementizers"]
        ):
            if index > verb + 1 and tokens[index - 1].pos in ("ADP", "SCONJ"):
                return None
            verbs = [i for i in range(index + 1, last) if tokens[i].pos in VERBAL]
            return Content(rules.THAT, tuple(verbs[:1]), frozenset(range(index, last))) if verbs else None
    return None


def _not_content(reading: Reading, verb: int, source: int | None) -> list[int]:
    return [i for i in (verb, source) if i is not None]


def _is_aside(reading: Reading, child: int) -> bool:
    return reading.tokens[child].pos == "PUNCT"


def _loose_clause(reading: Reading, verb: int, source: int | None) -> int | None:
    """A clause after the verb that the parse hangs on it under another role, opened by *that*."""
    tokens = reading.tokens
    for child in reading.document.children[verb]:
        token = reading.tokens[child]
        if (
            child <= verb
            or child == source
            or token.role not in ("advcl", "parataxis", "xcomp", "acl", "dep", "obj", "obl", "conj")
        ):
            continue
        if any(
            tokens[i].lemma in reading.cues.nouns for i in range(verb + 1, min(reading.document.descendants(child)))
        ):
            continue
        marks = {reading.word(c) for c in reading.document.children[child] if c < child}
        if marks & reading.cues.words["complementizers"] and is_clause(reading, child):
            return child
        if token.role == "parataxis" and is_clause(reading, child) and reading.tokens[verb + 1].text == ":":
            return child
    return None


def cue_phrase(reading: Reading, verb: int, source: int | None) -> tuple[int, int]:
    """First and last token of the cue's own phrase: verb group and source."""
    first, last = group_start(reading, verb), verb
    if source is not None and reading.tokens[source].sentence == reading.tokens[verb].sentence:
        start, end = noun_phrase(reading, source)
        if abs(start - verb) < 40:
            first, last = min(first, start), max(last, end)
    return first, last


def _before(reading: Reading, verb: int, source: int | None, heads: list[int]) -> Content:
    """*X happened, the army said*: all of the sentence before the cue's phrase, where the cue governs it."""
    document = reading.document
    first, _ = cue_phrase(reading, verb, source)
    tokens = set(subtree(document, heads, [verb] if source is None else [verb, source]))
    if reading.tokens[verb].role == "root":
        start = document.sentences[reading.tokens[verb].sentence].first
        tokens |= set(range(start, first))
    return Content(rules.THAT, tuple(heads), frozenset(i for i in tokens if i < first or i > verb))


def _is_parenthesis(reading: Reading, verb: int, source: int | None) -> bool:
    """Whether the cue's phrase is set into another clause (*…, he said*), and has nothing of its own."""
    held = [c for c in reading.document.of_role(verb, "ccomp", "xcomp", "obj") if c != source]
    if any(reading.tokens[c].lemma not in reading.cues.participles for c in held):
        return False
    token = reading.tokens[verb]
    first, last = cue_phrase(reading, verb, source)
    own = {child for child in (source,) if child is not None}
    if not own or reading.tokens[next(iter(own))].head not in (verb,):
        return False
    if token.role == "advcl":
        return False
    if token.role == "conj":
        return _follows_comma(reading, first)
    return token.head < verb or last < token.head


def _follows_comma(reading: Reading, first: int) -> bool:
    before = reading.tokens[first - 1] if first else None
    return before is not None and before.pos == "PUNCT"


def _around(reading: Reading, verb: int, source: int | None, head: int) -> Content:
    document = reading.document
    clause = head
    own = subtree(document, [verb])
    tokens = set(subtree(document, [clause], [verb]))
    if reading.tokens[clause].role == "root":
        sentence = document.sentences[reading.tokens[verb].sentence]
        tokens = set(range(sentence.first, sentence.last)) - own
    first, last = cue_phrase(reading, verb, source)
    return Content(rules.THAT, (clause,), frozenset(i for i in tokens if not first <= i <= last))


def _as(reading: Reading, verb: int, source: int | None) -> Content | None:
    document = reading.document
    obj = next((o for o in document.of_role(verb, "obj") if o != source), None)
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
            *document.of_role(verb, "obl", "nmod", "xcomp", "advcl", "obj"),
            *(document.of_role(obj, "nmod", "acl", "amod", "appos") if obj else ()),
        )
        if child > verb
        and child != obj
        and child != source
        and (
            _opens(reading, child, reading.cues.words["as"])
            or (reading.tokens[child].role == "xcomp" and not reading.cases(child))
        )
    ]
    if not opened or (obj is None and reading.tokens[verb].role != "acl" and not document.of_role(verb, "nsubj:pass")):
        return None
    heads = opened if obj is None else [obj, *opened]
    return Content(rules.AS, tuple(heads), subtree(document, heads, _not_content(reading, verb, source)))


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
    obj = next((o for o in document.of_role(verb, "obj", "iobj") if reading.tokens[o].role != "expl"), None)
    if not heads and obj is not None:
        heads = [
            c for c in document.of_role(obj, "acl", "acl:relcl") if c > obj and _is_infinitive(reading, c, bare=False)
        ]
    if not heads and bare and obj is None:
        return _late_infinitive(reading, verb)
    if not heads:
        return None
    if obj is None and not bare:
        return None
    if obj is not None and obj < heads[0]:
        heads = [obj, *heads]
    return Content(rules.INFINITIVE, tuple(heads), subtree(document, heads, [verb]))


def _late_infinitive(reading: Reading, verb: int) -> Content | None:
    """*Promet depuis des mois de …*: an infinitive that the parse hangs on a time in between."""
    document = reading.document
    for time in document.of_role(verb, "obl"):
        for child in document.of_role(time, "acl"):
            first = min((c for c in document.of_role(child, "mark", "aux") if c < child), default=child)
            if child > verb and reading.cases(child) & reading.cues.words["to"] and first > time:
                return Content(
                    rules.INFINITIVE, (child,), frozenset(i for i in document.descendants(time) if i >= first)
                )
    return None


def _is_infinitive(reading: Reading, index: int, *, bare: bool) -> bool:
    token = reading.tokens[index]
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
        return Content(rules.OBJECT, (child,), subtree(document, [child], [verb]))
    return None


def _has_preposition(reading: Reading, index: int) -> bool:
    """Whether a preposition opens the phrase, or it is a bare time (*Monday*, *ce matin*)."""
    first = min(reading.document.descendants(index))
    return (
        bool(reading.cases(index))
        or (reading.tokens[first].pos == "ADP" and reading.tokens[first].role == "case")
        or reading.tokens[index].role == "obl"
        and first == index
    )


def _is_saying(reading: Reading, index: int) -> bool:
    token = reading.tokens[index]
    return token.lemma in reading.cues.nouns or token.lemma in reading.cues.documents or token.pos == "PRON"
