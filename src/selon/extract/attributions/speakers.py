"""Who says it: the source of a reporting verb, found through voice, inversion, relatives and control."""

from __future__ import annotations

from selon.extract.attributions.groups import group_start, is_break, is_clause, is_finite, is_named, without_hinge
from selon.extract.attributions.passives import find_doer, is_passive
from selon.extract.attributions.reading import Reading
from selon.extract.attributions.rules import AS, OBJECT, QUOTE, THAT

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ"})


def find_speaker(reading: Reading, verb: int, depth: int = 0) -> int | None:
    """The head of the source's noun phrase for a verb in the active, or None."""
    closing = find_closing(reading, verb)
    if closing is not None:
        return closing
    own = _own_subject(reading, verb)
    if own is not None:
        nearer = _named_before(reading, verb) if not reading.is_speaker(own) else None
        return _through_relative(reading, own, verb) if nearer is None else nearer
    inverted = find_inverted(reading, verb)
    if inverted is not None and _after_break(reading, verb):
        return inverted
    before = find_before(reading, verb)
    if before is not None:
        return before
    if inverted is not None:
        return inverted
    return _borrowed_subject(reading, verb, depth) if depth < 6 else None


def _named_before(reading: Reading, verb: int) -> int | None:
    """*… to a nerve agent the World Health Organization said*: a body's name right before its verb, commas lost."""
    name = verb - 1
    if name < 1 or reading.tokens[name].entity not in ("ORG", "PER") or group_start(reading, verb) != verb:
        return None
    while reading.tokens[reading.tokens[name].head].entity in ("ORG", "PER") and reading.tokens[name].head != name:
        name = reading.tokens[name].head
    return None if reading.cases(name) else name


def find_subject(reading: Reading, verb: int) -> int | None:
    """The speaker of an idiom (*X a fait part de*), whose own noun is none."""
    own = _own_subject(reading, verb)
    return find_before(reading, verb) if own is None else _through_relative(reading, own, verb)


def _own_subject(reading: Reading, verb: int) -> int | None:
    for child in reading.document.of_role(verb, "nsubj"):
        token = reading.tokens[child]
        if token.role == "nsubj:pass" or is_clause(reading, child) or _disagrees(reading, child, verb):
            continue
        if child < verb and reading.quoted[child] >= 0 and reading.quoted[verb] < 0:
            continue  # *"The road," explained the driver*: a word of the quotation is no subject outside it
        return without_hinge(reading, child)
    return None


def _disagrees(reading: Reading, pronoun: int, verb: int) -> bool:
    """*nous dit un sapeur*: a pronoun of another person than the verb is whom it is told."""
    own, other = reading.tokens[pronoun].features.get("Person"), reading.tokens[verb].features.get("Person")
    told = reading.tokens[pronoun].pos == "PRON" and pronoun == verb - 1
    return told and own in ("1", "2") and other == "3"


def _through_relative(reading: Reading, subject: int, verb: int) -> int:
    if reading.word(subject) not in reading.cues.relative:
        return subject
    here = verb
    while reading.tokens[here].role in ("conj", "xcomp") and reading.tokens[here].head != here:
        here = reading.tokens[here].head
    token = reading.tokens[here]
    if token.role.startswith("acl") and token.head != here:
        return token.head
    if here > subject and (noun := _before_relative(reading, subject)) is not None:
        return noun
    return subject


def _before_relative(reading: Reading, relative: int) -> int | None:
    """The person or body whose phrase ends at the comma before a relative pronoun that the parse hung elsewhere."""
    tokens = reading.tokens
    here = relative - 2
    if here < 0 or tokens[relative - 1].text != "," or tokens[here].sentence != tokens[relative].sentence:
        return None
    while tokens[here].role in ("nmod", "amod", "flat:name", "flat", "appos") and tokens[here].head < here:
        here = tokens[here].head
    return here if is_named(reading, here) else None


def _borrowed_subject(reading: Reading, verb: int, depth: int) -> int | None:
    """The subject that a verb without one of its own shares with the word above it."""
    token = reading.tokens[verb]
    head = token.head
    if (following := _subject_behind(reading, verb)) is not None:
        return following
    if head == verb:
        return None
    if token.role == "acl":
        return _described(reading, head, verb, depth)
    if token.role == "xcomp":
        return _controller(reading, verb, head, depth)
    if reading.tokens[head].pos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return None
    if token.role == "conj":
        return _coordinated(reading, verb, head, depth)
    if token.role == "advcl":
        return _above_participle(reading, verb, head, depth)
    if token.role in ("parataxis", "ccomp", "dep") and token.features.get("VerbForm") != "Fin":
        return _doer_above(reading, head, depth)
    return None


def _subject_behind(reading: Reading, verb: int) -> int | None:
    """*Affirmant que …, le gouverneur …*: the main clause's subject behind a participle that opens the sentence."""
    tokens = reading.tokens
    sentence = reading.document.sentences[tokens[verb].sentence]
    participle = (
        tokens[verb].features.get("VerbForm") in ("Part", "Ger") and tokens[verb].features.get("Tense") != "Past"
    )
    if not participle or verb > sentence.first + 2 or is_finite(reading, verb):
        return None
    commas = [i for i in range(verb, sentence.last) if tokens[i].text == ","]
    for comma in reversed(commas):
        subjects = [i for i in range(comma + 1, min(comma + 9, sentence.last)) if tokens[i].role.startswith("nsubj")]
        if subjects and tokens[subjects[0]].head > subjects[0] and not reading.is_clause_mark(comma + 1):
            return subjects[0]
    return None


def _doer_above(reading: Reading, head: int, depth: int) -> int | None:
    if is_passive(reading, head):
        return find_doer(reading, head)
    return find_speaker(reading, head, depth + 1)


def _controller(reading: Reading, verb: int, head: int, depth: int) -> int | None:
    """The subject of an infinitive or a participle that another verb governs."""
    if reading.tokens[head].lemma in reading.cues.quoting and (cited := reading.child(head, "obj")) is not None:
        return cited
    if is_passive(reading, head) and (raised := reading.child(head, "nsubj:pass")) is not None:
        return _through_relative(reading, raised, head)
    ruled = reading.child(head, "obj", "iobj")
    if ruled is not None and ruled < verb and reading.tokens[ruled].pos != "PRON" and reading.is_speaker(ruled):
        return ruled
    participle = reading.tokens[verb].features.get("VerbForm") in ("Part", "Ger") and not is_finite(reading, verb)
    if participle and (outer := _outer_cue(reading, head)) is not None:
        return find_speaker(reading, outer, depth + 1)
    return find_speaker(reading, head, depth + 1)


def _coordinated(reading: Reading, verb: int, head: int, depth: int) -> int | None:
    """The subject of the nearest conjunct before, or of the cue above where that one cannot speak."""
    conjuncts = (c for c in reading.document.of_role(head, "conj") if c < verb)
    earlier = [c for c in conjuncts if _own_subject(reading, c) is not None]
    if earlier and is_finite(reading, verb):
        return find_speaker(reading, earlier[-1], depth + 1)
    outer = _outer_cue(reading, head)
    subject = _own_subject(reading, head)
    if outer is not None and (subject is None or not reading.is_speaker(subject)):
        return find_speaker(reading, outer, depth + 1)
    return _doer_above(reading, head, depth)


def _above_participle(reading: Reading, verb: int, head: int, depth: int) -> int | None:
    """The subject of a participle or an infinitive set beside a clause (*…, adding that*)."""
    if reading.tokens[verb].features.get("VerbForm") not in ("Part", "Ger", "Inf"):
        return None
    if reading.tokens[head].lemma in reading.cues.quoting and reading.cases(verb) & reading.cues.words["as"]:
        return reading.child(head, "obj", "nsubj:pass")
    outer = _outer_cue(reading, head)
    return _doer_above(reading, head if outer is None else outer, depth)


def _outer_cue(reading: Reading, clause: int) -> int | None:
    """The reporting verb that governs a clause of content: a participle after it is that one's too."""
    token = reading.tokens[clause]
    while token.role == "conj" and token.head != token.index:
        token = reading.tokens[token.head]
    if token.role == "acl" and reading.tokens[token.head].lemma in reading.cues.nouns:
        token = reading.tokens[token.head]
    elif token.role != "ccomp":
        return None
    if reading.tokens[token.head].lemma not in reading.cues.verbs:
        return None
    return token.head


def _described(reading: Reading, noun: int, verb: int, depth: int) -> int:
    """A participle after an object that cannot speak belongs to the subject (*left the room, saying*)."""
    while (
        not reading.is_speaker(noun)
        and reading.tokens[noun].role in ("nmod", "obl")
        and reading.tokens[reading.tokens[noun].head].pos == "NOUN"
    ):
        noun = reading.tokens[noun].head
    apart = verb - noun > 1 and reading.tokens[verb - 1].text == ","
    subject = reading.tokens[noun].role.startswith("nsubj")
    if (reading.is_speaker(noun) and not apart) or subject or reading.is_picture(noun):
        return noun
    governor = reading.tokens[noun].head
    while reading.tokens[governor].pos in ("NOUN", "PROPN") and reading.tokens[governor].head != governor:
        governor = reading.tokens[governor].head
    if depth < 6 and governor != noun and reading.tokens[governor].pos in ("VERB", "AUX"):
        outer = _outer_cue(reading, governor)
        return find_speaker(reading, governor if outer is None else outer, depth + 1) or noun
    return noun


def find_inverted(reading: Reading, verb: int) -> int | None:
    """The source after an inverted verb: *said X*, *a déclaré X*; only after a break."""
    first = group_start(reading, verb)
    names = reading.cues.verbs.get(reading.tokens[verb].lemma, ())
    if not is_finite(reading, verb) or (names and not any(rule.frames & {THAT, QUOTE} for rule in names)):
        return None
    joined = reading.tokens[first - 1].pos == "CCONJ"
    if joined and any(rule.openers or rule.frames & {OBJECT, AS} for rule in names):
        return None
    if first > 0 and not is_break(reading, first):
        head = _phrase_after(reading, verb, verb + 1)
        speaks = head is not None and first == verb and is_named(reading, head) and not _is_told_of(reading, verb, head)
        return head if speaks else None
    here = verb + 1
    for _ in range(3):
        head = _phrase_after(reading, verb, here)
        if head is None and here == verb + 1:
            return _past_complement(reading, verb)
        if head is None or reading.is_speaker(head) or reading.cases(head):
            return head
        following = _phrase_after(reading, verb, _end_after(reading, head, here))
        if following is None or not reading.is_speaker(following):
            return head
        here = _end_after(reading, head, here)
    return None


def _is_told_of(reading: Reading, verb: int, noun: int) -> bool:
    """*denied it and said its men had left*: the subject of the clause that the verb governs, not the verb's own."""
    token = reading.tokens[noun]
    clause = token.head
    while reading.tokens[clause].role == "nsubj" and reading.tokens[clause].head > clause:
        clause = reading.tokens[clause].head
    return token.role.startswith("nsubj") and clause > noun and reading.tokens[clause].head == verb


def _past_complement(reading: Reading, verb: int) -> int | None:
    """*a écrit sur sa chaîne le gouverneur*: a titled noun or a name behind the complement of an inverted verb."""
    tokens = reading.tokens
    opens = verb + 2 if verb + 2 < len(tokens) and tokens[verb + 1].text == "," else verb + 1
    if opens >= len(tokens) or tokens[opens].pos != "ADP":
        return None
    for here in range(opens + 2, min(opens + 24, len(tokens))):
        if tokens[here].sentence != tokens[verb].sentence or tokens[here].pos in ("VERB", "AUX"):
            return None
        if tokens[here].pos == "PUNCT" and tokens[here].text != ",":
            return None
        if tokens[here].pos != "DET" or tokens[here - 1].pos in ("ADP", "ADJ", "DET"):
            continue
        head = tokens[here].head
        if head > here and is_named(reading, head):
            return head
    return None


def _after_break(reading: Reading, verb: int) -> bool:
    first = group_start(reading, verb)
    return first == 0 or is_break(reading, first)


def find_closing(reading: Reading, verb: int) -> int | None:
    """*… said the army* at the end of a sentence, under any parse; for verbs that take no object."""
    names = reading.cues.verbs.get(reading.tokens[verb].lemma, ())
    plain = [rule for rule in names if not rule.objects]
    if not plain or any(rule.addressee or rule.openers or rule.frames & {"object", "to", "as"} for rule in plain):
        return None
    first = group_start(reading, verb)
    if not is_finite(reading, verb) or first == reading.document.sentences[reading.tokens[verb].sentence].first:
        return None
    after = [c for c in reading.document.of_role(verb, "ccomp", "xcomp") if c > verb]
    after = [c for c in after if is_finite(reading, c) or reading.tokens[c].lemma not in reading.cues.participles]
    if any(reading.tokens[c].pos in ("VERB", "AUX") or reading.child(c, "cop") is not None for c in after):
        return None
    head = _phrase_after(reading, verb, verb + 1)
    if head is None or not is_named(reading, head) or reading.cases(head):
        return None
    opens = reading.tokens[verb + 1]
    return head if opens.pos == "DET" or opens.entity in ("PER", "ORG") or opens.text.startswith("-") else None


def _end_after(reading: Reading, head: int, here: int) -> int:
    below = [
        head,
        here,
        *(
            i
            for i in reading.document.descendants(head)
            if head < i < head + 4 and reading.tokens[i].pos in ("ADJ", "NOUN")
        ),
    ]
    return max(below) + 1


def _phrase_after(reading: Reading, verb: int, here: int) -> int | None:
    tokens = reading.tokens
    if here < len(tokens) and tokens[here].text.startswith("-") and len(tokens[here].text.strip("-")) == 1:
        here += 1
    while here < len(tokens) and tokens[here].pos in ("ADV", "PUNCT") and here < verb + 4 and tokens[here].text != ",":
        here += 1
    if here >= len(tokens) or tokens[here].pos not in NOMINAL or tokens[here].sentence != tokens[verb].sentence:
        return None
    if reading.word(here) in reading.cues.words["complementizers"]:
        return None
    head = here
    while tokens[head].head not in (head, verb) and verb < tokens[head].head:
        above = tokens[head].head
        if tokens[above].pos in ("VERB", "AUX") or is_clause(reading, above):
            break
        head = above
    if tokens[head].pos not in ("NOUN", "PROPN", "PRON") or is_clause(reading, head):
        return None
    return head


def find_before(reading: Reading, verb: int) -> int | None:
    """The noun phrase right before a finite verb, where the parse gives the verb no subject."""
    tokens = reading.tokens
    if tokens[verb].features.get("VerbForm") in ("Inf", "Ger") or tokens[verb].role in ("xcomp", "acl"):
        return None
    here = group_start(reading, verb) - 1
    while (
        here >= 0
        and tokens[here].text in (")", "(")
        or (here >= 0 and tokens[here].pos == "ADV" and not tokens[here].entity)
    ):
        here -= 1
    if here >= 1 and tokens[here].text.isdigit() and tokens[here - 1].entity == "PER":
        return here - 1  # *Ahmed 24 said*: an age between the name and its verb
    if here >= 1 and tokens[here].text == "," and tokens[here - 1].entity == "PER":
        return _apposed(reading, here - 1)
    if here < 0 or tokens[here].sentence != tokens[verb].sentence:
        return None
    head = here
    while tokens[head].role not in ("nsubj", "root") and tokens[head].pos not in ("VERB", "AUX"):
        if tokens[head].role == "appos" and tokens[here + 1].text != ")":
            break
        if _stands_free(reading, head) or tokens[head].head == head:
            break
        head = tokens[head].head
    fits = tokens[head].pos in ("NOUN", "PROPN") or (tokens[head].entity and tokens[head].pos not in ("VERB", "ADJ"))
    return head if fits and head < verb and (is_named(reading, head) or reading.is_speaker(head)) else None


def _apposed(reading: Reading, last: int) -> int:
    """The noun that a name between commas stands beside (*the governor, X, said*), or the name itself."""
    name = last
    while reading.tokens[reading.tokens[name].head].entity == "PER" and reading.tokens[name].head != name:
        name = reading.tokens[name].head
    noun = reading.tokens[name].head
    if reading.tokens[name].role == "appos" and noun < name and is_named(reading, noun):
        return noun
    return name


def _stands_free(reading: Reading, head: int) -> bool:
    token = reading.tokens[head]
    if token.role in ("amod", "det", "compound", "nummod", "flat:name", "flat", "appos", "nmod:poss", "conj"):
        return False
    return not reading.cases(head)
