"""Attributions by a reporting verb: direct, indirect, mixed, inverted, passive, impersonal, withheld."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from selon.extract.attributions import rules
from selon.extract.attributions.clauses import Content
from selon.extract.attributions.contents import find_content
from selon.extract.attributions.groups import is_finite
from selon.extract.attributions.passives import find_doer, is_passive
from selon.extract.attributions.reading import Reading
from selon.extract.attributions.rules import Rule
from selon.extract.attributions.spans import Found, subtree
from selon.extract.attributions.speakers import find_speaker, find_subject

VERBAL = frozenset({"VERB", "AUX"})
ADJECTIVAL = frozenset({"amod", "compound", "case", "fixed", "aux", "aux:tense", "aux:pass", "cop"})


def find_verbs(reading: Reading) -> Iterator[Found]:
    """Every attribution whose cue is a verb that governs its content."""
    for token in reading.tokens:
        if token.pos not in VERBAL or token.role in ADJECTIVAL:
            continue
        for rule, words in _rules_for(reading, token.index):
            found = _attribution(reading, token.index, rule, words)
            if found is not None:
                yield found
                break
        else:
            if token.lemma in reading.cues.withhold["negated"] and (held := _withheld(reading, token.index)):
                yield held


def _rules_for(reading: Reading, verb: int) -> Iterator[tuple[Rule, tuple[int, ...]]]:
    lemma = reading.tokens[verb].lemma
    for words, rule in reading.cues.idioms.get(lemma, ()):
        for index in range(verb + 1, min(verb + 5, len(reading.tokens))):
            if reading.word(index) in words and reading.tokens[index].sentence == reading.tokens[verb].sentence:
                yield rule, (index,)
                break
    reflexive = reading.has_reflexive(verb)
    for rule in reading.cues.verbs.get(lemma, ()):
        if reflexive or not rule.reflexive:
            yield rule, ()


def _attribution(reading: Reading, verb: int, rule: Rule, words: tuple[int, ...]) -> Found | None:
    if is_passive(reading, verb):
        return _passive(reading, verb, rule)
    source = _shown_source(reading, verb, rule) or find_speaker(reading, verb)
    if source in words:
        source = find_subject(reading, verb)
    if source is None or reading.word(source) in reading.cues.impersonal["subjects"]:
        return _impersonal(reading, verb, rule, source)
    stance = _stance(reading, source, rule)
    if not stance or _is_quoted_self(reading, verb, source) or _goes_on_itself(reading, verb, source):
        return None
    content = _after_idiom(reading, verb, words, rule) if words and rule.behind else None
    content = content or find_content(reading, verb, source, rule)
    if words and content is not None and reading.tokens[words[0]].pos in ("ADJ", "ADV"):
        content = _behind(reading, words[0])
    if content is None and words:
        content = _after_idiom(reading, verb, words, rule)
    if content is None and rules.THAT in rule.frames and not words:
        content = _after_colon(reading, verb, source)
    if content is None and rules.THAT in rule.frames:
        content = _said_before(reading, verb)
    if content is not None and stance == "show":
        content = _whole_scene(reading, verb, source, content)
    if not is_finite(reading, verb) and not (reading.is_speaker(source) or reading.is_picture(source)):
        return None
    if content is None or not _may_say(reading, source, content, rule) or _is_nobody(reading, source):
        return None
    return _held(
        reading,
        verb,
        source,
        Found(
            cue=verb,
            source=source,
            stance=stance,
            heads=content.heads,
            tokens=content.tokens,
            form="shown" if stance == "show" else "",
            negated=reading.is_negated(verb),
            reason=f"{rule.name} with {content.frame}",
            cue_words=words,
        ),
    )


def _whole_scene(reading: Reading, verb: int, source: int, content: Content) -> Content:
    """A picture shows the scene with its place and time: all that follows the verb."""
    after = frozenset(i for i in subtree(reading.document, [verb], [source]) if i > verb)
    return Content(content.frame, content.heads, content.tokens | after)


def _shown_source(reading: Reading, verb: int, rule: Rule) -> int | None:
    """*Broadcast footage … showing*: a participle of showing belongs to the picture before it."""
    token = reading.tokens[verb]
    if rule.shown is None or token.role not in ("advcl", "xcomp", "acl", "conj"):
        return None
    pictures = (c for c in reading.document.of_role(token.head, "obj") if c < verb and reading.is_picture(c))
    return next(pictures, None)


def _stance(reading: Reading, source: int, rule: Rule) -> str:
    if reading.is_picture(source):
        return rule.shown or ("show" if rule.stance == "say" else rule.stance)
    if rule.shown is not None and not rule.stance and reading.is_document(source):
        return rule.shown
    return rule.stance


def _goes_on_itself(reading: Reading, verb: int, source: int) -> bool:
    """*les combats se poursuivent*: a reflexive verb of a thing tells what the thing does."""
    return reading.has_reflexive(verb) and not reading.is_speaker(source)


def _is_quoted_self(reading: Reading, verb: int, source: int) -> bool:
    """*I think* inside a quotation is the speaker's own; it opens no source of its own."""
    return reading.word(source) in reading.cues.first_person and reading.quoted[verb] >= 0


def _is_nobody(reading: Reading, source: int) -> bool:
    """*Nobody believed it*, *personne n'y croyait*: there is none who says it."""
    return reading.word(source) in reading.cues.words["nobody"] and not reading.document.of_role(source, "det")


def _may_say(reading: Reading, source: int, content: Content, rule: Rule) -> bool:
    if (
        content.frame not in (rules.OBJECT, rules.AS)
        and not rule.strict
        and reading.tokens[source].pos not in ("VERB", "AUX", "PUNCT")
    ):
        return True
    if reading.is_speaker(source):
        return True
    return not rule.strict and reading.tokens[source].features.get("Number") == "Plur"


def _held(reading: Reading, verb: int, source: int, found: Found) -> Found:
    """The stance of one who withholds: a negated confirmation, a declined comment."""
    withhold = reading.cues.withhold
    lemma = reading.tokens[verb].lemma
    if found.stance == "deny" and _neither(reading, verb):
        return replace(found, stance="withhold", negated=True)
    unwilling = lemma in withhold["unwilling"] and any(
        reading.tokens[head].lemma in withhold["negated"] for head in found.heads
    )
    if found.negated and (lemma in withhold["negated"] or unwilling):
        return replace(found, source=source, stance="withhold", spans=(), negated=True)
    return found


def _neither(reading: Reading, verb: int) -> bool:
    """*Neither confirmed nor denied*: the second of two verbs that are negated together."""
    token = reading.tokens[verb]
    above = reading.tokens[token.head]
    joint = {reading.word(verb - 1)} & reading.cues.words.get("joint_negations", frozenset())
    return bool(joint) and token.role == "conj" and above.lemma in reading.cues.withhold["negated"]


def _withheld(reading: Reading, verb: int) -> Found | None:
    """*Has not commented on the attack*, *neither has responded*: nothing is said, and about what."""
    if is_passive(reading, verb):
        return None
    source = find_speaker(reading, verb)
    if source is None or not reading.is_speaker(source):
        return None
    if not reading.is_negated(verb) and not reading.is_negated(source):
        return None
    roles = ("obj", "obl", "ccomp", "xcomp")
    heads = tuple(c for c in reading.document.of_role(verb, *roles) if c > verb and c != source)
    shared = [c for c in reading.document.of_role(verb, "conj") if _neither(reading, c)]
    heads = heads or tuple(o for c in shared for o in reading.document.of_role(c, "obj"))
    tokens = subtree(reading.document, heads, [source])
    return Found(verb, source, "withhold", heads or (verb,), tokens, negated=True, reason="verb withheld")


def _after_colon(reading: Reading, verb: int, source: int) -> Content | None:
    """*The ministry adds: …*: the next sentence, where the cue's own ends in a colon."""
    document = reading.document
    number = reading.tokens[verb].sentence
    sentence = document.sentences[number]
    if reading.tokens[sentence.last - 1].text != ":" or number + 1 >= len(document.sentences):
        return None
    if sentence.last - verb > 6 or source > verb or reading.tokens[verb].role != "root":
        return None
    after = document.sentences[number + 1]
    if reading.quoted[after.first] >= 0:
        return None
    heads = tuple(i for i in range(after.first, after.last) if reading.tokens[i].role == "root")
    return Content(rules.THAT, heads, frozenset(range(after.first, after.last)))


def _said_before(reading: Reading, verb: int) -> Content | None:
    """*C'est ce qu'a déclaré X*: the sentence before."""
    document, head = reading.document, reading.tokens[verb].head
    number = reading.tokens[verb].sentence
    points = reading.tokens[head].role == "root" and reading.tokens[head].pos == "PRON"
    if not points or number == 0 or not document.of_role(head, "cop") or head - document.sentences[number].first > 2:
        return None
    if not any(
        c < verb and reading.word(c) in reading.cues.words["complementizers"] for c in document.of_role(verb, "obj")
    ):
        return None
    before = document.sentences[number - 1]
    heads = tuple(i for i in range(before.first, before.last) if reading.tokens[i].role == "root")
    return Content(rules.THAT, heads, frozenset(range(before.first, before.last)))


def _after_idiom(reading: Reading, verb: int, words: tuple[int, ...], rule: Rule) -> Content | None:
    document = reading.document
    places = [*document.children[words[0]], *(c for c in document.children[verb] if c > words[0])]
    heads = [c for c in places if c > words[0] and _fits_idiom(reading, c, rule)]
    return Content("idiom", tuple(heads[:1]), subtree(document, heads[:1], [verb])) if heads else None


def _behind(reading: Reading, word: int) -> Content | None:
    """The clause that an adjective of an idiom governs (*made clear that …*)."""
    below = reading.document.of_role(word, "advcl", "ccomp")
    heads = tuple(c for c in below if reading.cases(c) & reading.cues.words["complementizers"])
    return Content(rules.THAT, heads, subtree(reading.document, heads)) if heads else None


def _fits_idiom(reading: Reading, child: int, rule: Rule) -> bool:
    token = reading.tokens[child]
    if rules.THAT in rule.frames and token.role in ("ccomp", "advcl", "acl"):
        return True
    if rules.OBJECT in rule.frames and token.role in ("obj", "nmod", "obl", "appos"):
        return True
    return bool(reading.cases(child) & rule.openers)


def _passive(reading: Reading, verb: int, rule: Rule) -> Found | None:
    """*was confirmed by X*; without a doer only where a clause follows (*it was reported that*)."""
    document = reading.document
    source = find_doer(reading, verb)
    subject = next((c for c in document.of_role(verb, "nsubj")), None)
    stance = rule.stance
    clause = document.of_role(verb, "ccomp", "csubj:pass")
    lower = [c for c in document.of_role(verb, "xcomp") if c > verb]
    to = rules.TO in rule.frames
    if lower and not to and any(rules.TO in r.frames for r in reading.cues.verbs.get(reading.tokens[verb].lemma, ())):
        return None  # *were told to leave* is an order
    if clause and (
        subject is None or reading.word(subject) in reading.cues.impersonal["subjects"] or source is not None
    ):
        heads: tuple[int, ...] = clause
    elif source is not None and (rule.frames & {rules.OBJECT, rules.AS, "of", "de"} or (to and lower)):
        head = _patient(reading, verb, subject)
        if head is None:
            return None
        heads = (head,)
    elif source is None and lower and subject is not None and _is_hearsay(reading, verb, lower[0]):
        heads = (subject, *lower)
    else:
        return None
    if not stance:
        return None
    if source is None and reading.tokens[verb].lemma not in reading.cues.impersonal["lemmas"]:
        return None
    without = [i for i in (verb, source) if i is not None]
    extra = [
        c
        for c in document.of_role(verb, "obl", "xcomp")
        if c != source and reading.cases(c) & (rule.openers | reading.cues.words["as"]) and c > verb
    ]
    extra += lower if to else []
    if subject is None or subject not in heads:
        without += document.of_role(heads[0], "case")
    found = Found(
        cue=verb,
        source=source,
        stance=stance,
        heads=heads,
        tokens=subtree(document, [*heads, *extra], without),
        negated=reading.is_negated(verb),
        reason=f"{rule.name} in the passive",
    )
    return found if source is None else _held(reading, verb, source, found)


def _is_hearsay(reading: Reading, verb: int, lower: int) -> bool:
    """*Is believed to have fled*: a verb of saying or thinking, its subject raised out of a verb's clause."""
    return reading.tokens[lower].pos == "VERB" and reading.tokens[verb].lemma in reading.cues.impersonal.get(
        "raising", frozenset()
    )


def _patient(reading: Reading, verb: int, subject: int | None) -> int | None:
    if subject is not None and reading.word(subject) not in reading.cues.relative:
        return subject
    token = reading.tokens[verb]
    return token.head if token.role.startswith("acl") and token.head != verb else None


def _impersonal(reading: Reading, verb: int, rule: Rule, subject: int | None) -> Found | None:
    """*On apprend de sources … que*: a clause without a speaker, or one named by a phrase."""
    if subject is None or reading.tokens[verb].lemma not in reading.cues.impersonal["lemmas"]:
        return _pronoun_source(reading, verb, rule, subject)
    if reading.tokens[subject].features.get("Person") == "3" and rule.stance and _refers(reading, subject):
        return _pronoun_source(reading, verb, rule, subject)
    content = find_content(reading, verb, subject, rule)
    if content is None or content.frame != rules.THAT:
        return None
    return Found(
        cue=verb,
        source=None,
        stance=rule.stance or "say",
        heads=content.heads,
        tokens=content.tokens,
        negated=reading.is_negated(verb),
        reason=f"{rule.name}, impersonal",
    )


def _refers(reading: Reading, subject: int) -> bool:
    """Whether a pronoun that may be impersonal is one for somebody."""
    return reading.tokens[subject].role != "expl" and reading.word(subject) in reading.cues.pronouns


def _pronoun_source(reading: Reading, verb: int, rule: Rule, subject: int | None) -> Found | None:
    if subject is None or not rule.stance or not _refers(reading, subject):
        return None
    content = find_content(reading, verb, subject, rule)
    if content is None:
        return None
    return _held(
        reading,
        verb,
        subject,
        Found(
            cue=verb,
            source=subject,
            stance=rule.stance,
            heads=content.heads,
            tokens=content.tokens,
            negated=reading.is_negated(verb),
            reason=f"{rule.name} with {content.frame}",
        ),
    )
